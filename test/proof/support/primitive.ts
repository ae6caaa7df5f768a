import { strict as assert } from 'node:assert';
import { digitsOf } from '../../../src/language/numbers/decimal.js';
import { isNumber } from '../../../src/language/numbers/numeric.js';
import { OutOfRange } from '../../../src/engine/facts/out-of-range.js';
import { makeFeelEvaluation } from '../../../src/engine/reference/feel-evaluation.js';
import type { TypedExpression } from '../../../src/language/syntax/expression.js';
import { parseExpression } from '../../../src/language/syntax/parse-expression.js';
import type { Computed, Type, Value } from '../../../src/language/types/types.js';
import { anyValue } from '../../../src/proof/cases/any-value.js';
import { makeFormula } from '../../../src/proof/terms/formula.js';
import type { Unknowns } from '../../../src/proof/cases/unknown-facts.js';
import { list, type Symbolic } from '../../../src/proof/terms/symbolic.js';
import {
  decimal,
  equal,
  implies,
  integer,
  no,
  not,
  or,
  yes,
  type Term,
} from '../../../src/proof/terms/term.js';
import { makeTexts, type Texts } from '../../../src/proof/terms/texts.js';
import { translate } from '../../../src/proof/expressions/translate.js';
import { scopeOf } from '../../language/support/scope.js';
import { readSmt } from './smt-values.js';
import { give, told } from './translated.js';

/** An expression over names, and what they may stand for. */
export interface Primitive {
  readonly feel: string;
  readonly names: Readonly<Record<string, Type>>;
  readonly cases: readonly Readonly<Record<string, Value>>[];
}

/** What is computed: a value, that it fails, or that the evaluators go on with a rounded number. */
export type Result = { readonly is: Computed } | 'fails' | 'rounds';

/** An expression as a formula, with what it comes to for values, and the questions that a solver would be asked to say the same. */
export interface PrimitiveFormula {
  readonly text: string;
  readonly compute: (values: Readonly<Record<string, Value>>) => Result;
  /** That the names have these values, and that it comes to something else than a value or than failing: no solver may find that. */
  readonly otherwise: (values: Readonly<Record<string, Value>>, computed: Result) => readonly Term[];
}

export const typed = ({ feel, names }: Primitive): TypedExpression => {
  const parsed = parseExpression(feel, scopeOf(names));
  assert.ok(parsed.ok, `${feel}: ${parsed.ok ? '' : (parsed.errors[0]?.message ?? '')}`);
  return parsed.expression;
};

/** A value of a type, of which nothing else is known; a list has up to `mostItems`. */
const anyPrimitive = (name: string, type: Type, unknowns: Unknowns): Symbolic => {
  if (type.kind !== 'list') return anyValue(name, type, unknowns);
  const { formula, mostItems } = unknowns;
  const items = Array.from({ length: mostItems }, (_, place) => ({
    there: formula.declare(`${name}[${place + 1}]?`, 'Bool'),
    value: anyPrimitive(`${name}[${place + 1}]`, type.of, unknowns),
  }));
  for (const [place, { there }] of items.entries()) {
    const before = items[place - 1];
    if (before !== undefined) formula.assert(implies(there, before.there));
  }
  return list(items, type.nullable === true ? not(formula.declare(`${name}?`, 'Bool')) : no);
};

