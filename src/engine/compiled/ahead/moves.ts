/** How a value moves while asOf goes forward and nothing that it rests on passes a boundary. */
export interface Moves {
  /**
   * Sources of how much it may change in a millisecond, `0` where it may rest; `null` where it may take any other value at any moment.
   * Between two boundaries it is one of these.
   */
  readonly slopes: readonly string[] | null;
  /** Whether it never becomes less, or never more, across boundaries too. */
  readonly grows: boolean;
  readonly shrinks: boolean;
  /** Whether it goes as time does, or rests. */
  readonly isClock: boolean;
}

/** Of what does not depend on asOf. */
export const still: Moves = { slopes: ['0'], grows: true, shrinks: true, isClock: true };

/** Of what only changes at boundaries. */
export const stepwise: Moves = { slopes: ['0'], grows: false, shrinks: false, isClock: true };

/** Of asOf itself. */
export const forward: Moves = { slopes: ['1'], grows: true, shrinks: false, isClock: true };

/** Of what may change at any moment. */
export const restless: Moves = { slopes: null, grows: false, shrinks: false, isClock: false };

/** Whether a value only changes at boundaries, if at all. */
export const rests = ({ slopes }: Moves): boolean => slopes?.every((slope) => slope === '0') ?? false;

/** Of a value that may be one of several. */
export const oneOf = (all: readonly Moves[]): Moves => ({
  slopes: all.some(({ slopes }) => slopes === null)
    ? null
    : [...new Set(all.flatMap(({ slopes }) => slopes ?? []))],
  grows: all.every(({ grows }) => grows),
  shrinks: all.every(({ shrinks }) => shrinks),
  isClock: all.every(({ isClock }) => isClock),
});

/** Of a value that is one of two, by a condition's source that only turns at boundaries. */
export const chosen = (condition: string, then: Moves, otherwise: Moves): Moves => {
  const both = oneOf([then, otherwise]);
  const [one, other, ...more] = [...(then.slopes ?? []), ...(otherwise.slopes ?? [])];
  const isOfOne = then.slopes?.length === 1 && otherwise.slopes?.length === 1 && more.length === 0;
  return isOfOne && one !== other
    ? { ...both, slopes: [`(${condition} ? ${String(one)} : ${String(other)})`] }
    : both;
};

/** Across the boundaries at which it changes to another one, nothing is known of its direction. */
export const switching = (moves: Moves): Moves => ({ ...moves, grows: false, shrinks: false });

/** Of the opposite. */
export const negated = ({ slopes, grows, shrinks }: Moves): Moves => ({
  slopes: slopes?.map((slope) => minus('0', slope)) ?? null,
  grows: shrinks,
  shrinks: grows,
  isClock: slopes?.every((slope) => slope === '0') ?? false,
});

/** Of a sum. */
export const added = (one: Moves, other: Moves): Moves => ({
  slopes:
    one.slopes === null || other.slopes === null
      ? null
      : pairs(one.slopes, other.slopes, (a, b) => minus(a, minus('0', b))),
  grows: one.grows && other.grows,
  shrinks: one.shrinks && other.shrinks,
  isClock: (one.isClock && rests(other)) || (rests(one) && other.isClock),
});

/** Of a product with a value that only changes at boundaries. @param factor its source @param sign of the factor, where it is written out */
export const scaled = (moves: Moves, factor: string, sign: number | undefined): Moves => ({
  slopes: moves.slopes?.map((slope) => (slope === '0' ? '0' : `(${slope} * ${factor})`)) ?? null,
  grows: sign !== undefined && (sign >= 0 ? moves.grows : moves.shrinks),
  shrinks: sign !== undefined && (sign >= 0 ? moves.shrinks : moves.grows),
  isClock: rests(moves),
});

/** By how much one value may come nearer to another in a millisecond: sources of what is not 0; `null` where nothing is known. */
export const approaches = (one: Moves, other: Moves): readonly string[] | null =>
  one.slopes === null || other.slopes === null
    ? null
    : pairs(one.slopes, other.slopes, minus).filter((slope) => slope !== '0');

const pairs = (
  some: readonly string[],
  others: readonly string[],
  join: (one: string, other: string) => string,
): readonly string[] => [...new Set(some.flatMap((one) => others.map((other) => join(one, other))))];

const minus = (one: string, other: string): string => {
  if (isNumber(one) && isNumber(other)) return String(Number(one) - Number(other) || 0);
  return other === '0' ? one : `(${one} - ${other})`;
};

const isNumber = (source: string): boolean => /^-?\d+$/.test(source);
