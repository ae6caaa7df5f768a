/**
 * The tests' own arithmetic: fractions of integers of any size, rounded to 34 digits by the book. It shares nothing with the product, and is written
 * to be looked through, not to be fast.
 */

/** A fraction; the denominator is more than 0. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export type RoundingName = 'up' | 'down' | 'floor' | 'ceiling' | 'half up' | 'half down' | 'half even';

/** The number that a text writes, or that a JavaScript number's text does. */
export const rational = (written: unknown): Rational => {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)\.?(\d*)(?:e([+-]?\d+))?$/.exec(String(written)) ?? [];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(`${sign ?? ''}${whole}${fraction}`);
  return power < 0
    ? { over: digits, under: 10n ** BigInt(-power) }
    : { over: digits * 10n ** BigInt(power), under: 1n };
};

/** An integer that a fraction is rounded to. */
const integerOf = ({ over, under }: Rational, rounding: RoundingName): bigint => {
  const below = over / under - (over < 0n && over % under !== 0n ? 1n : 0n);
  const rest = over - below * under;
  if (rest === 0n) return below;
  const above = below + 1n;
  const [nearerZero, farther] = over < 0n ? [above, below] : [below, above];
  const half = 2n * rest - under;
  const nearest = half < 0n ? below : above;
  switch (rounding) {
    case 'floor':
      return below;
    case 'ceiling':
      return above;
    case 'down':
      return nearerZero;
    case 'up':
      return farther;
    case 'half up':
      return half === 0n ? farther : nearest;
    case 'half down':
      return half === 0n ? nearerZero : nearest;
    case 'half even':
      return half === 0n ? (below % 2n === 0n ? below : above) : nearest;
  }
};

/** Rounded to so many digits after the point, or before it. */
export const roundedTo = (value: Rational, places: number, rounding: RoundingName): Rational => {
  const unit = 10n ** BigInt(Math.abs(places));
  if (places >= 0) return { over: integerOf({ ...value, over: value.over * unit }, rounding), under: unit };
  return { over: integerOf({ ...value, under: value.under * unit }, rounding) * unit, under: 1n };
};

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

/** Rounded half to even to 34 significant digits. */
export const counted = (value: Rational): Rational => {
  if (value.over === 0n) return { over: 0n, under: 1n };
  const most = 10n ** 34n;
  let places = 33 + String(value.under).length - String(sizeOf(value.over)).length;
  let found = roundedTo(value, places + 1, 'half even');
  for (; significant(found) >= most; places -= 1) found = roundedTo(value, places, 'half even');
  return found;
};

/** The digits of a fraction of a power of ten. */
const significant = ({ over, under }: Rational): bigint => {
  let [digits, tens] = [sizeOf(over), under];
  while (tens > 1n && digits % 10n === 0n) [digits, tens] = [digits / 10n, tens / 10n];
  while (digits > 0n && digits % 10n === 0n) digits /= 10n;
  return digits;
};

export const sum = (a: Rational, b: Rational): Rational =>
  counted({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
export const negative = ({ over, under }: Rational): Rational => ({ over: -over, under });
export const difference = (a: Rational, b: Rational): Rational => sum(a, negative(b));
export const product = (a: Rational, b: Rational): Rational =>
  counted({ over: a.over * b.over, under: a.under * b.under });
/** `undefined` for a divisor of 0. */
export const quotient = (a: Rational, b: Rational): Rational | undefined => {
  if (b.over === 0n) return undefined;
  const sign = b.over < 0n ? -1n : 1n;
  return counted({ over: a.over * b.under * sign, under: a.under * b.over * sign });
};
/** What is left of a division that is rounded down; `undefined` for a divisor of 0. */
export const rest = (a: Rational, b: Rational): Rational | undefined => {
  if (b.over === 0n) return undefined;
  const [one, other] = [a.over * b.under, b.over * a.under];
  const left = one % other;
  const turned = left !== 0n && left < 0n !== other < 0n ? left + other : left;
  return counted({ over: turned, under: a.under * b.under });
};
export const order = (a: Rational, b: Rational): number => {
  const [one, other] = [a.over * b.under, b.over * a.under];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** A fraction of a power of ten as its digits, without an exponent, as a literal of FEEL writes it. */
export const written = ({ over, under }: Rational): string => {
  let places = 0;
  while (10n ** BigInt(places) % under !== 0n) places += 1;
  const digits = String(sizeOf(over) * (10n ** BigInt(places) / under)).padStart(places + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
  return `${over < 0n ? '-' : ''}${whole}${/[1-9]/.test(fraction) ? `.${fraction.replace(/0+$/, '')}` : ''}`;
};
