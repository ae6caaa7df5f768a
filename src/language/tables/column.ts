import { dayMs } from '../instants.js';
import type { TypedExpression } from '../syntax/expression.js';
import { compareNumbers, isNumber, type Numeric } from '../numbers/numeric.js';
import type { Computed, Type, Value } from '../types/types.js';
import { comparedValues, holdsOf } from './column-test.js';

/**
 * The values of a table's input, in so many regions that each test either holds of a whole region or of none of it: for what has an order the
 * values with which tests compare and the stretches between them, else each value and all others. Region 0 is absence.
 */
export interface Column {
  readonly count: number;
  readonly regionOf: (value: Computed) => number;
  /** A value that lies in a region and that the input can have; `undefined` where there is none. */
  readonly sampleOf: (region: number) => Value | undefined;
  /** The regions of which a test holds; `undefined` where the input's value alone does not decide that. */
  readonly admitted: (test: TypedExpression | null) => readonly Stretch[] | undefined;
}

/** Regions from one to another, both included. */
export type Stretch = readonly [from: number, to: number];

/** What values an input can have besides what its type says. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The column of an input and its tests. */
export const makeColumn = (
  input: TypedExpression,
  tests: readonly (TypedExpression | null)[],
  bounds: Bounds = {},
): Column => {
  const known = tests.flatMap((test) => (test === null ? [] : (comparedValues(test, input) ?? [])));
  const { kind } = input.type;
  return kind === 'text' || kind === 'boolean'
    ? distinctColumn(input, known)
    : orderedColumn(input, known, bounds);
};

/** Whether a region is one of those that are admitted. */
export const isAmong = (region: number, admitted: readonly Stretch[]): boolean =>
  admitted.some(([from, to]) => region >= from && region <= to);

/** Texts and booleans: each value by itself, then all others. */
const distinctColumn = (input: TypedExpression, known: readonly Value[]): Column => {
  const { type } = input;
  const closed = type.kind === 'boolean' ? [false, true] : type.kind === 'text' ? type.values : undefined;
  const values = [...new Set<Value>([...(closed ?? []), ...known.filter((value) => value !== null)])];
  const places = new Map(values.map((value, place) => [value, place + 1]));
  const other = values.length + 1;
  const sampleOf = (region: number): Value | undefined => {
    if (region === 0) return type.nullable === true ? null : undefined;
    if (region === other) return closed === undefined ? another(values) : undefined;
    const value = values[region - 1];
    return value !== undefined && (closed?.some((one) => one === value) ?? true) ? value : undefined;
  };
  const valueIn = (region: number): Value =>
    region === 0 ? null : region === other ? another(values) : (values[region - 1] ?? null);
  return {
    count: other + 1,
    regionOf: (value) =>
      value === null ? 0 : ((typeof value === 'object' ? undefined : places.get(value)) ?? other),
    sampleOf,
    admitted: (test) => {
      if (test === null) return [[0, other]];
      if (comparedValues(test, input) === undefined) return undefined;
      return Array.from({ length: other + 1 }, (_, region) => region)
        .filter((region) => holdsOf(test, valueIn(region)))
        .map((region): Stretch => [region, region]);
    },
  };
};

const another = (values: readonly Value[]): string => {
  let text = 'another';
  while (values.includes(text)) text += ' one';
  return text;
};

/** Numbers, instants, durations: each value with which a test compares, and what lies before, between and after them. */
const orderedColumn = (input: TypedExpression, known: readonly Value[], bounds: Bounds): Column => {
  const { type } = input;
  const step = stepOf(type.kind);
  const ends = inOrder(known);
  /** The first end that is not less. */
  const placeOf = (value: Numeric): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareNumbers(ends[middle] ?? 0, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const regionOf = (value: Computed): number => {
    if (!isNumber(value)) return 0;
    const place = placeOf(value);
    return 2 * place + (ends[place] === value ? 2 : 1);
  };
  const last = 2 * ends.length + 1;
  return {
    count: last + 1,
    regionOf,
    sampleOf: (region) => {
      if (region === 0) return type.nullable === true ? null : undefined;
      const place = (region - 1) >> 1;
      const { minimum = -Infinity, maximum = Infinity } = bounds;
      if (region % 2 === 0) {
        const end = ends[place];
        return end === undefined || end < minimum || end > maximum || (step > 0 && end % step !== 0)
          ? undefined
          : end;
      }
      return between(ends[place - 1] ?? -Infinity, ends[place] ?? Infinity, step, minimum, maximum);
    },
    admitted: (test) => {
      if (test === null) return [[0, last]];
      const values = comparedValues(test, input);
      if (values === undefined) return undefined;
      // Between its own ends a test says the same everywhere.
      const own = inOrder(values);
      const stretches: Stretch[] = holdsOf(test, null) && type.nullable === true ? [[0, 0]] : [];
      for (let place = 0; place <= own.length; place += 1) {
        const [before, after] = [own[place - 1], own[place]];
        const from = before === undefined ? 1 : regionOf(before) + 1;
        const to = after === undefined ? last : regionOf(after) - 1;
        const inside = between(before ?? -Infinity, after ?? Infinity, 0, -Infinity, Infinity);
        if (inside !== undefined && from <= to && holdsOf(test, inside)) stretches.push([from, to]);
        if (after !== undefined && holdsOf(test, after)) stretches.push([to + 1, to + 1]);
      }
      return stretches;
    },
  };
};

const inOrder = (values: readonly Value[]): readonly number[] =>
  [...new Set(values.filter((value) => typeof value === 'number'))].sort((a, b) => a - b);

/** How far apart values of a type are: a day for dates; 0 where there is always one between two others. */
const stepOf = (kind: Type['kind']): number => (kind === 'number' ? 0 : kind === 'date' ? dayMs : 1);

/** A number that is more than one and less than another, within bounds; `undefined` where there is none. */
const between = (
  low: number,
  high: number,
  step: number,
  minimum: number,
  maximum: number,
): number | undefined => {
  const from = Math.max(
    step > 0 ? (Math.floor(low / step) + 1) * step : low,
    step > 0 ? Math.ceil(minimum) : minimum,
  );
  const to = Math.min(
    step > 0 ? (Math.ceil(high / step) - 1) * step : high,
    step > 0 ? Math.floor(maximum) : maximum,
  );
  if (from > to) return undefined;
  const found = Number.isFinite(from)
    ? from > low
      ? from
      : Number.isFinite(to)
        ? low + (to - low) / 2
        : low + 1
    : Number.isFinite(to)
      ? to < high
        ? to
        : high - 1
      : 0;
  return found > low && found < high ? found : undefined;
};
