/** What may differ between two wordings that say the same words. */
export type EditorialKind = 'typography' | 'white space' | 'punctuation' | 'case';

/** Each sets one kind of difference aside, in this order. Currency signs, %, § and what stands between digits stay. */
const settingAside: Readonly<Record<EditorialKind, (words: string) => string>> = {
  typography: (words) =>
    words
      .normalize('NFKC')
      .replaceAll(/[‘’‚‛′]/g, "'")
      .replaceAll(/[“”„‟″«»]/g, '"')
      .replaceAll(/[‐‑‒–—―−]/g, '-')
      .replaceAll('\u00AD', ''),
  // With the space around it, or setting it aside would leave another difference behind.
  punctuation: (words) =>
    words
      .replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '')
      .replaceAll(/\s*(?!(?<=\d)[.,:/-](?=\d))(?![%‰§&@#/-])\p{P}\s*/gu, ' ')
      .replaceAll(/\s*-(?!\d)\s*/g, ' ')
      .trim(),
  'white space': (words) => words.replaceAll(/\s+/g, ' ').trim(),
  case: (words) => words.toLowerCase(),
};

const kinds = ['typography', 'punctuation', 'white space', 'case'] as const;

const without = (words: string, aside: readonly EditorialKind[]): string =>
  kinds.filter((kind) => aside.includes(kind)).reduce((now, kind) => settingAside[kind](now), words);

/** The words with everything editorial set aside: two wordings are editorially the same where these are equal. */
export const bareWords = (words: string): string => without(words, kinds);

/**
 * The kinds of difference that must be set aside for two wordings to be the same; `null` where they are not the same even so. That says
 * something of the text alone: a comma may change what a clause means.
 */
export const editorialKinds = (left: string, right: string): readonly EditorialKind[] | null => {
  if (bareWords(left) !== bareWords(right)) return null;
  const equalWithout = (aside: readonly EditorialKind[]): boolean =>
    without(left, aside) === without(right, aside);
  return kinds.reduce<readonly EditorialKind[]>((needed, kind) => {
    const fewer = needed.filter((other) => other !== kind);
    return equalWithout(fewer) ? fewer : needed;
  }, kinds);
};
