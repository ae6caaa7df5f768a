/** The order of two texts by their UTF-16 units, the same in every place and language. */
export const byUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The order of two texts by the numbers in them, where they have any: `line 9` is before `line 10`. */
export const byNumbers = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true });
