import type { Clause, ClauseId, Contract } from '../../contract/contract.js';
import { bareWords } from './editorial.js';

/** Clauses of two texts that are one and the same clause, and those that have no counterpart. */
export interface ClausePairs {
  /** In the order of the right text. */
  readonly pairs: readonly { readonly left: Clause; readonly right: Clause }[];
  readonly onlyLeft: readonly Clause[];
  readonly onlyRight: readonly Clause[];
}

/** How much of their words two clauses must share: less where the number is the same. */
const leastShared = { sameId: 0.4, otherId: 0.65 };

/**
 * Pairs the clauses of two texts: those of the same words, then those that differ editorially, then those that share most of their words. Where
 * several fit, the one of the same number goes first, then the nearest in the order of the text.
 */
export const pairClauses = (left: Contract, right: Contract): ClausePairs => {
  const freeLeft = new Set(left.clauses.values());
  const freeRight = new Set(right.clauses.values());
  const counterpart = new Map<Clause, Clause>();
  const join = (one: Clause, other: Clause): void => {
    counterpart.set(other, one);
    freeLeft.delete(one);
    freeRight.delete(other);
  };
  const joinBy = (wordsOf: (clause: Clause) => string): void => {
    const byWords = new Map<string, Clause[]>();
    for (const one of freeLeft) byWords.set(wordsOf(one), [...(byWords.get(wordsOf(one)) ?? []), one]);
    // The same number first, so that a clause that stands twice is not taken for one that moved.
    for (const sameId of [true, false]) {
      for (const other of [...freeRight]) {
        const fitting = (byWords.get(wordsOf(other)) ?? []).filter((one) => freeLeft.has(one));
        const [nearest] = fitting
          .filter((one) => !sameId || one.id === other.id)
          .sort((a, b) => distance(a, other) - distance(b, other));
        if (nearest !== undefined) join(nearest, other);
      }
    }
  };
  joinBy(({ words }) => words);
  joinBy(({ words }) => bareWords(words));
  const likely = [...freeRight]
    .flatMap((other) => [...freeLeft].map((one) => ({ one, other, shared: sharedWords(one, other) })))
    .filter(
      ({ one, other, shared }) => shared >= (one.id === other.id ? leastShared.sameId : leastShared.otherId),
    )
    .sort(
      (a, b) =>
        b.shared + sameNumber(b.one, b.other) - a.shared - sameNumber(a.one, a.other) ||
        distance(a.one, a.other) - distance(b.one, b.other),
    );
  for (const { one, other } of likely) if (freeLeft.has(one) && freeRight.has(other)) join(one, other);
  return {
    pairs: [...right.clauses.values()].flatMap((other) => {
      const one = counterpart.get(other);
      return one === undefined ? [] : [{ left: one, right: other }];
    }),
    onlyLeft: [...freeLeft],
    onlyRight: [...freeRight],
  };
};

/** The number that each clause of the left text has in the right one; a clause without a counterpart keeps its own. */
export const renumberedBy = ({ pairs }: ClausePairs): ((id: ClauseId) => ClauseId) => {
  const numbers = new Map(pairs.map(({ left, right }) => [left.id, right.id]));
  return (id) => numbers.get(id) ?? id;
};

const sameNumber = (one: Clause, other: Clause): number => (one.id === other.id ? 0.2 : 0);

const distance = (one: Clause, other: Clause): number => Math.abs(one.ordinal - other.ordinal);

/** Of all words of both clauses, the part that they share, from 0 to 1 (Dice). */
const sharedWords = (one: Clause, other: Clause): number => {
  const left = bareWords(one.words).split(' ');
  const right = bareWords(other.words).split(' ');
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const rest = counts.get(word) ?? 0;
    if (rest === 0) continue;
    shared += 1;
    counts.set(word, rest - 1);
  }
  return (2 * shared) / (left.length + right.length);
};
