import type { EditionSummary } from '../../wire/editions.js';

/** The edition that a page is about: the one that the address names, else the newest one that is in effect now, else the newest. */
export const chooseEdition = (
  editions: readonly EditionSummary[],
  named: { readonly document?: string | undefined; readonly revision?: string | undefined },
  now: number,
): EditionSummary | undefined => {
  const fitting = editions.filter(
    ({ document, revision }) =>
      (named.document === undefined || named.document === document) &&
      (named.revision === undefined || named.revision === revision),
  );
  return fitting.findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now) ?? fitting.at(-1);
};
