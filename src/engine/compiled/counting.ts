import type { Computed } from '../../language/types/types.js';

/** How many values are before one that is sought, or before and at it; `values` ascend. */
const before = (values: readonly number[], sought: number, isWithEqual: boolean): number => {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const value = values[middle] ?? NaN;
    if (value < sought || (isWithEqual && value === sought)) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** How generated code counts items of lists. */
export const counting = {
  /** How many items are such. */
  countOf: (list: readonly Computed[], isSuch: (item: Computed) => boolean): number => {
    let count = 0;
    for (const item of list) if (isSuch(item)) count += 1;
    return count;
  },
  /** A field of each item, all numbers of JavaScript, ascending; of an absent list nothing, since whoever counts in it asks first. */
  orderOf: (list: readonly Readonly<Record<string, number>>[] | null, field: string): readonly number[] =>
    list === null ? [] : list.map((item) => item[field] ?? NaN).sort((one, other) => one - other),
  /** Of how many values it holds that they are so compared with one. */
  rankOf: (order: readonly number[], operator: '=' | '<' | '<=' | '>' | '>=', sought: number): number => {
    const [earlier, until] = [before(order, sought, false), before(order, sought, true)];
    switch (operator) {
      case '=':
        return until - earlier;
      case '<':
        return earlier;
      case '<=':
        return until;
      case '>':
        return order.length - until;
      case '>=':
        return order.length - earlier;
    }
  },
};
