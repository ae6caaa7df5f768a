import type { Numeric } from './numbers/numeric.js';
import type { Computed } from './types/types.js';

/** Whether a value is a record and not a list, a scalar or absent. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a list. */
export const isList = <Item extends Computed>(
  value: Item | undefined,
): value is Extract<Item, readonly unknown[]> => Array.isArray(value);

/** The item at a place that counts from 1, or from the end where it is negative; absent where there is none. */
export const itemAt = (list: readonly Computed[], place: Numeric): Computed =>
  typeof place !== 'number' || place === 0 ? null : (list.at(place < 0 ? place : place - 1) ?? null);

/** Deep equality of values; two absent values are equal. Numbers that no JavaScript number says are compared part by part. */
export const sameValue = (left: unknown, right: unknown): boolean => {
  if (Array.isArray(left) && Array.isArray(right)) {
    const others: readonly unknown[] = right;
    return left.length === others.length && left.every((item, i) => sameValue(item, others[i]));
  }
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && sameValue(left[name], right[name]))
    );
  }
  return left === right;
};

/** A place in a JSON value (RFC 6901): `/facts/package/plan`. */
export type Pointer = string;

/** The pointer to a field or item below a place. */
export const below = (pointer: Pointer, step: string | number): Pointer =>
  `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The names and places that a pointer goes through. */
export const stepsOf = (pointer: Pointer): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step));

/** The value at a place; `undefined` where there is none. */
export const valueAt = (root: unknown, pointer: Pointer): unknown => stepsOf(pointer).reduce(stepInto, root);

/** The value under a dotted name, such as `package.plan`; `undefined` where there is none. */
export const valueNamed = (root: unknown, name: string): unknown => name.split('.').reduce(stepInto, root);

/** The field of a record, or the item of a list at a place; `undefined` where there is none. */
export const stepInto = (value: unknown, step: string): unknown => {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};
