import type { EditionSummary } from '../../wire/editions.js';

/** The editions of the same contract that came before one, in the order in which they took effect. */
export const earlierOf = (
  editions: readonly EditionSummary[],
  edition: EditionSummary,
): readonly EditionSummary[] =>
  editions
    .filter(
      ({ document, digest, effectiveFrom }) =>
        document === edition.document &&
        digest !== edition.digest &&
        Date.parse(effectiveFrom) < Date.parse(edition.effectiveFrom),
    )
    .sort((one, other) => Date.parse(one.effectiveFrom) - Date.parse(other.effectiveFrom));
