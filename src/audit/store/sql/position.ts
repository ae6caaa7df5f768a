/** Where a page of a search ended: the newest that is left is before it. */
export interface Position {
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  /** What tells records of one instant apart, in the order of the search. */
  readonly places: readonly number[];
}

/** The cursor of a position. */
export const cursorOf = ({ decidedAt, places }: Position): string => [decidedAt, ...places].join('_');

/** The position of a cursor, `undefined` where it is none; `places`: how many numbers tell records of one instant apart. */
export const positionOf = (cursor: string, places: number): Position | undefined => {
  const parts = cursor.split('_');
  const numbers = parts.map(Number);
  const [decidedAt = NaN, ...rest] = numbers;
  const holds =
    parts.every((part) => /^-?\d{1,16}$/.test(part)) &&
    numbers.every(Number.isSafeInteger) &&
    rest.length === places &&
    rest.every((place) => place >= 1);
  return holds ? { decidedAt, places: rest } : undefined;
};
