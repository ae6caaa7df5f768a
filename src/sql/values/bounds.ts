import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import type { Type } from '../../language/types/types.js';

/** Between what an integer lies, both included. */
export type Bounds = readonly [least: bigint, most: bigint];

/** The integers that the evaluators count exactly. */
export const safe: Bounds = [BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER)];
const instants: Bounds = [BigInt(firstInstantMs), BigInt(lastInstantMs)];
/** What an integer of 64 bits and one of 128 bits hold, with a margin for one addition. */
export const narrow: Bounds = [-(2n ** 62n), 2n ** 62n];
export const wide: Bounds = [-(2n ** 125n), 2n ** 125n];

/** Whether all integers of some bounds lie within others. */
export const isWithin = ([least, most]: Bounds, [from, to]: Bounds): boolean => least >= from && most <= to;

/** Between what the values of a type lie. */
export const boundsOfType = ({ kind }: Type): Bounds =>
  kind === 'instant' || kind === 'date' || kind === 'local' ? instants : safe;

export const joined = (...all: readonly Bounds[]): Bounds => [
  all.map(([least]) => least).reduce((a, b) => (a < b ? a : b)),
  all.map(([, most]) => most).reduce((a, b) => (a > b ? a : b)),
];

/** Between what a sum, a difference or a product lies. */
export const computed = (sign: '+' | '-' | '*', [a, b]: Bounds, [c, d]: Bounds): Bounds => {
  if (sign === '+') return [a + c, b + d];
  if (sign === '-') return [a - d, b - c];
  const corners = [a * c, a * d, b * c, b * d];
  return joined(...corners.map((corner): Bounds => [corner, corner]));
};
