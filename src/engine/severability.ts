import type { ClauseId } from '../contract/contract.js';
import type { Edition, RuleSet } from '../edition/model/edition.js';

/** A clause that a court or law holds invalid, and which. */
export interface InvalidClause {
  readonly clause: ClauseId;
  readonly authority: string;
}

/** What drops out of a decision because clauses are invalid. */
export interface Severed {
  /** The clause that keeps the rest in force. */
  readonly clause: ClauseId;
  /** The rules that rest on invalid clauses alone, each with those, in the rule set's order; may be none. */
  readonly rules: readonly { readonly rule: string; readonly clauses: readonly InvalidClause[] }[];
}

/** Why a clause cannot be taken as invalid. */
export interface SeverabilityError {
  /** The place in the request's list. */
  readonly place: number;
  readonly code: 'unknown-clause' | 'definition-not-severable' | 'no-severability' | 'clause-twice';
  readonly message: string;
}

/** What is wrong with the invalid clauses that a request names; empty where nothing is. */
export const severabilityErrors = (
  edition: Edition,
  invalid: readonly InvalidClause[],
): readonly SeverabilityError[] =>
  invalid.flatMap(({ clause }, place): SeverabilityError[] => {
    const row = edition.ledger.get(clause);
    if (edition.severability === null)
      return [
        {
          place,
          code: 'no-severability',
          message: 'No clause of this edition keeps the rest in force where one is invalid.',
        },
      ];
    if (row === undefined || !edition.contract.clauses.has(clause))
      return [{ place, code: 'unknown-clause', message: `The contract has no clause \`${clause}\`.` }];
    if (row.disposition === 'definition')
      return [
        {
          place,
          code: 'definition-not-severable',
          message: `Clause ${clause} defines a word that other clauses use; it cannot drop out.`,
        },
      ];
    return invalid.findIndex((other) => other.clause === clause) === place
      ? []
      : [{ place, code: 'clause-twice', message: `Clause ${clause} is named twice.` }];
  });

/**
 * What drops out of a rule set. A list item goes with the paragraph above it; and a paragraph that a rule cites beside one of its own
 * items only introduces the item, so it does not keep the rule.
 * @param invalid in which `severabilityErrors` finds nothing wrong
 */
export const severedBy = (
  edition: Edition,
  { rules }: RuleSet,
  invalid: readonly InvalidClause[],
): Severed => {
  const authorities = new Map(invalid.map(({ clause, authority }) => [clause, authority]));
  const authorityOf = (clause: ClauseId): string | undefined =>
    authorities.get(clause) ?? authorities.get(paragraphOf(clause));
  return {
    clause: edition.severability ?? '',
    rules: rules.flatMap(({ id, clauses }) => {
      const resting = clauses.filter(
        (clause) => !clauses.some((other) => other !== clause && paragraphOf(other) === clause),
      );
      if (resting.some((clause) => authorityOf(clause) === undefined)) return [];
      const dropped = clauses.flatMap((clause) => {
        const authority = authorityOf(clause);
        return authority === undefined ? [] : [{ clause, authority }];
      });
      return [{ rule: id, clauses: dropped }];
    }),
  };
};

/** `6.4` of `6.4(a)`; of a paragraph itself. */
const paragraphOf = (clause: ClauseId): ClauseId => clause.replace(/\(.*$/, '');
