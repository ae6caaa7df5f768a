import { nearest } from '../language/nearest.js';

/** How the values of a phrase are written, by the kind that stands in braces. */
const forms: Readonly<Record<string, string>> = {
  instant: '2026-08-15 12:00 UTC',
  date: '2026-08-15',
  time: '14:30',
  duration: '2 hours 30 minutes',
  months: '18 months',
  money: 'EUR 1,200.00',
  clause: '6.4(a)',
  count: '1,000',
  int: '12',
  number: '1.05',
  percent: '19 %',
  boolean: 'true',
  string: '"words"',
};

/**
 * The phrase that a sentence was probably meant to be, as a question: the one most of whose own words stand in it, in their order. Where all do, its values
 * are what is wrong, and how they are written is told. `undefined` where none is near.
 * @param words the values of each list of the phrases' own
 */
export const nearestPhrase = (
  sentence: string,
  phrases: readonly string[],
  words: ReadonlyMap<string, readonly string[]>,
): string | undefined => {
  const said = sentence.split(/\s+/);
  let best: { readonly phrase: string; readonly missing: number; readonly share: number } | undefined;
  for (const phrase of phrases) {
    const own = phrase
      .replaceAll(/\{[^}]*\}/g, ' ')
      .split(/\s+/)
      .filter((word) => word !== '');
    const common = commonWords(own, said);
    const share = common / Math.max(own.length, 1);
    if (common < 2 || share < 0.6 || (best !== undefined && share <= best.share)) continue;
    best = { phrase, missing: own.length - common, share };
  }
  if (best === undefined) return undefined;
  if (best.missing > 0) return `Did you mean \`${best.phrase}\`?`;
  const kinds = [...new Set([...best.phrase.matchAll(/\{([^}]*)\}/g)].map(([, kind = '']) => kind))];
  const told = kinds.flatMap((kind) => {
    const form = forms[kind] ?? words.get(kind)?.join('`, `');
    return form === undefined ? [] : `{${kind}} is \`${form}\``;
  });
  return `Did you mean \`${best.phrase}\`?${told.length === 0 ? '' : ` In it ${told.join(', ')}.`}`;
};

/** How many words stand in both, in one order; a word that is nearly the same counts as half. */
const commonWords = (own: readonly string[], said: readonly string[]): number => {
  let last = said.map(() => 0).concat(0);
  for (const word of own) {
    const row = [0];
    for (const [at, other] of said.entries()) {
      const same = word === other ? 1 : nearest(other, [word]) === undefined ? 0 : 0.5;
      row.push(Math.max(last[at + 1] ?? 0, row[at] ?? 0, same === 0 ? 0 : (last[at] ?? 0) + same));
    }
    last = row;
  }
  return last.at(-1) ?? 0;
};
