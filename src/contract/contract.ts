/**
 * What names a clause: as it is printed, where the text marks its clauses (`1.1.1`, `Article IV(2)`, `§ 3 Abs. 2`); else counted, as
 * `section.paragraph`, with `(a)`, `(b)`, … for list items: `6.4(a)`.
 */
export type ClauseId = string;

/** One clause of a contract, verbatim. */
export interface Clause {
  readonly id: ClauseId;
  /** The words, without the list marker, verbatim otherwise. */
  readonly words: string;
  /** `sha256:` of the UTF-8 words. */
  readonly digest: string;
  /** The number of its section in the text's order, 0 before the first heading. */
  readonly section: number;
  /** Line in the text, from 1. */
  readonly line: number;
  /** Place in the contract's order, from 0. */
  readonly ordinal: number;
}

/** A section of a text. */
export interface Section {
  /** Its place in the text's order, from 1. */
  readonly number: number;
  /** The number that stands before its heading; '' where the heading has all that is printed. */
  readonly label: string;
  readonly heading: string;
  readonly line: number;
}

/** A contract's text, cut into clauses. */
export interface Contract {
  readonly title: string;
  readonly sections: readonly Section[];
  /** In the contract's order. */
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  /** `sha256:` of the whole text's UTF-8 bytes. */
  readonly digest: string;
}
