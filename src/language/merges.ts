import { arithmetic } from './numbers/arithmetic.js';
import { isDecimal, isNumber, type Numeric } from './numbers/numeric.js';
import type { Computed, Type } from './types/types.js';
import { isList, isRecord, sameValue } from './values.js';

/** The ways in which the values that standing rules give one effect become one; there are no others. */
export type MergeName = 'equal' | 'union' | 'sum' | 'strongest';

/** How the values that standing rules give one effect become one. `order`, from mild to strict, is `strongest`'s alone. */
export type Merge = { readonly kind: MergeName; readonly order?: readonly string[] };

/** The one value that several values come to, or that they disagree. */
export type Merged = { readonly ok: true; readonly value: Computed } | { readonly ok: false };

/** What a merge is for, and what it makes of values. */
export interface MergeRule {
  /** What is wrong with an effect of this type, in words; `null` where nothing is. */
  readonly accepts: (type: Type, order: readonly string[]) => string | null;
  /** @param values at least one, in the rule set's order, of the effect's type */
  readonly join: (values: readonly Computed[], order: readonly string[]) => Merged;
  /** Whether values add up, so that rules that give the same each count, and the sum is to be held to its type. */
  readonly adds: boolean;
  /** Whether the order of the rules shows in the value. */
  readonly keepsOrder: boolean;
}

/** The closed table of merges: what an effect may use, and both evaluators' meaning of it. */
export const merges: Readonly<Record<MergeName, MergeRule>> = {
  equal: {
    accepts: () => null,
    join: ([first = null, ...others]) =>
      others.every((other) => sameValue(first, other)) ? { ok: true, value: first } : { ok: false },
    adds: false,
    keepsOrder: false,
  },
  union: {
    accepts: ({ kind }) => (kind === 'list' ? null : 'only lists have a union'),
    join: (lists) => ({ ok: true, value: distinct(lists.flatMap((list) => (isList(list) ? list : []))) }),
    adds: false,
    keepsOrder: true,
  },
  sum: {
    accepts: (type) =>
      type.kind === 'integer' || type.kind === 'number' || (type.kind === 'record' && type.name === 'money')
        ? null
        : 'only numbers and money have a sum',
    join: sum,
    adds: true,
    keepsOrder: true,
  },
  strongest: {
    accepts: (type, order) => {
      if (type.kind !== 'text' || type.values === undefined)
        return 'only a text with `values` has a strongest one';
      const missing = type.values.filter((value) => !order.includes(value));
      return missing.length === 0 ? null : `the order lacks ${missing.join(', ')}`;
    },
    join: (values, order) => ({ ok: true, value: strongest(values, order) }),
    adds: false,
    keepsOrder: false,
  },
};

/** Merges the values that standing rules give one effect, of which there is at least one. */
export const mergeValues = (values: readonly Computed[], { kind, order = [] }: Merge): Merged =>
  merges[kind].join(values, order);

/** Of the given texts the one that stands last in the order from mild to strict; absent where all are. */
export const strongest = (values: readonly Computed[], order: readonly string[]): Computed =>
  order.findLast((text) => values.includes(text)) ?? null;

/** A list without what was there before. */
export const distinct = (list: readonly Computed[]): readonly Computed[] => {
  const seen = new Set<string>();
  return list.filter((item) => {
    const key = keyOf(item);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
};

/** A text that values have alike where they are the same. */
const keyOf = (value: Computed): string => {
  if (isList(value)) return `[${value.map(keyOf).join(',')}]`;
  if (isDecimal(value)) return String(value);
  if (!isRecord(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${keyOf(field)}`);
  return `{${fields.sort().join(',')}}`;
};

/** Absent counts for nothing. Amounts of money add up in one currency; NaN stands for an amount in several. */
function sum(values: readonly Computed[]): Merged {
  const present = values.filter((value) => value !== null);
  const [first] = present;
  if (first === undefined) return { ok: true, value: null };
  if (isNumber(first)) return { ok: true, value: total(present) };
  const amounts = present as readonly Readonly<Record<string, Computed>>[]; // money, like the first
  const currency = amounts[0]?.['currency'] ?? null;
  const isOne = amounts.every((amount) => amount['currency'] === currency);
  const minor = total(amounts.map((amount) => amount['minor'] ?? null));
  return { ok: true, value: { minor: isOne ? minor : NaN, currency } };
}

const total = (values: readonly Computed[]): Numeric =>
  values.filter(isNumber).reduce((sum, one) => arithmetic.add(sum, one), 0);
