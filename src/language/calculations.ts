import { add, divide, multiply, round, type Rounding } from './arithmetic.js';
import { timeCalculations, timeOperations } from './time/time-calculations.js';
import { allocate, moneyOperations } from './money/money-calculations.js';
import { numberCalculations } from './functions/number-functions.js';
import { rangeCalculations } from './functions/range-functions.js';
import { placeIn, textCalculations } from './functions/text-functions.js';
import { valueCalculations, valueOperations } from './functions/value-functions.js';
import { formatInstant } from './instants.js';
import type { Value } from './types/types.js';
import { sameValue } from './values.js';

/** What a function gives for present arguments of its types. Throws a RangeError for what cannot be computed. */
type Calculation = (...given: never[]) => Value;

const rounded =
  (rounding: Rounding) =>
  (value: number, scale = 0): number =>
    round(value, scale, rounding);

/** Functions that both evaluators compute by these definitions, by their names in FEEL. */
export const calculations = {
  ...timeCalculations,
  ...timeOperations,
  ...moneyOperations,
  ...numberCalculations,
  ...textCalculations,
  ...rangeCalculations,
  ...valueCalculations,
  ...valueOperations,
  allocate,
  'figure at': (dated: readonly DatedFigure[], at: number): Value => {
    const found = dated.findLast(({ from }) => from <= at);
    if (found === undefined) throw new RangeError(`the figure has no value yet at ${formatInstant(at)}`);
    return found.value;
  },
  require: (value: Value, message: string, pointer: string): Value => {
    if (value === null) throw new RequiredAbsent(message, pointer);
    return value;
  },
  floor: rounded('floor'),
  ceiling: rounded('ceiling'),
  decimal: rounded('half even'),
  'round up': rounded('up'),
  'round down': rounded('down'),
  'round half up': rounded('half up'),
  'round half down': rounded('half down'),
  'round half even': rounded('half even'),
  sum: (list: readonly number[]): number => list.reduce(add, 0),
  product: (list: readonly number[]): number => list.reduce(multiply, 1),
  mean: (list: readonly number[]): Value =>
    list.length === 0 ? null : divide(list.reduce(add, 0), list.length),
  median: (list: readonly number[]): Value => {
    const sorted = [...list].sort((a, b) => a - b);
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
    return low === undefined || high === undefined ? null : low === high ? low : divide(add(low, high), 2);
  },
  min: (...given: readonly (number | readonly number[])[]): Value => extreme(given, (a, b) => Math.min(a, b)),
  max: (...given: readonly (number | readonly number[])[]): Value => extreme(given, (a, b) => Math.max(a, b)),
  append: (list: readonly Value[], ...items: readonly Value[]): Value => [...list, ...items],
  reverse: (list: readonly Value[]): Value => [...list].reverse(),
  sort: (list: readonly (number | string)[]): Value => [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  'index of': (list: readonly Value[], sought: Value): Value =>
    list.flatMap((item, place) => (sameValue(item, sought) ? [place + 1] : [])),
  sublist: (list: readonly Value[], start: number, length = Infinity): Value => {
    const from = placeIn(start, list.length);
    if (length < 1 || (length !== Infinity && from + length > list.length))
      throw new RangeError(`${length} items from ${start} on are not in a list of ${list.length}`);
    return list.slice(from, from + length);
  },
  'insert before': (list: readonly Value[], place: number, item: Value): Value => {
    const at = placeIn(place, list.length);
    return [...list.slice(0, at), item, ...list.slice(at)];
  },
  remove: (list: readonly Value[], place: number): Value => {
    const at = placeIn(place, list.length);
    return list.filter((_, other) => other !== at);
  },
  'concatenate all': (lists: readonly (readonly Value[])[]): Value => lists.flat(1),
  all: (list: readonly boolean[]): boolean => !list.includes(false),
  any: (list: readonly boolean[]): boolean => list.includes(true),
  integers: (from: number, to: number): Value => {
    const count = Math.abs(to - from) + 1;
    if (count > mostIntegers)
      throw new RangeError(`from ${from} to ${to} there are more than ${mostIntegers} integers`);
    return Array.from({ length: count }, (_, place) => (from <= to ? from + place : from - place));
  },
} as const satisfies Readonly<Record<string, Calculation>>;

/** A value of a figure, and from when on it holds, in epoch milliseconds. */
interface DatedFigure {
  readonly from: number;
  readonly value: Value;
}

/** Thrown where a value is absent that an expression requires. */
export class RequiredAbsent extends RangeError {
  override readonly name = 'RequiredAbsent';
  /** JSON Pointer of the fact that is absent; empty where it is computed. */
  readonly pointer: string;
  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** A name of {@link calculations}. */
export type CalculationName = keyof typeof calculations;

/** Whether a function is computed by its definition here. */
export const isCalculation = (name: string): name is CalculationName => Object.hasOwn(calculations, name);

/** What a function gives; `undefined` stands for an argument that is left out. */
export const calculate = (name: CalculationName, given: readonly (Value | undefined)[]): Value =>
  // Typed by the checker when the edition was loaded.
  (calculations[name] as (...values: readonly (Value | undefined)[]) => Value)(...given);

/** More integers than a list may have items. */
const mostIntegers = 10_000;

const extreme = (
  given: readonly (number | readonly number[])[],
  of: (one: number, other: number) => number,
): Value => {
  const [first, ...others] = given.flat();
  return first === undefined ? null : others.reduce(of, first);
};
