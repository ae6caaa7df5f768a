import assert from 'node:assert/strict';
import type { Edition } from '../../../src/edition/model/edition.js';
import type { RuleSet } from '../../../src/edition/model/rule-set.js';
import { formatDuration, formatInstant } from '../../../src/language/instants.js';
import type { Type, Value } from '../../../src/language/types/types.js';
import { makeCase, type CaseFormula } from '../../../src/proof/cases/case-formula.js';
import { collectTexts } from '../../../src/proof/cases/collect-texts.js';
import { decideCase, type DecisionFormula } from '../../../src/proof/rules.js';
import { makeFormula } from '../../../src/proof/terms/formula.js';
import type { Symbolic } from '../../../src/proof/terms/symbolic.js';
import type { Term } from '../../../src/proof/terms/term.js';
import { makeTexts, type Texts } from '../../../src/proof/terms/texts.js';
import { readSmt, type SmtValue, type SmtValues } from './smt-values.js';

/** A decision as a formula, and what its terms come to. */
export interface Translated {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly of: CaseFormula;
  readonly decision: DecisionFormula;
  readonly text: string;
  readonly values: SmtValues;
}

/** As many items as random lists have. */
const mostItems = 3;

/** Translates a decision. Throws `Untranslatable`. @param mayBeInvalid whether a case may say that clauses are held invalid */
export const translated = (edition: Edition, ruleSet: RuleSet, mayBeInvalid = false): Translated => {
  const [texts, formula] = [makeTexts(), makeFormula()];
  collectTexts(texts, edition, ruleSet);
  const of = makeCase({
    edition,
    ruleSets: [ruleSet],
    unknowns: { formula, texts, mostItems, bounds: () => undefined },
    asOf: formula.declare('asOf', 'Int'),
    isLoose: false,
    mayBeInvalid,
  });
  const decision = decideCase(of, ruleSet);
  of.close();
  const text = formula.text();
  return { edition, ruleSet, of, decision, text, values: readSmt(text) };
};

/** Gives unknowns the values that some terms say they have. @returns false where one of the terms can't hold, whatever they are */
export const give = (values: SmtValues, says: readonly Term[]): boolean => {
  const given = new Map<string, SmtValue>();
  values.give(new Map());
  for (const { text } of says) {
    if (text === 'true') continue;
    const unknown = /^(\|[^|]*\||asOf)$/.exec(text)?.[1];
    const denied = /^\(not (\|[^|]*\|)\)$/.exec(text)?.[1];
    const [, name, value] = /^\(= (\|[^|]*\|) (.*)\)$/s.exec(text) ?? [];
    if (text === 'false') return false;
    if (unknown !== undefined) given.set(unknown, true);
    else if (denied !== undefined) given.set(denied, false);
    else if (name !== undefined && value !== undefined) given.set(name, values.valueOf(value));
    else throw new Error(`${text} gives no unknown a value`);
  }
  values.give(given);
  return true;
};

/** Whether a term holds. Fails where that is left open by the facts. */
export const holds = ({ values }: Translated, term: Term, what: string): boolean => {
  const value = values.valueOf(term.text);
  assert.ok(typeof value === 'boolean', `${what} is left open`);
  return value;
};

/** A value as a decision tells it. Fails where it is left open by the facts. */
export const told = (value: Symbolic, type: Type, values: SmtValues, texts: Texts, what: string): Value => {
  const valueOf = (term: Term): NonNullable<SmtValue> => {
    const found = values.valueOf(term.text);
    assert.ok(found !== undefined, `${what} is left open`);
    return found;
  };
  if (valueOf(value.absent) === true) return null;
  if (value.kind === 'list' && type.kind === 'list')
    return value.items.flatMap((item) =>
      valueOf(item.there) === true ? [told(item.value, type.of, values, texts, what)] : [],
    );
  if (value.kind === 'record' && type.kind === 'record')
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, field]) => {
        const inside = value.fields.get(name);
        return [name, inside === undefined ? null : told(inside, field, values, texts, `${what}.${name}`)];
      }),
    );
  assert.ok(value.kind === 'scalar', `${what} is a ${value.kind}, not a ${type.kind}`);
  return toldScalar(valueOf(value.term), type, texts);
};

/** The JavaScript number that is nearest to a fraction. */
const nearestTo = ({ over, under }: { readonly over: bigint; readonly under: bigint }): number =>
  Number(`${(over * 10n ** 400n) / under}e-400`);

const toldScalar = (value: NonNullable<SmtValue>, { kind }: Type, texts: Texts): Value => {
  if (typeof value === 'boolean') return value;
  if (kind === 'text') return texts.textOf(Number(value)) ?? 'a text that nobody wrote';
  const number = typeof value === 'bigint' ? Number(value) : nearestTo(value);
  return kind === 'instant' ? formatInstant(number) : kind === 'duration' ? formatDuration(number) : number;
};
