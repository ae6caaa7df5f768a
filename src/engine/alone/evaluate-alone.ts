import type { ExpressionError, Scope, TypedExpression } from '../../language/syntax/expression.js';
import { parseExpression, readSource } from '../../language/syntax/parse-expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import { isMoney } from '../../language/money/money-types.js';
import { describeType } from '../../language/types/describe-type.js';
import type { Value } from '../../language/types/types.js';
import { OutOfRange } from '../facts/out-of-range.js';
import { computeAlone } from './compute-alone.js';
import { fromValue, isToldAs, toJson, toValue } from './dmn/convert.js';
import type { Dmn } from './dmn/dmn-value.js';
import { evaluateDmn } from './dmn/evaluate-dmn.js';
import { fromJson } from './dmn/from-json.js';
import { NotSaid } from './dmn/not-said.js';

/** What an expression comes to by itself. */
export interface Alone {
  /** What DMN gives it, or an edition where DMN has no such thing; as JSON, points and lengths of time as texts. Left out where nothing is said of it. */
  readonly value?: unknown;
  /** What an edition computes, where that is something else. */
  readonly edition?: unknown;
  /** What it is, in words; left out where an edition refuses it. */
  readonly type?: string;
  /** Whether an edition may hold it. */
  readonly accepted: boolean;
  /** Why an edition refuses it. */
  readonly problems: readonly ExpressionError[];
  /** Why it has no value, though an edition may hold it: a division by 0. */
  readonly fails?: string;
  /** What is not computed, or what DMN leaves open, so that no value is told. */
  readonly notSaid?: string;
}

/**
 * Evaluates an expression that stands in no edition. What an edition accepts is computed by both of its evaluators, and by DMN, whose value is told
 * where the two differ; what it refuses, or cannot compute, has the value that DMN gives it, null as a rule, and is told with what is wrong.
 * @param facts what names mean, as JSON; a text that begins with `@"` is a point or length of time as FEEL writes it
 */
export const evaluateAlone = (source: string, facts: Readonly<Record<string, unknown>> = {}): Alone => {
  const names = new Map(Object.entries(facts).map(([name, value]) => [name, fromJson(value)]));
  const parsed = parseExpression(source, scopeOf(names));
  const byDmn = dmnOf(source, names);
  if (!parsed.ok) return { ...told(byDmn), accepted: false, problems: parsed.errors };
  const { expression } = parsed;
  const accepted = { type: describeType(expression.type), accepted: true, problems: [] } as const;
  try {
    const value = fromValue(computeAlone(expression, valuesOf(names)), expression.type);
    const differs = byDmn.value !== undefined && !isOurs(expression) && isAnother(value, byDmn.value);
    return differs
      ? { value: told(byDmn).value, edition: toJson(value), ...accepted }
      : { value: toJson(value), ...accepted };
  } catch (error) {
    if (!(error instanceof OutOfRange)) throw error;
    return { ...told(byDmn), ...accepted, fails: error.message };
  }
};

/**
 * Whether an expression is about what DMN knows nothing of: what it gives to records and texts in place of money and percentages is not meant, nor
 * that it reads `x in zone("Europe/Berlin")` as a question whether x is one of something.
 */
const isOurs = (expression: TypedExpression): boolean =>
  isMoney(expression.type) ||
  expression.type.kind === 'percent' ||
  (expression.kind === 'call' && expression.function === 'in zone') ||
  partsOf(expression).some(isOurs);

/** Whether DMN gives another value; where the two have no common order nothing is known of it. */
const isAnother = (value: Dmn, byDmn: Dmn): boolean => saying(() => !isToldAs(value, byDmn)) === true;

/** What DMN gives an expression, or why that is not said. */
type Given =
  { readonly value: Dmn; readonly notSaid?: never } | { readonly value?: never; readonly notSaid: string };

const dmnOf = (source: string, names: ReadonlyMap<string, Dmn>): Given => {
  const { syntax, errors } = readSource(source);
  const [error] = errors;
  return error === undefined
    ? saying(() => ({ value: evaluateDmn(syntax, names) }))
    : { notSaid: error.message };
};

const told = (given: Given): Pick<Alone, 'value' | 'notSaid'> => {
  const { value } = given;
  return value === undefined ? given : saying(() => ({ value: toJson(value) }));
};

const saying = <Said>(say: () => Said): Said | { readonly notSaid: string } => {
  try {
    return say();
  } catch (reason) {
    if (reason instanceof NotSaid) return { notSaid: reason.message };
    throw reason;
  }
};

const scopeOf = (names: ReadonlyMap<string, Dmn>): Scope => ({
  resolve: ([first = '', ...rest]) => {
    const value = names.get(first);
    const typed = value && toValue(value);
    return typed && { root: first, type: typed.type, rest };
  },
  names: () => [...names.keys()],
  kinds: 'Names are the facts that are given.',
  functionOf: () => undefined,
  functions: () => [],
});

const valuesOf = (names: ReadonlyMap<string, Dmn>): Readonly<Record<string, Value>> =>
  Object.fromEntries([...names].map(([name, value]) => [name, toValue(value)?.value ?? null]));
