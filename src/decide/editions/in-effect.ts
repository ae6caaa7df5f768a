import type { Edition } from '../../edition/model/edition.js';
import { knownSince, type Publication } from '../../edition/model/publication.js';

/** One stretch of time: epoch milliseconds; `null` where the next edition is not there. */
export interface Stretch {
  readonly from: number;
  readonly until: number | null;
}

/** An edition, and from when to when it is the newest of its document that is in effect. */
export interface EditionInEffect {
  readonly edition: Edition;
  readonly inEffect: Stretch;
}

/** The editions of a document that were known at an instant, of each revision the release that counted then, oldest first. */
export const editionsKnownAt = (
  publications: readonly Publication[],
  document: string,
  knownAt: number,
): readonly EditionInEffect[] => {
  const newest = new Map<string, { readonly since: number; readonly edition: Edition }>();
  for (const publication of publications) {
    const { edition } = publication;
    const since = knownSince(publication, knownAt);
    if (edition.identity.document !== document || since === undefined) continue;
    const other = newest.get(edition.identity.revision);
    if (other === undefined || since >= other.since)
      newest.set(edition.identity.revision, { since, edition });
  }
  const editions = [...newest.values()]
    .map(({ edition }) => edition)
    .sort((a, b) => a.effectiveFrom - b.effectiveFrom);
  return editions.map((edition, place) => ({
    edition,
    inEffect: { from: edition.effectiveFrom, until: editions[place + 1]?.effectiveFrom ?? null },
  }));
};
