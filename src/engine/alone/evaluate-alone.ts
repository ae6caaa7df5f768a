import type { ExpressionError, Scope } from '../../language/syntax/expression.js';
import { parseExpression, readSource } from '../../language/syntax/parse-expression.js';
import { describeType } from '../../language/types/describe-type.js';
import type { Value } from '../../language/types/types.js';
import { OutOfRange } from '../out-of-range.js';
import { computeAlone } from './compute-alone.js';
import { fromValue, isToldAs, toJson, toValue } from './dmn/convert.js';
import type { Dmn } from './dmn/dmn-value.js';
import { evaluateDmn } from './dmn/evaluate-dmn.js';
import { fromJson } from './dmn/from-json.js';
import { NotSaid } from './dmn/not-said.js';

/** What an expression comes to by itself. */
export interface Alone {
  /** As JSON; points and lengths of time as texts. Left out where nothing is said of it. */
  readonly value?: unknown;
  /** What DMN gives it, where that is something else than what an edition computes. */
  readonly dmn?: unknown;
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
 * Evaluates an expression that stands in no edition. What an edition accepts is computed by both of its evaluators; what it refuses, or cannot compute,
 * has the value that DMN gives it, null as a rule, and is told with what is wrong.
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
    const differs = byDmn.value !== undefined && isAnother(value, byDmn.value);
    return { value: toJson(value), ...(differs && { dmn: told(byDmn).value }), ...accepted };
  } catch (error) {
    if (!(error instanceof OutOfRange)) throw error;
    return { ...told(byDmn), ...accepted, fails: error.message };
  }
};

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
  functionOf: () => undefined,
  functions: () => [],
});

const valuesOf = (names: ReadonlyMap<string, Dmn>): Readonly<Record<string, Value>> =>
  Object.fromEntries([...names].map(([name, value]) => [name, toValue(value)?.value ?? null]));
