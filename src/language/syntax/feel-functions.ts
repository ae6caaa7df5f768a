import { add, divide, modulo, multiply, subtract } from '../arithmetic.js';
import { calculate, calculations, isCalculation, type CalculationName } from '../calculations.js';
import type { Value } from '../types/types.js';

/** The name by which a lowered expression calls a function: `_roundHalfUp`. */
export const calculationVariable = (name: CalculationName): string =>
  `_${name.replaceAll(/ (.)/g, (_, letter: string) => letter.toUpperCase())}`;

type Called = (...given: readonly Value[]) => Value;

const calculated = Object.keys(calculations)
  .filter(isCalculation)
  .map((name): [string, Called] => [calculationVariable(name), (...given) => calculate(name, given)]);

/**
 * Functions that lowered expressions call by these names; they go into feelin's context beside the values read. Feelin computes with doubles,
 * gives null for a divisor of 0, and rounds to nine decimals here and there.
 */
export const feelFunctions: Readonly<Record<string, Called>> = {
  ...Object.fromEntries(calculated),
  _add: (...[left, right]) => add(Number(left), Number(right)),
  _subtract: (...[left, right]) => subtract(Number(left), Number(right)),
  _multiply: (...[left, right]) => multiply(Number(left), Number(right)),
  _divide: (...[dividend, divisor]) => divide(Number(dividend), Number(divisor)),
  _modulo: (...[dividend, divisor]) => modulo(Number(dividend), Number(divisor)),
};
