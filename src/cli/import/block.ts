/** A paragraph, heading, list item or row of a table in a document. */
export interface Block {
  /** In one line, as it is read; with its printed number where it has one. */
  readonly text: string;
  /** Whether the document says that it is a heading. */
  readonly isHeading: boolean;
  /** `line 12` of a text, `paragraph 12` of any other document. */
  readonly place: string;
}

/** Text in one line: any blanks, no-break spaces among them, are one. */
export const inOneLine = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
