import { digitsOf, numberOfDigits } from '../numbers/decimal.js';
import type { Numeric } from '../numbers/numeric.js';
import type { Amount } from './money-calculations.js';

/**
 * Shares of an amount by weights, in whole minor units that add up to it: each the part that is due, rounded down, and what is left over one unit each to
 * those whose parts were cut most; of equals to the first.
 */
export const allocate = ({ minor, currency }: Amount, weights: readonly Numeric[]): readonly Amount[] => {
  const decimals = weights.map(unitsOf);
  if (decimals.some(({ digits }) => digits < 0n)) throw new RangeError('a weight is less than 0');
  const scale = Math.max(0, ...decimals.map((one) => one.scale));
  const units = decimals.map((one) => one.digits * 10n ** BigInt(scale - one.scale));
  const total = units.reduce((sum, one) => sum + one, 0n);
  if (total === 0n) throw new RangeError('the weights come to 0');
  const given = unitsOf(minor).digits;
  const size = given < 0n ? -given : given;
  const shares = units.map((one, place) => ({
    whole: (size * one) / total,
    rest: (size * one) % total,
    place,
  }));
  const left = size - shares.reduce((sum, share) => sum + share.whole, 0n);
  const first = new Set(
    [...shares]
      .sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest < b.rest ? 1 : -1))
      .slice(0, Number(left))
      .map(({ place }) => place),
  );
  return shares.map((one) => {
    const share = one.whole + (first.has(one.place) ? 1n : 0n);
    return { minor: numberOf(given < 0n ? -share : share), currency };
  });
};

const numberOf = (units: bigint): Numeric => numberOfDigits(String(units)) ?? Number(units);

/** A number as whole units of its last decimal digit. */
const unitsOf = (value: Numeric): ReturnType<typeof digitsOf> => {
  const { digits, scale } = digitsOf(value);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
};
