import { literal } from './code/source-text.js';

/** A piece of a text that generated code writes: fixed, one of two by whether something holds, or the source of a text. */
export type TextPart =
  | { readonly kind: 'fixed'; readonly text: string }
  | {
      readonly kind: 'choice';
      readonly holds: string;
      readonly yes: string;
      readonly no: string;
    }
  | { readonly kind: 'code'; readonly code: string };

/** A piece that is always the same. */
export const fixed = (text: string): TextPart => ({ kind: 'fixed', text });

/** Source of the text that some pieces make together. The fewer pieces there are when it runs, the faster: fixed ones become part of others. */
export const joinText = (parts: readonly TextPart[]): string => {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const merged = mergedWith(joined.at(-1), part);
    if (merged === undefined) joined.push(part);
    else joined.splice(-1, 1, merged);
  }
  const [first] = joined;
  const codes = joined.map(partCode);
  if (first === undefined) return `''`;
  // The first must be a text for `+` to join texts.
  return `(${first.kind === 'code' ? [`''`, ...codes].join(' + ') : codes.join(' + ')})`;
};

/** A fixed piece and its neighbour, or a choice and the fixed piece after it, as one. */
const mergedWith = (before: TextPart | undefined, part: TextPart): TextPart | undefined => {
  if (before === undefined || before.kind === 'code' || part.kind === 'code') return undefined;
  if (before.kind === 'fixed') {
    return part.kind === 'fixed'
      ? fixed(before.text + part.text)
      : { ...part, yes: before.text + part.yes, no: before.text + part.no };
  }
  return part.kind === 'fixed'
    ? { ...before, yes: before.yes + part.text, no: before.no + part.text }
    : undefined;
};

const partCode = (part: TextPart): string => {
  switch (part.kind) {
    case 'fixed':
      return literal(part.text);
    case 'choice':
      return `(${part.holds} ? ${literal(part.yes)} : ${literal(part.no)})`;
    case 'code':
      return part.code;
  }
};
