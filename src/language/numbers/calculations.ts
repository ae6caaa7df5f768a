import { rangeCalculations } from '../functions/range-functions.js';
import { placeIn, textCalculations } from '../functions/text-functions.js';
import { valueCalculations, valueOperations } from '../functions/value-functions.js';
import { arithmetic } from './arithmetic.js';
import { formatInstant } from '../instants.js';
import { libraryArithmetic } from './library-arithmetic.js';
import { allocate } from '../money/allocate.js';
import { makeNumericCalculations } from './numeric-calculations.js';
import { compareNumbers, isDecimal, isNumber } from './numeric.js';
import { NotKnown } from '../not-known.js';
import { RequiredAbsent } from '../required-absent.js';
import { timeCalculations, timeOperations } from '../time/time-calculations.js';
import type { Computed } from '../types/types.js';
import { sameValue } from '../values.js';

const compareTexts = (one: Computed, other: Computed): number =>
  typeof one === 'string' && typeof other === 'string' && one < other ? -1 : one === other ? 0 : 1;

/** What a function gives for present arguments of its types. Throws a RangeError for what cannot be computed. */
type Calculation = (...given: never[]) => Computed;

/** Functions that both evaluators compute by these definitions, by their names in FEEL. */
export const calculations = {
  ...timeCalculations,
  ...timeOperations,
  ...makeNumericCalculations(arithmetic),
  ...textCalculations,
  ...rangeCalculations,
  ...valueCalculations,
  ...valueOperations,
  allocate,
  'figure at': (dated: readonly DatedFigure[], at: number): Computed => {
    const found = dated.findLast(({ from }) => from <= at);
    if (found === undefined) throw new NotKnown(`the figure has no value yet at ${formatInstant(at)}`);
    return found.value;
  },
  require: (value: Computed, message: string, pointer: string): Computed => {
    if (value === null) throw new RequiredAbsent(message, pointer);
    return value;
  },
  append: (list: readonly Computed[], ...items: readonly Computed[]): Computed => [...list, ...items],
  reverse: (list: readonly Computed[]): Computed => [...list].reverse(),
  sort: (list: readonly Computed[]): Computed =>
    [...list].sort((a, b) => (isNumber(a) && isNumber(b) ? compareNumbers(a, b) : compareTexts(a, b))),
  'index of': (list: readonly Computed[], sought: Computed): Computed =>
    list.flatMap((item, place) => (sameValue(item, sought) ? [place + 1] : [])),
  sublist: (list: readonly Computed[], start: number, length = Infinity): Computed => {
    const from = placeIn(start, list.length);
    if (length < 1 || (length !== Infinity && from + length > list.length))
      throw new RangeError(`${length} items from ${start} on are not in a list of ${list.length}`);
    return list.slice(from, from + length);
  },
  'insert before': (list: readonly Computed[], place: number, item: Computed): Computed => {
    const at = placeIn(place, list.length);
    return [...list.slice(0, at), item, ...list.slice(at)];
  },
  remove: (list: readonly Computed[], place: number): Computed => {
    const at = placeIn(place, list.length);
    return list.filter((_, other) => other !== at);
  },
  'concatenate all': (lists: readonly (readonly Computed[])[]): Computed => lists.flat(1),
  all: (list: readonly boolean[]): boolean => !list.includes(false),
  any: (list: readonly boolean[]): boolean => list.includes(true),
  integers: (from: number, to: number): Computed => {
    const count = Math.abs(to - from) + 1;
    if (count > mostIntegers)
      throw new RangeError(`from ${from} to ${to} there are more than ${mostIntegers} integers`);
    return Array.from({ length: count }, (_, place) => (from <= to ? from + place : from - place));
  },
} as const satisfies Readonly<Record<string, Calculation>>;

/** A value of a figure, and from when on it holds, in epoch milliseconds. */
interface DatedFigure {
  readonly from: number;
  readonly value: Computed;
}

/** A name of {@link calculations}. */
export type CalculationName = keyof typeof calculations;

/** Whether a function is computed by its definition here. */
export const isCalculation = (name: string): name is CalculationName => Object.hasOwn(calculations, name);

/** Functions that take numbers of any digits; all others take what a JavaScript number says. */
const exactly: ReadonlySet<string> = new Set([
  ...Object.keys(makeNumericCalculations(arithmetic)),
  ...Object.keys(rangeCalculations),
  ...['allocate', 'append', 'index of', 'insert before', 'require', 'list replace', 'same values', 'string'],
]);

const calculateBy =
  (functions: typeof calculations) =>
  (name: CalculationName, given: readonly (Computed | undefined)[]): Computed => {
    if (!exactly.has(name))
      for (const one of given)
        if (isDecimal(one)) throw new RangeError(`${String(one)} is no number that \`${name}\` goes to`);
    // Typed by the checker when the edition was loaded.
    return (functions[name] as (...values: readonly (Computed | undefined)[]) => Computed)(...given);
  };

/** What a function gives; `undefined` stands for an argument that is left out. */
export const calculate = calculateBy(calculations);

/** The same for the reference, whose numbers are computed by the library. */
export const calculateByLibrary = calculateBy({
  ...calculations,
  ...makeNumericCalculations(libraryArithmetic),
});

/** More integers than a list may have items. */
const mostIntegers = 10_000;