/** Translates an expression. Throws `Untranslatable`. */
export const primitiveFormula = (primitive: Primitive): PrimitiveFormula => {
  const [formula, texts] = [makeFormula(), makeTexts()];
  for (const one of primitive.cases) visitTexts(Object.values(one), texts);
  const names = new Map<string, Symbolic>();
  for (const [name, type] of Object.entries(primitive.names))
    names.set(name, anyPrimitive(name, type, { formula, texts, mostItems: 4, bounds: () => undefined }));
  const failures: Term[] = [];
  const roundings: Term[] = [];
  const expression = typed(primitive);
  const value = formula.shareAll(
    translate(expression, {
      formula,
      texts,
      read: (root, fields) =>
        fields.reduce<Symbolic>(
          (record, field) => (record.kind === 'record' ? record.fields.get(field) : undefined) ?? record,
          names.get(root) ?? { kind: 'nothing', absent: yes },
        ),
      variables: new Map(),
      under: yes,
      fails: (when) => failures.push(when),
      rounds: (when) => roundings.push(when),
    }),
  );
  const [fails, rounds] = [formula.share(or(...failures)), formula.share(or(...roundings))];
  const smt = readSmt(formula.text());
  const says = (values: Readonly<Record<string, Value>>): readonly Term[] =>
    [...names].flatMap(([name, symbolic]) =>
      saysValue(symbolic, values[name] ?? null, primitive.names[name], texts),
    );
  return {
    text: formula.text(),
    compute: (values) => {
      assert.ok(give(smt, says(values)), 'the values are impossible');
      if (smt.valueOf(fails.text) === true) return 'fails';
      assert.equal(smt.valueOf(fails.text), false, 'it is left open whether it fails');
      if (smt.valueOf(rounds.text) === true) return 'rounds';
      return { is: told(value, expression.type, smt, texts, primitive.feel) };
    },
    otherwise: (values, computed) => [
      ...says(values),
      computed === 'fails'
        ? not(fails)
        : computed === 'rounds'
          ? not(rounds)
          : or(fails, not(isValue(value, computed.is, expression.type, texts))),
    ],
  };
};

/** What the reference computes of the same values. */
export const referenceValue = (primitive: Primitive, values: Readonly<Record<string, Value>>): Result => {
  const read = (root: string, fields: readonly string[]): Value =>
    fields.reduce<Value>(
      (value, field) => (value as Readonly<Record<string, Value>> | null)?.[field] ?? null, // a record or none
      values[root] ?? null,
    );
  try {
    return { is: makeFeelEvaluation()(typed(primitive), read, primitive.feel) };
  } catch (error) {
    if (error instanceof OutOfRange) return 'fails';
    throw error;
  }
};

const visitTexts = (value: unknown, texts: Texts): void => {
  if (typeof value === 'string') texts.code(value);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) visitTexts(one, texts);
};

const saysValue = (
  symbolic: Symbolic,
  value: Value,
  type: Type | undefined,
  texts: Texts,
): readonly Term[] => {
  if (value === null) return [symbolic.absent];
  const isThere = not(symbolic.absent);
  if (symbolic.kind === 'scalar') return [isThere, scalarIs(symbolic.term, value, texts)];
  if (symbolic.kind === 'list' && Array.isArray(value) && type?.kind === 'list')
    return [
      isThere,
      ...symbolic.items.flatMap(({ there, value: item }, place) =>
        place < value.length
          ? [there, ...saysValue(item, (value as readonly Value[])[place] ?? null, type.of, texts)]
          : [not(there)],
      ),
    ];
  if (symbolic.kind === 'record' && type?.kind === 'record')
    return [
      isThere,
      ...[...symbolic.fields].flatMap(([name, field]) =>
        saysValue(field, (value as Readonly<Record<string, Value>>)[name] ?? null, type.fields[name], texts),
      ),
    ];
  throw new Error('A value of another type');
};

const scalarIs = (term: Term, value: Computed, texts: Texts): Term =>
  typeof value === 'boolean'
    ? equal(term, value ? yes : no)
    : typeof value === 'string'
      ? equal(term, integer(texts.codeIn(value)))
      : equal(
          term,
          Number.isSafeInteger(value) && term.sort === 'Int'
            ? integer(Number(value))
            : decimal(digitsOf(isNumber(value) ? value : 0)),
        );

/** Whether a scalar is a value; a list or a record is not looked at by a solver here. */
const isValue = (symbolic: Symbolic, value: Computed, type: Type, texts: Texts): Term => {
  if (value === null) return symbolic.absent;
  if (symbolic.kind !== 'scalar' || type.kind === 'list') return yes;
  return symbolic.term.quotient === undefined ? scalarIs(symbolic.term, value, texts) : yes;
};
