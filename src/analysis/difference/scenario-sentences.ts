import { isDeepStrictEqual } from 'node:util';
import type { Phrase, PhraseTable } from '../../scenarios/phrase-table.js';
import { plainSentences, type ScenarioSentences } from './difference-scenario.js';

/** A document's own sentences, and those that its phrases lack. */
export interface FoundSentences {
  readonly sentences: ScenarioSentences;
  readonly missing: readonly (keyof ScenarioSentences)[];
}

/** What each sentence does, and nothing besides. */
const actions: Readonly<Record<keyof ScenarioSentences, Phrase['actions']>> = {
  revision: { edition: { revision: '$1' } },
  release: { edition: { digest: '$1' } },
  instant: { asOf: '$1' },
  asks: { asks: '$1' },
};

/** Looks in a phrase table for the sentences that scenarios of a difference need; where it has none, the plain one stands. */
export const findSentences = (table: PhraseTable | null): FoundSentences => {
  const missing: (keyof ScenarioSentences)[] = [];
  const find = (name: keyof ScenarioSentences): string => {
    const own = table?.phrases.flatMap((phrase) =>
      isDeepStrictEqual(phrase.actions, actions[name]) ? sentenceOf(phrase.text) : [],
    )[0];
    if (own === undefined) missing.push(name);
    return own ?? plainSentences[name];
  };
  const sentences = {
    revision: find('revision'),
    release: find('release'),
    instant: find('instant'),
    asks: find('asks'),
  };
  return { sentences, missing };
};

/** Only phrases of one parameter that takes any text, without alternatives or optional words. */
const sentenceOf = (text: string): readonly string[] => {
  if (/[()/\\$]/.test(text)) return [];
  if (/^[^{}]*\{string\}[^{}]*$/.test(text)) return [text.replace('{string}', () => '"$1"')];
  return /^[^{}]*\{word\}[^{}]*$/.test(text) ? [text.replace('{word}', () => '$1')] : [];
};
