import { divide, modulo } from '../arithmetic.js';
import { addMonths } from '../instants.js';

/**
 * Functions that lowered expressions call by these names; they go into feelin's context beside the values read. Feelin's
 * own division gives null for a divisor of 0, and its modulo rounds to nine decimals and so errs on large integers.
 */
export const feelFunctions = {
  _addMonths: (instant: number, months: number): number => addMonths(instant, months),
  _divide: (dividend: number, divisor: number): number => divide(dividend, divisor),
  _modulo: (dividend: number, divisor: number): number => modulo(dividend, divisor),
} as const;
