import assert from 'node:assert/strict';
import type { Edition } from '../../../src/edition/model/edition.js';
import type { Invariant } from '../../../src/edition/model/invariant.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import {
  evaluateInvariant,
  type InvariantAnswer,
  type InvariantCase,
} from '../../../src/engine/invariants/evaluate-invariant.js';
import type { FactError } from '../../../src/engine/evaluation.js';
import type { CaseToTake } from '../../../src/engine/invariants/take-step.js';
import { makeFeelEvaluation } from '../../../src/engine/reference/feel-evaluation.js';
import { saysCase } from './says-case.js';
import { invariantFormula, type InvariantFormula } from '../../../src/proof/invariants/invariant-formula.js';
import { textsOf } from '../../../src/proof/invariants/prove-invariant.js';
import { makeFormula } from '../../../src/proof/terms/formula.js';
import type { Term } from '../../../src/proof/terms/term.js';
import { readSmt, type SmtValues } from './smt-values.js';
import { give } from './translated.js';

/**
 * What an invariant comes to in a case, held against the formula; `not said` where the formula can't say the case, `rounded` where it says that the evaluators
 * count fewer digits than there are.
 */
export type HoldInvariant = (
  one: InvariantCase,
) => Promise<InvariantAnswer['code'] | 'not said' | 'another type' | 'rounded'>;

/** As many items as random lists have. */
const mostItems = 3;

/**
 * Holds the formula of an invariant to the compiled evaluator: where it says something of a case, the formula says so too, and that it holds, or does
 * not; where it says nothing, the formula says nothing, or that there is no such case. Throws `Untranslatable`.
 */
export const holdInvariant = (edition: Edition, invariant: Invariant): HoldInvariant => {
  const formula = makeFormula();
  const texts = textsOf(edition, invariant);
  const asOf = formula.declare('asOf', 'Int');
  const unknowns = { formula, texts, mostItems, bounds: () => undefined };
  const translated = invariantFormula(edition, invariant, unknowns, asOf);
  const values = readSmt(formula.text());
  const evaluator = makeCompiledEvaluator(edition);
  const by = { edition, evaluator, evaluate: makeFeelEvaluation() };
  /** Whether facts are refused for what a formula can't say: values of other types, decimals of too many digits. */
  const isOfOtherTypes = ({ facts, asOf: at }: CaseToTake): boolean =>
    invariant.decisions.some((decision) => {
      const answer = evaluator.decide({ decision, facts, asOf: at });
      return answer.code === 'invalid-facts' && answer.errors.some((error) => !isSaid(edition, error));
    });
  return async (one) => {
    const answer = await evaluateInvariant(invariant, one, by);
    const says = sayable(translated, one);
    if (says === undefined) return 'not said';
    if (
      answer.code === 'nothing-said' &&
      [one, ...(one.after === undefined ? [] : [one.after])].some(isOfOtherTypes)
    )
      return 'another type';
    const isPossible = give(values, says);
    if (answer.code !== 'nothing-said' && values.valueOf(translated.isRounded.text) !== false)
      return 'rounded';
    compare(answer, translated, isPossible, values);
    return answer.code;
  };
};

const isSaid = ({ constraints }: Edition, { code }: FactError): boolean =>
  ['missing-fact', 'out-of-range', 'not-allowed', 'empty'].includes(code) ||
  constraints.some((constraint) => constraint.code === code);

const sayable = (
  { before, after, other }: InvariantFormula,
  { facts, asOf, after: next }: InvariantCase,
): readonly Term[] | undefined => {
  const only = (names: ReadonlyMap<string, unknown>, of: InvariantCase['facts']): InvariantCase['facts'] =>
    Object.fromEntries(Object.entries(of).filter(([name]) => names.has(name)));
  try {
    const first = saysCase(before, { facts: only(before.given, facts), asOf });
    if (first === undefined || after === undefined) return first;
    const second = saysCase(
      { ...after, given: other },
      { facts: only(other, next?.facts ?? {}), asOf: Math.max(asOf, next?.asOf ?? asOf) },
    );
    const [instant, ...parts] = second ?? [];
    if (instant === undefined) return undefined;
    // At the same instant there is no unknown to say it by.
    return [...first, ...(after.asOf.text === before.asOf.text ? [] : [instant]), ...parts];
  } catch {
    return undefined; // An instant that is none, half an integer.
  }
};

const compare = (
  { code }: InvariantAnswer,
  { isMeant, isSayable, holds }: InvariantFormula,
  isPossible: boolean,
  values: SmtValues,
): void => {
  if (code === 'nothing-said') {
    const isTaken =
      isPossible &&
      values.asserted.every((assertion) => values.valueOf(assertion) === true) &&
      values.valueOf(isSayable.text) === true;
    assert.ok(!isTaken || values.valueOf(isMeant.text) !== true, 'nothing is said of a case that is meant');
    return;
  }
  assert.ok(isPossible, 'what is taken is impossible');
  for (const assertion of values.asserted)
    assert.notEqual(values.valueOf(assertion), false, `what is taken is impossible: ${assertion}`);
  assert.notEqual(values.valueOf(isMeant.text), false, 'what is meant is not meant by the formula');
  assert.equal(values.valueOf(holds.text), code === 'holds', 'whether it holds');
};
