/** A paragraph, heading, list item or row of a table in a document. */
export interface Block {
  /** In one line, as it is read; with its printed number where it has one. */
  readonly text: string;
  /** Whether the document says that it is a heading. */
  readonly isHeading: boolean;
  /** `line 12` of a text, `page 2` of a PDF, `paragraph 12` of any other document. */
  readonly place: string;
}

/** What a lawyer has to look at, and where. */
export interface Remark {
  readonly place: string;
  readonly what: string;
}

/** A document in its paragraphs, with all that was not certain. */
export interface ReadDocument {
  readonly blocks: readonly Block[];
  readonly remarks: readonly Remark[];
}

/** Text in one line: any blanks, no-break spaces among them, are one. */
export const inOneLine = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
