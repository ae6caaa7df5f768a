import type { Merge } from '../edition/model/edition.js';
import type { Value } from '../language/types/types.js';
import { EvaluationDefect } from './defect.js';
import { isRecord } from './fact-values.js';

/** The one value that several standing rules' values come to, or that they disagree. */
export type Merged = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/**
 * Merges the values that standing rules give one effect.
 * @param values at least one, in the rule set's order
 */
export const mergeValues = (values: readonly Value[], merge: Merge): Merged => {
  const [first, ...others] = values;
  if (first === undefined) throw new EvaluationDefect('Nothing to merge');
  switch (merge.kind) {
    case 'equal':
      return others.every((other) => sameValue(first, other)) ? { ok: true, value: first } : { ok: false };
    case 'union':
      return { ok: true, value: union(values) };
    case 'sum':
      return { ok: true, value: values.reduce<number>((total, value) => total + numberOf(value), 0) };
    case 'strongest':
      return { ok: true, value: strongest(values, merge.order) };
  }
};

/** Of the given texts the one that stands last in the order from mild to strict; absent where all are. */
export const strongest = (values: readonly Value[], order: readonly string[]): Value => {
  const ranks = values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'string' ? order.indexOf(value) : -1));
  if (ranks.includes(-1)) throw new EvaluationDefect(`A value outside the order ${order.join(', ')}`);
  return ranks.length === 0 ? null : (order[Math.max(...ranks)] ?? null);
};

/** Deep equality of values; two absent values are equal. */
export const sameValue = (left: Value, right: Value): boolean => {
  if (Array.isArray(left) && Array.isArray(right)) {
    const others: readonly Value[] = right;
    return (
      left.length === others.length && left.every((item: Value, i) => sameValue(item, others[i] ?? null))
    );
  }
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && sameValue(left[name] ?? null, right[name] ?? null))
    );
  }
  return left === right;
};

const union = (lists: readonly Value[]): Value => {
  const all: Value[] = [];
  for (const list of lists) {
    if (!Array.isArray(list)) throw new EvaluationDefect('A union of what is no list');
    for (const item of list as readonly Value[])
      if (!all.some((known) => sameValue(known, item))) all.push(item);
  }
  return all;
};

const numberOf = (value: Value): number => {
  if (typeof value !== 'number') throw new EvaluationDefect('A sum of what is no number');
  return value;
};
