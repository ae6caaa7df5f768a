import type { Clause } from '../../contract/contract.js';
import { citationsOf } from '../check/citations.js';
import { makeFindings, type Diagnostic } from './diagnostic.js';
import { citingFiles, readEditionFiles } from './edition-files.js';
import { wholeItems } from './structure.js';
import type { WrittenReview } from './written.js';

/** A clause that an edition cites, and whether the citations were reviewed for its present words. */
export interface ReviewState {
  readonly clause: Clause;
  /** What cites it, as reviews.yaml names it. */
  readonly of: readonly string[];
  /** `changed`: the words are others than those reviewed. `new`: something cites it that did not. */
  readonly state: 'reviewed' | 'changed' | 'new';
  /** What reviews.yaml says now, where it says something. */
  readonly present: WrittenReview | undefined;
}

/** What is not whole in an edition's files, so that a review would miss, and forget, what cites clauses there. */
export const unreadableToReview = (
  files: ReadonlyMap<string, string>,
  folder: string,
): readonly Diagnostic[] => {
  const findings = makeFindings();
  const { reviews } = readEditionFiles(files, folder, findings);
  return findings
    .sorted()
    .filter(
      ({ code, file }) =>
        code !== 'text-changed' && (code !== 'missing-file' || file !== reviews.source.name),
    );
};

/**
 * Every cited clause of an edition with the state of its review, in the contract's order. The edition may have errors; `undefined` where its
 * text cannot be read.
 */
export const reviewStates = (files: ReadonlyMap<string, string>): readonly ReviewState[] | undefined => {
  const parts = readEditionFiles(files, undefined, makeFindings());
  const { contract } = parts;
  if (contract === undefined) return undefined;
  const citations = citationsOf(citingFiles(parts));
  const reviews = new Map(wholeItems(parts.reviews, 'reviews').map(({ value }) => [value.clause, value]));
  return [...contract.clauses.values()].flatMap((clause): readonly ReviewState[] => {
    const of = [
      ...new Set(
        citations.filter((citation) => citation.clause === clause.id).map((citation) => citation.of),
      ),
    ];
    if (of.length === 0) return [];
    const present = reviews.get(clause.id);
    const same = present?.of.length === of.length && of.every((name) => present.of.includes(name));
    const changed = present !== undefined && present.words !== clause.digest;
    return [{ clause, of, present, state: changed ? 'changed' : same ? 'reviewed' : 'new' }];
  });
};

/**
 * The text of reviews.yaml that records a review of the present words of every citation; what was reviewed already stays as it is.
 * `undefined` where the contract's text cannot be read.
 * @param review `by`: who reviewed; `at`: when, RFC 3339; `clauses`: only these were reviewed
 */
export const reviewsFor = (
  files: ReadonlyMap<string, string>,
  review: { readonly by: string; readonly at: string; readonly clauses?: readonly string[] },
): string | undefined => {
  const states = reviewStates(files);
  if (states === undefined) return undefined;
  const entries = states.flatMap(({ clause, of, state, present }): readonly WrittenReview[] => {
    const isReviewed = review.clauses?.includes(clause.id) ?? true;
    if (state === 'reviewed' || !isReviewed) return present === undefined ? [] : [present];
    return [{ clause: clause.id, words: clause.digest, of, by: review.by, at: review.at }];
  });
  return [
    '# yaml-language-server: $schema=../../../schemas/reviews.schema.json',
    '# Written by `clausebook review` alone.',
    entries.length === 0 ? 'reviews: []' : 'reviews:',
    ...entries.flatMap(({ clause, words, of, by, at }) => [
      `  - clause: ${quote(clause)}`,
      `    words: ${quote(words)}`,
      '    of:',
      ...of.map((name) => `      - ${quote(name)}`),
      `    by: ${quote(by)}`,
      `    at: ${quote(at)}`,
    ]),
    '',
  ].join('\n');
};

/** JSON's texts are YAML's. */
const quote = (text: string): string => JSON.stringify(text);
