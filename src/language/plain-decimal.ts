/** A finite number's shortest digits without an exponent, which feelin misreads: `1e-7` is `0.0000001`. */
export const plainDecimal = (value: number): string => {
  const [digits = '0', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + digits;
  const [whole = '', fraction = ''] = digits.split('.');
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return sign + all.padEnd(point, '0');
};
