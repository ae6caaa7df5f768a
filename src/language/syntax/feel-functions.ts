import {
  calculateByLibrary,
  calculations,
  isCalculation,
  type CalculationName,
} from '../numbers/calculations.js';
import { libraryArithmetic } from '../numbers/library-arithmetic.js';
import { distinct } from '../merges.js';
import { compareNumbers, type Numeric } from '../numbers/numeric.js';
import type { Computed } from '../types/types.js';
import { itemAt, sameValue } from '../values.js';

/** The name by which a lowered expression calls a function: `_roundHalfUp`. */
export const calculationVariable = (name: CalculationName): string =>
  `_${name.replaceAll(/ (.)/g, (_, letter: string) => letter.toUpperCase())}`;

type Called = (...given: readonly Computed[]) => Computed;

const calculated = Object.keys(calculations)
  .filter(isCalculation)
  .map((name): [string, Called] => [
    calculationVariable(name),
    (...given) => calculateByLibrary(name, given),
  ]);

/** A function of numbers. The checker has seen to it that they are. */
const ofNumbers =
  (compute: (one: Numeric, other: Numeric) => Computed): Called =>
  (one, other) =>
    compute(one as Numeric, other as Numeric);

const { add, subtract, multiply, divide, modulo } = libraryArithmetic;

/**
 * Functions that lowered expressions call by these names; they go into feelin's context beside the values read. Feelin computes with doubles,
 * gives null for a divisor of 0, and rounds to nine decimals here and there: numbers are computed and compared here, by the library.
 */
export const feelFunctions: Readonly<Record<string, Called>> = {
  ...Object.fromEntries(calculated),
  _add: ofNumbers(add),
  _subtract: ofNumbers(subtract),
  _multiply: ofNumbers(multiply),
  _divide: ofNumbers(divide),
  _modulo: ofNumbers(modulo),
  _compare: ofNumbers(compareNumbers),
  _abs: ofNumbers((one) => (compareNumbers(one, 0) < 0 ? subtract(0, one) : one)),
  _listContains: (list, sought) => itemsOf(list).some((item) => sameValue(item, sought)),
  _distinctValues: (list) => distinct(itemsOf(list)),
  _itemAt: (list, place) => itemAt(itemsOf(list), place as Numeric), // an integer, as the checker has seen
};

const itemsOf = (list: Computed | undefined): readonly Computed[] =>
  Array.isArray(list) ? (list as readonly Computed[]) : [];
