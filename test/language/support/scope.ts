import assert from 'node:assert/strict';
import { evaluate } from 'feelin';
import type { ExpressionError, Scope, TypedExpression } from '../../../src/language/syntax/expression.js';
import { feelFunctions, lowerToFeel } from '../../../src/language/syntax/lower-to-feel.js';
import { parseExpression } from '../../../src/language/syntax/parse-expression.js';
import { withNull } from '../../../src/language/types/type-relations.js';
import type { Type, Value } from '../../../src/language/types/types.js';
import { money } from '../../../src/language/types/types.js';

/** Types by short names, so that tests read easily. */
export const boolean: Type = { kind: 'boolean' };
export const integer: Type = { kind: 'integer' };
export const number: Type = { kind: 'number' };
export const text: Type = { kind: 'text' };
export const instant: Type = { kind: 'instant' };
export const duration: Type = { kind: 'duration' };
export const oneOf = (...values: readonly string[]): Type => ({ kind: 'text', values });
export const list = (of: Type): Type => ({ kind: 'list', of });
export const record = (fields: Readonly<Record<string, Type>>): Type => ({ kind: 'record', fields });

/** Names and their types, dotted names among them. */
export type Names = Readonly<Record<string, Type>>;

/** A scope of such names. */
export const scopeOf = (names: Names): Scope => ({
  resolve: (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const root = path.slice(0, length).join('.');
      const type = Object.hasOwn(names, root) ? names[root] : undefined;
      if (type !== undefined) return { root, type, rest: path.slice(length) };
    }
    return undefined;
  },
  names: () => Object.keys(names),
  kinds: 'Names are facts, definitions, parameters and `asOf`.',
  functionOf: () => undefined,
  functions: () => [],
});

/** The names that most tests use. */
export const names: Names = {
  asOf: instant,
  package: record({
    plan: oneOf('single-period', 'multi-period'),
    periods: integer,
    startsAt: instant,
    feePaid: money,
    cancelledAt: withNull(instant),
  }),
  law: withNull(record({ requires: boolean, amount: money, until: withNull(instant) })),
  grounds: list(
    record({ kind: oneOf('fraud', 'abuse'), belief: boolean, weight: integer, basis: withNull(text) }),
  ),
  'currentPeriod.endsAt': instant,
  sizes: list(integer),
  words: list(text),
  maybe: list(withNull(integer)),
  share: number,
  ready: boolean,
  spare: withNull(integer),
};

/** The expression that a source is; fails where it is none. */
export const typed = (source: string, known: Names = names): TypedExpression => {
  const result = parseExpression(source, scopeOf(known));
  assert.ok(result.ok, `${source}: ${JSON.stringify(result)}`);
  return result.expression;
};

/** What is wrong with a source, each with the words that it points to. */
export const errorsIn = (
  source: string,
  known: Names = names,
): readonly (ExpressionError & { readonly at: string })[] => {
  const result = parseExpression(source, scopeOf(known));
  assert.ok(!result.ok, `${source} is accepted`);
  return result.errors.map((error) => ({ ...error, at: source.slice(error.span.from, error.span.to) }));
};

const fieldOf = (value: unknown, fields: readonly string[]): unknown =>
  fields.reduce<unknown>(
    (found, field) =>
      typeof found === 'object' && found !== null && field in found ? Reflect.get(found, field) : null,
    value,
  );

/** A source's value by feelin; fails on any warning. */
export const valueOf = (
  source: string,
  values: Readonly<Record<string, Value>> = {},
  known: Names = names,
): unknown => {
  const lowered = lowerToFeel(typed(source, known));
  const reads = lowered.reads.map(({ variable, root, fields }) => [variable, fieldOf(values[root], fields)]);
  const { value, warnings } = evaluate(lowered.source, {
    ...feelFunctions,
    ...(Object.fromEntries(reads) as Record<string, unknown>),
  });
  assert.deepEqual(warnings, [], lowered.source);
  return value;
};
