/** A number that no JavaScript number says: what is asked of the library's (`decimal.ts`) outside of arithmetic. */
export interface Decimal {
  cmp(other: number | string): number;
  abs(): Decimal;
  toNumber(): number;
  toString(): string;
}

/**
 * A number inside an evaluation, of up to 34 decimal digits. Wherever a JavaScript number says it, it is that: one stands for the decimal that its
 * shortest text writes. Only what none says is a {@link Decimal}, and never leaves an evaluation. So each value has one form, and numbers of
 * different forms are never equal.
 */
export type Numeric = number | Decimal;

/** Whether a value is a number that no JavaScript number says. Nothing in JSON is one. */
export const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'object' &&
  value !== null &&
  Symbol.toStringTag in value &&
  value[Symbol.toStringTag] === 'Decimal';

/** Whether a value is a number of either form. */
export const isNumber = (value: unknown): value is Numeric => typeof value === 'number' || isDecimal(value);

/** The JavaScript number that is nearest, as a reader of JSON has it; infinite where a number is beyond all of them. */
export const nearestNumber = (value: Numeric): number => {
  const near = typeof value === 'number' ? value : value.toNumber();
  return near === 0 ? 0 : near;
};

/** Negative where the first is less, positive where it is more, 0 where both are the same. */
export const compareNumbers = (one: Numeric, other: Numeric): number => {
  if (typeof one !== 'number') return one.cmp(typeof other === 'number' ? other : other.toString());
  if (typeof other !== 'number') return 0 - other.cmp(one);
  return one < other ? -1 : one > other ? 1 : 0;
};

/** Whether two numbers are the same. */
export const sameNumber = (one: Numeric, other: Numeric): boolean =>
  one === other || (typeof one !== 'number' && typeof other !== 'number' && one.cmp(other.toString()) === 0);
