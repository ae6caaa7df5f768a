import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { isWrittenOut, partsOf } from '../../language/syntax/walk.js';
import { isDecimal, nearestNumber, type Decimal } from '../../language/numbers/numeric.js';
import type { Computed, Type } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import { NotKnown } from '../../language/not-known.js';
import { RequiredAbsent } from '../../language/required-absent.js';
import type { OutOfRangeAnswer, Refused } from '../evaluation.js';

/** Thrown where a computed value is none of its type, or cannot be computed; it is answered as `out-of-range`, and decides nothing. */
export class OutOfRange extends Error {
  override readonly name = 'OutOfRange';
  /** The definition, effect, fact or constraint that was computed. */
  readonly what: string;
  readonly kind: OutOfRangeAnswer['kind'];
  constructor(what: string, why: string, kind: OutOfRangeAnswer['kind']) {
    super(`\`${what}\` cannot be computed of these facts: ${why}.`);
    this.what = what;
    this.kind = kind;
  }
}

/** What is thrown where a RangeError says why something cannot be computed; any other error as it is. */
export const notComputed = (what: string, cause: unknown): unknown => {
  if (cause instanceof RequiredAbsent || !(cause instanceof RangeError)) return cause;
  return new OutOfRange(what, cause.message, cause instanceof NotKnown ? 'not-known' : 'undefined');
};

/**
 * A computed value, held to its type. Throws `OutOfRange`: for an integer beyond ±(2^53 - 1), what is no number of JSON, an instant outside
 * the years 0001 to 9999, money whose currency is none.
 * @param isOwed true where money may not be negative: an effect, a limit, a fact
 */
export const held = <Held extends Computed>(value: Held, type: Type, what: string, isOwed = false): Held => {
  const why = misfitOf(value, type, isOwed);
  if (why !== null) throw new OutOfRange(what, why, 'misfit');
  return value;
};

/** Why a value is none of its type; only what arithmetic can bring about is looked at. */
const misfitOf = (value: Computed | undefined, type: Type, isOwed: boolean): string | null => {
  if (value === null || value === undefined) return null;
  if (isDecimal(value)) return misfitOfDecimal(value, type);
  if (typeof value === 'number') return misfitOfNumber(value, type);
  if (type.kind === 'list' && isList(value)) return firstOf(value, (item) => misfitOf(item, type.of, isOwed));
  if (type.kind !== 'record' || !isRecord(value)) return null;
  const fields = value as Readonly<Record<string, Computed>>; // fields of a value
  const inside = firstOf(Object.entries(type.fields), ([name, field]) =>
    misfitOf(fields[name], field, isOwed),
  );
  if (inside !== null || (type.name !== 'money' && type.name !== 'amount')) return inside;
  const { minor, currency } = fields;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return `${JSON.stringify(currency)} is no currency`;
  return isOwed && type.negative !== true && Number(minor) < 0
    ? `${currency} ${Number(minor)} in minor units is less than nothing`
    : null;
};

/**
 * Integers and times are numbers that JavaScript counts, or none of their type; of any other number the nearest leaves, but for one that is nearer
 * to 0 than all of them: something would leave as nothing.
 */
const misfitOfDecimal = (value: Decimal, type: Type): string | null => {
  const near = nearestNumber(value);
  const why = misfitOfNumber(near, type, String(value));
  if (why !== null) return why;
  if (type.kind !== 'number' && type.kind !== 'percent')
    return `${String(value)} is no integer within ±(2^53 - 1)`;
  return near === 0 ? `${String(value)} is nearer to 0 than the numbers of JSON` : null;
};

const misfitOfNumber = (value: number, { kind }: Type, written = String(value)): string | null => {
  if (kind === 'instant' || kind === 'date' || kind === 'local')
    return Number.isInteger(value) && value >= firstInstantMs && value <= lastInstantMs
      ? null
      : `${written} ms is no ${kind === 'instant' ? 'instant' : 'date'} of the years 0001 to 9999`;
  if (kind === 'integer' || kind === 'duration' || kind === 'months')
    return Number.isSafeInteger(value) ? null : `${written} is no integer within ±(2^53 - 1)`;
  return Number.isFinite(value) ? null : `${written} is beyond the numbers of JSON`;
};

const firstOf = <Item>(items: readonly Item[], find: (item: Item) => string | null): string | null => {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
};

/**
 * Whether what an expression computes may be none of a type, or not computed at all. What is made of literals alone is the edition's own, and
 * what was given fits, but for money that is owed.
 */
export const mayMisfit = (expression: TypedExpression, type: Type, isOwed = false): boolean =>
  !isWrittenOut(expression) &&
  (hasRange(type) || mayFail(expression)) &&
  (expression.kind !== 'read' || (isOwed && type.kind === 'record'));

const mayFail = (expression: TypedExpression): boolean =>
  expression.kind === 'arithmetic' || expression.kind === 'call' || partsOf(expression).some(mayFail);

/** A computed value of an expression, held to a type. */
export const heldOf = (
  expression: TypedExpression,
  value: Computed,
  type: Type,
  what: string,
  isOwed = false,
): Computed => (mayMisfit(expression, type, isOwed) ? held(value, type, what, isOwed) : value);

/** Whether a value of a type can be out of range. */
export const hasRange = (type: Type): boolean => {
  switch (type.kind) {
    case 'integer':
    case 'number':
    case 'percent':
    case 'instant':
    case 'duration':
    case 'date':
    case 'local':
    case 'months':
      return true;
    case 'list':
      return hasRange(type.of);
    case 'record':
      return Object.values(type.fields).some(hasRange);
    default:
      return false;
  }
};

/** The answer for what was thrown; throws again what is neither `OutOfRange` nor of a value that is required. */
export const answerOutOfRange = (error: unknown): Refused => {
  if (error instanceof RequiredAbsent) {
    const { pointer, message } = error;
    return { code: 'invalid-facts', errors: [{ pointer, code: 'required', message }] };
  }
  if (!(error instanceof OutOfRange)) throw error;
  const { kind, message } = error;
  return { code: 'out-of-range', kind, errors: [{ pointer: '', code: 'out-of-range', message }] };
};
