/** A record's place: its chain's number and its sequence in one integer, so that neighbours are neighbours in the table too. */
export const perChain = 2 ** 36;

/** The place of a record. */
export const placeOf = (chain: number, sequence: number): number => (chain - 1) * perChain + sequence;

/** So many places are a stretch. */
const stretch = 2 ** 12;

/** The stretches in which the first records of a chain stand, the newest first. */
export const stretchesOf = (chain: number, last: number): readonly number[] => {
  const oldest = Math.floor(placeOf(chain, 1) / stretch);
  const newest = Math.floor(placeOf(chain, last) / stretch);
  return Array.from({ length: newest - oldest + 1 }, (_, nth) => newest - nth);
};

/** The chain and the sequence of a place. */
export const chainAt = (place: number): { readonly chain: number; readonly sequence: number } => ({
  chain: Math.floor(place / perChain) + 1,
  sequence: place % perChain,
});

/** A place for a person: `line 17` in the chain without a name, `chain 3:17` in another. */
export const placeName = (chain: string, sequence: number): string =>
  chain === '' ? `line ${sequence}` : `chain ${chain}:${sequence}`;

/** Where a page of a search ended: what is left is before it. */
export interface Position {
  /** When it was decided, or the instant that it is as of, whichever the search goes by; epoch milliseconds. */
  readonly at: number;
  readonly place: number;
}

/** The cursor of a position. */
export const cursorOf = ({ at, place }: Position): string => `${at}_${place}`;

/** The position of a cursor, `undefined` where it is none. */
export const positionOf = (cursor: string): Position | undefined => {
  const [, at, place] = (/^(-?\d{1,16})_([1-9]\d{0,15})$/.exec(cursor) ?? []).map(Number);
  return Number.isSafeInteger(at) && Number.isSafeInteger(place)
    ? { at: Number(at), place: Number(place) }
    : undefined;
};
