import type { EditionSummary } from '../../../wire/editions.js';

/** A contract, and perhaps one of its revisions, as an address names them. */
export interface NamedEdition {
  readonly document?: string | undefined;
  readonly revision?: string | undefined;
}

/** The edition that a page is about: the one that the address names, else the newest one that is in effect now, else the newest. */
export const chooseEdition = (
  editions: readonly EditionSummary[],
  named: NamedEdition,
  now: number,
): EditionSummary | undefined => {
  const fitting = editions.filter(
    ({ document, revision }) =>
      (named.document === undefined || named.document === document) &&
      (named.revision === undefined || named.revision === revision),
  );
  return fitting.findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now) ?? fitting.at(-1);
};

/** The contracts that some editions are of, each with the title of its newest; where two have the same title, with their names. */
export const contractsOf = (
  editions: readonly EditionSummary[],
): readonly { readonly document: string; readonly title: string }[] => {
  const titles = new Map(editions.map(({ document, title }) => [document, title]));
  const all = [...titles.values()];
  return [...titles].map(([document, title]) => ({
    document,
    title: all.indexOf(title) === all.lastIndexOf(title) ? title : `${title} (${document})`,
  }));
};

/** The contract that an address names; where it names none and there is one only, that one. */
export const documentOf = (
  editions: readonly EditionSummary[],
  named: string | undefined,
): string | undefined => {
  const [only, ...others] = contractsOf(editions);
  return named ?? (others.length === 0 ? only?.document : undefined);
};
