import type { BookClause, BookSection, ClauseProof } from '../../wire/book/contract.js';
import type { Disposition } from '../../wire/editions.js';

/** Which clauses a reader wants to see; every condition that is given must hold. */
export interface ClauseFilter {
  /** Each of these words must stand in the clause, its number or its rules, in any case and order. */
  readonly words: string;
  readonly decision: string | null;
  readonly disposition: Disposition | null;
  readonly only: Only | null;
}

/** `uncovered`: decides, and no rule or no scenario shows how; `failing`: a scenario fails; `read`: words that were ambiguous. */
export type Only = 'uncovered' | 'failing' | 'read';

/** Whether a text names one of {@link Only}. */
export const isOnly = (text: string | null): text is Only =>
  text === 'uncovered' || text === 'failing' || text === 'read';

/** The words that are searched for, each in lower case. */
export const wordsSearched = (words: string): readonly string[] =>
  words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether a clause that decides cases lacks a rule, or a scenario that proves it or decides by it. */
export const isUncovered = (clause: BookClause, proof: ClauseProof | undefined): boolean =>
  clause.disposition === null ||
  (clause.disposition === 'rule' &&
    (clause.rules.length === 0 || (proof?.proving ?? 0) + (proof?.deciding ?? 0) === 0));

/**
 * The sections with the clauses that a filter lets through; sections without any are left out.
 * @param proofs `null` while they are not known: nothing counts as uncovered or failing then
 */
export const filterClauses = (
  sections: readonly BookSection[],
  filter: ClauseFilter,
  proofs: Readonly<Record<string, ClauseProof>> | null,
): readonly BookSection[] => {
  const words = wordsSearched(filter.words);
  const isWanted = (clause: BookClause): boolean => {
    const { decision, disposition, only } = filter;
    if (decision !== null && !clause.decisions.includes(decision) && !isOfDecision(clause, decision))
      return false;
    if (disposition !== null && clause.disposition !== disposition) return false;
    if (only === 'read' && clause.readings.length === 0) return false;
    if (only === 'failing' && (proofs?.[clause.id]?.failed ?? 0) === 0) return false;
    if (only === 'uncovered' && (proofs === null || !isUncovered(clause, proofs[clause.id]))) return false;
    const text = [clause.id, clause.words, ...clause.rules].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return sections
    .map((section) => ({ ...section, clauses: section.clauses.filter(isWanted) }))
    .filter(({ clauses }) => clauses.length > 0);
};

const isOfDecision = ({ rules }: BookClause, decision: string): boolean =>
  rules.some((rule) => rule.startsWith(`${decision}/`));

/** A text in runs, those that a search found marked. */
export const markFound = (
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly found: boolean }[] => {
  if (words.length === 0) return [{ text, found: false }];
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'gi'))
    .map((run, place) => ({ text: run, found: place % 2 === 1 }))
    .filter((run) => run.text !== '');
};
