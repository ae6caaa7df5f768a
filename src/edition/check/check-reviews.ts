import type { Contract } from '../../contract/contract.js';
import type { Citation } from './citations.js';
import type { Findings } from '../read/diagnostic.js';
import { valuePlace } from '../read/place.js';
import { readInstant } from '../build/build-parameters.js';
import { wholeItems, type Structured } from '../read/structure.js';

/** Holds the reviews against the citations: each was reviewed, for the present words of its clause. */
export const checkReviews = (
  structured: Structured<'reviews'>,
  citations: readonly Citation[],
  contract: Contract,
  findings: Findings,
): void => {
  if (!structured.usable) return;
  const { source } = structured;
  const citationsOfClause = new Map<string, Citation[]>();
  for (const citation of citations) {
    if (!contract.clauses.has(citation.clause)) continue;
    citationsOfClause.set(citation.clause, [...(citationsOfClause.get(citation.clause) ?? []), citation]);
  }
  const reviewed = new Map<string, ReadonlySet<string>>();
  for (const { value, path } of wholeItems(structured, 'reviews')) {
    const { clause: id, words, of, at } = value;
    readInstant(at, { source, path: [...path, 'at'] }, findings);
    const clause = contract.clauses.get(id);
    if (clause === undefined) {
      findings.report('review-dangling', valuePlace(source, [...path, 'clause']), {
        message: `The contract has no clause ${id}.`,
        hint: 'Run `npx clausebook review --by "Your Name"` after looking at what changed.',
      });
      continue;
    }
    if (reviewed.has(id)) {
      findings.report('duplicate-id', valuePlace(source, [...path, 'clause']), {
        message: `Clause ${id} has two reviews.`,
        hint: 'Run `npx clausebook review --by "Your Name"`, which keeps one.',
        clause,
      });
    }
    reviewed.set(id, new Set(of));
    const citing = citationsOfClause.get(id) ?? [];
    if (words !== clause.digest) {
      findings.report('review-stale', valuePlace(source, [...path, 'words']), {
        message: `The words of clause ${id} changed after the review. Read again: ${names(citing)}.`,
        hint: 'See that these still say what the clause says, then run `npx clausebook review --by "Your Name"`.',
        clause,
      });
    }
    for (const [index, name] of of.entries()) {
      if (citing.some((citation) => citation.of === name)) continue;
      findings.report('review-dangling', valuePlace(source, [...path, 'of', index]), {
        message: `\`${name}\` does not cite clause ${id}.`,
        hint: 'Run `npx clausebook review --by "Your Name"` after looking at what changed.',
        clause,
      });
    }
  }
  if (structured.broken.size > 0) return;
  for (const [id, citing] of citationsOfClause) {
    const missing = citing.filter(({ of }) => reviewed.get(id)?.has(of) !== true);
    const [first] = missing;
    if (first === undefined) continue;
    findings.report('review-missing', first.place, {
      message: `Nobody has reviewed clause ${id} for ${names(missing)}.`,
      hint: 'See that these say what the clause says, then run `npx clausebook review --by "Your Name"`.',
      clause: contract.clauses.get(id),
    });
  }
};

const names = (citations: readonly Citation[]): string =>
  [...new Set(citations.map(({ of }) => of))].join(', ') || 'nothing';
