/** A paragraph, heading, list item or row of a table in a document. */
export interface Block {
  /** In one line, as it is read; with its printed number where it has one. */
  readonly text: string;
  /** Whether the document says that it is a heading. */
  readonly isHeading: boolean;
  /** `line 12` of a text or a page of HTML; where nobody counts lines with how it begins: `page 2, “The fee is …”` of a PDF, `paragraph 12, “…”` of a .docx. */
  readonly place: string;
  /** What the document's own structure says of it; left out where that is words alone. */
  readonly is?: Structure;
}

/**
 * `counted`: the number at its beginning was made by the document's list, so it is one for certain; `depth` is 0 in the outermost list.
 * `item`: of a list that prints no numbers. `row`: of the nth table of the document. `footnote`: by the number of its mark.
 * `term`: in a list of terms with what they mean.
 */
export type Structure =
  | { readonly kind: 'counted'; readonly list: string; readonly depth: number }
  | { readonly kind: 'item' }
  | { readonly kind: 'row'; readonly table: number }
  | { readonly kind: 'footnote'; readonly number: number }
  | { readonly kind: 'term'; readonly term: string };

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

/** A line of the text that is written. */
export type MarkedLine = { readonly heading: string } | { readonly id: string; readonly words: string };

/** A document as lines that mark their clauses, with all that was not certain. */
export interface NumberedText {
  readonly lines: readonly MarkedLine[];
  readonly remarks: readonly Remark[];
}

/** A place that nobody finds by its number alone, with the first words that stand there. */
export const placeWith = (place: string, text: string): string => {
  const begins = text.length <= 40 ? text : `${text.slice(0, 40).replace(/\s\S*$/, '')} …`;
  return `${place}, “${begins}”`;
};

/** Text in one line: any blanks, no-break spaces among them, are one. */
export const inOneLine = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim();
