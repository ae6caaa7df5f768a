import type { ExpressionError, Scope } from '../../language/syntax/expression.js';
import { parseExpression, readSource } from '../../language/syntax/parse-expression.js';
import { describeType } from '../../language/types/describe-type.js';
import type { Value } from '../../language/types/types.js';
import { OutOfRange } from '../out-of-range.js';
import { computeAlone } from './compute-alone.js';
import { computeCall, NotSaid } from './dmn/compute-part.js';
import { fromValue, toJson, toValue, type Dmn } from './dmn/dmn-value.js';
import { evaluateDmn } from './dmn/evaluate-dmn.js';
import { fromJson } from './dmn/from-json.js';

/** What an expression comes to by itself. */
export interface Alone {
  /** As JSON; points and lengths of time as texts. Left out where nothing is said of it. */
  readonly value?: unknown;
  /** What it is, in words; left out where an edition refuses it. */
  readonly type?: string;
  /** Whether an edition may hold it. */
  readonly accepted: boolean;
  /** Why an edition refuses it. */
  readonly problems: readonly ExpressionError[];
  /** Why it has no value, though an edition may hold it: a division by 0. */
  readonly fails?: string;
  /** What DMN has here and the language has not, so that no value is told. */
  readonly notSaid?: string;
}

/**
 * Evaluates an expression that stands in no edition. What an edition accepts is computed by both of its evaluators; what it refuses for the kinds of
 * its parts has the value that DMN gives it, none as a rule, and is told with what is wrong.
 * @param facts what names mean, as JSON; a text that begins with `@"` is a point or length of time as FEEL writes it
 */
export const evaluateAlone = (source: string, facts: Readonly<Record<string, unknown>> = {}): Alone => {
  const names = new Map(Object.entries(facts).map(([name, value]) => [name, fromJson(value)]));
  const parsed = parseExpression(source, scopeOf(names));
  const problems = parsed.ok ? [] : parsed.errors;
  if (parsed.ok) {
    const { expression } = parsed;
    const type = describeType(expression.type);
    try {
      const value = computeAlone(expression, valuesOf(names));
      return { value: told(fromValue(value, expression.type)), type, accepted: true, problems };
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      const fails = error.message;
      return error.kind === 'misfit'
        ? { type, accepted: true, problems, fails }
        : { ...byDmn(source, names), type, accepted: true, problems, fails };
    }
  }
  return { ...byDmn(source, names), accepted: false, problems };
};

const byDmn = (source: string, names: ReadonlyMap<string, Dmn>): Pick<Alone, 'value' | 'notSaid'> => {
  const { syntax, errors } = readSource(source);
  const [error] = errors;
  if (error !== undefined) return { notSaid: error.message };
  try {
    return { value: told(evaluateDmn(syntax, names)) };
  } catch (reason) {
    if (reason instanceof NotSaid) return { notSaid: reason.message };
    throw reason;
  }
};

const told = (value: Dmn): unknown =>
  toJson(value, (range) => {
    const written = computeCall('string', [range]);
    return written.kind === 'plain' ? String(written.value) : '';
  });

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
