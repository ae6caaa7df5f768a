/** A page as blocks, before it is Markdown or HTML. */
export interface Page {
  /** Without an extension; also the page's place in the one HTML document. */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A part of a page. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3 | 4;
      readonly text: string;
      readonly anchor: string | null;
    }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'quote'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  /** Shown closed, with its summary. */
  | {
      readonly kind: 'details';
      readonly summary: Text;
      readonly anchor: string | null;
      readonly blocks: readonly Block[];
    };

/** Running text: words, or parts with a meaning of their own. */
export type Text = string | readonly TextPart[];

export type TextPart =
  | string
  | { readonly kind: 'strong' | 'code'; readonly text: string }
  /** To a place of these pages. */
  | { readonly kind: 'link'; readonly text: string; readonly page: string; readonly anchor: string | null };

/** The parts of a running text. */
export const partsOf = (text: Text): readonly TextPart[] => (typeof text === 'string' ? [text] : text);

/** A paragraph. */
export const paragraph = (...parts: readonly TextPart[]): Block => ({ kind: 'paragraph', text: parts });

/** A heading without an anchor. */
export const heading = (level: 2 | 3 | 4, text: string, anchor: string | null = null): Block => ({
  kind: 'heading',
  level,
  text,
  anchor,
});

export const strong = (text: string): TextPart => ({ kind: 'strong', text });
export const code = (text: string): TextPart => ({ kind: 'code', text });
