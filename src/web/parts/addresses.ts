/** Which edition a page is about. */
export interface EditionPlace {
  readonly document: string;
  readonly revision: string;
}

/** The page of a contract. */
export const contractAddress = ({ document, revision }: EditionPlace): string =>
  `/book/contract/${encodeURIComponent(document)}/${encodeURIComponent(revision)}`;

/** The place of a clause in its contract: `/book/contract/terms/2026-04-27#clause-6.4(a)`. */
export const clauseAddress = (edition: EditionPlace, clause: string): string =>
  `${contractAddress(edition)}#${clauseAnchor(clause)}`;

/** The anchor of a clause in the page of its contract. */
export const clauseAnchor = (clause: string): string => `clause-${clause}`;

/** The clause that an anchor names; `null` where it names none. */
export const clauseOfAnchor = (hash: string): string | null => {
  const found = /^#?clause-(.+)$/.exec(decoded(hash))?.[1];
  return found ?? null;
};

/** The page of a recorded decision. */
export const decisionAddress = (id: string): string => `/book/decisions/${encodeURIComponent(id)}`;

/** Where a case can be tried. */
export const tryAddress = (decision: string): string => `/book/try/${encodeURIComponent(decision)}`;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
