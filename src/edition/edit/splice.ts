/** A stretch of a text, half-open offsets in UTF-16 units, and what takes its place. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with stretches replaced that do not overlap; of those that are put in at one place, the first stands first. */
export const spliced = (text: string, splices: readonly Splice[]): string => {
  let result = text;
  for (const { from, to, text: put } of [...splices].reverse().sort((a, b) => b.from - a.from || b.to - a.to))
    result = result.slice(0, from) + put + result.slice(to);
  return result;
};

/** Where the line of an offset begins. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line of an offset ends, before its break. */
export const lineEnd = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
};
