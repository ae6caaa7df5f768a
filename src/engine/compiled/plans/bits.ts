/** Rules, comparisons and assumptions per word of bits: what a small integer holds without its sign. */
export const wordBits = 31;

/** The place of the lowest bit that is set. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** Sets the bit of a place. */
export const setBit = (bits: Int32Array, place: number): void => {
  const word = Math.floor(place / wordBits);
  bits[word] = (bits[word] ?? 0) | (1 << (place % wordBits));
};
