/** Whether an edition governed before, governs now, or will. */
export type Standing = 'past' | 'now' | 'future';

/**
 * How the edition at a place stands: the last one in effect governs.
 * @param editions those of one document, the oldest first
 * @param now epoch milliseconds
 */
export const standingOf = (
  editions: readonly { readonly effectiveFrom: string }[],
  place: number,
  now: number,
): Standing => {
  const governing = editions.findLastIndex(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now);
  return place === governing ? 'now' : place < governing ? 'past' : 'future';
};
