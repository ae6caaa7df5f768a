import { diffWordsWithSpace } from 'diff';
import type { ClauseId, Contract } from '../../contract/contract.js';
import type { ClausePairs } from './clause-pairs.js';
import { editorialKinds, type EditorialKind } from './editorial.js';

/** A run of words that both texts have, or only one of them. */
export interface WordRun {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly words: string;
}

/** What became of a clause. One that only has another number is `moved`; one that was reworded or touched editorially may have moved too. */
export type ClauseChange =
  | { readonly code: 'added'; readonly right: ClauseId; readonly words: string }
  | { readonly code: 'removed'; readonly left: ClauseId; readonly words: string }
  | { readonly code: 'moved'; readonly left: ClauseId; readonly right: ClauseId; readonly words: string }
  | {
      readonly code: 'reworded';
      readonly left: ClauseId;
      readonly right: ClauseId;
      readonly runs: readonly WordRun[];
    }
  | {
      readonly code: 'editorial';
      readonly left: ClauseId;
      readonly right: ClauseId;
      /** What had to be set aside for the words to be the same. */
      readonly aside: readonly EditorialKind[];
      readonly runs: readonly WordRun[];
    };

/** What differs between two contracts as texts. */
export interface TextDifference {
  /** In the order of the right text; what was removed comes last. */
  readonly clauses: readonly ClauseChange[];
  /** Title and headings that one text has and the other lacks. */
  readonly headings: readonly { readonly left: string | null; readonly right: string | null }[];
  /** Clauses of the same words and number. */
  readonly unchanged: number;
}

/** Compares two texts whose clauses were paired. */
export const compareTexts = (left: Contract, right: Contract, pairs: ClausePairs): TextDifference => {
  const paired = pairs.pairs.map((pair): ClauseChange | null => {
    const ids = { left: pair.left.id, right: pair.right.id };
    const [before, after] = [pair.left.words, pair.right.words];
    if (before === after)
      return ids.left === ids.right ? null : { code: 'moved', ...ids, words: pair.right.words };
    const runs = wordRuns(before, after);
    const aside = editorialKinds(before, after);
    return aside === null ? { code: 'reworded', ...ids, runs } : { code: 'editorial', ...ids, aside, runs };
  });
  const changed = [
    ...paired.filter((change) => change !== null),
    ...pairs.onlyRight.map(({ id, words }): ClauseChange => ({ code: 'added', right: id, words })),
  ].sort((a, b) => ordinalIn(right, a) - ordinalIn(right, b));
  return {
    clauses: [
      ...changed,
      ...pairs.onlyLeft.map(({ id, words }): ClauseChange => ({ code: 'removed', left: id, words })),
    ],
    headings: compareHeadings(left, right),
    unchanged: paired.filter((change) => change === null).length,
  };
};

/** The clause's number in each text, the right one first; it has at least one. */
export const numbersOf = (change: ClauseChange): readonly ClauseId[] => [
  ...('right' in change ? [change.right] : []),
  ...('left' in change ? [change.left] : []),
];

const ordinalIn = (contract: Contract, change: ClauseChange): number =>
  'right' in change ? (contract.clauses.get(change.right)?.ordinal ?? 0) : 0;

const wordRuns = (before: string, after: string): readonly WordRun[] =>
  diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'kept',
    words: value,
  }));

/** By number; the title is the heading before the first. */
const compareHeadings = (left: Contract, right: Contract): TextDifference['headings'] => {
  const headingsOf = ({ title, sections }: Contract): ReadonlyMap<number, string> =>
    new Map([
      [0, title],
      ...sections.map(
        ({ number, label, heading }) => [number, label === '' ? heading : `${label}. ${heading}`] as const,
      ),
    ]);
  const [before, after] = [headingsOf(left), headingsOf(right)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .map((number) => ({ left: before.get(number) ?? null, right: after.get(number) ?? null }))
    .filter((heading) => heading.left !== heading.right);
};
