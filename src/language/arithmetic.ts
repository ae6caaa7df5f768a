/**
 * The quotient of two numbers. Throws a RangeError for a divisor of 0: neither an infinity nor an absent value may
 * decide anything.
 */
export const divide = (dividend: number, divisor: number): number => {
  if (divisor === 0) throw new RangeError(`${dividend} is divided by 0`);
  return dividend / divisor;
};

/**
 * What is left of a division that is rounded down, with the divisor's sign (DMN 1.5, table 76): `modulo(-5, 3)` is 1.
 * Exact for integers. Throws a RangeError for a divisor of 0.
 */
export const modulo = (dividend: number, divisor: number): number => {
  if (divisor === 0) throw new RangeError(`${dividend} is divided by 0`);
  const rest = dividend % divisor;
  if (rest === 0) return 0;
  return rest < 0 !== divisor < 0 ? rest + divisor : rest;
};
