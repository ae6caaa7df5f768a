import type { ClauseId } from '../contract/contract.js';
import type { Edition } from '../edition/model/edition.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import { paragraphOf, restingClauses } from '../edition/model/invalid-clauses.js';

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
  readonly code:
    'unknown-clause' | 'definition-not-severable' | 'keeps-the-rest' | 'no-severability' | 'clause-twice';
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
    if (clause === edition.severability)
      return [
        {
          place,
          code: 'keeps-the-rest',
          message: `Clause ${clause} keeps the rest in force where others are invalid; it cannot drop out.`,
        },
      ];
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
 * What drops out of a rule set. A list item goes with the paragraph above it. A rule that says what becomes of it where clauses are
 * invalid does not drop out.
 * @param invalid in which `severabilityErrors` finds nothing wrong
 */
export const severedBy = (
  edition: Edition,
  { rules }: RuleSet,
  invalid: readonly InvalidClause[],
): Severed => {
  const authorityOf = authoritiesOf(invalid);
  return {
    clause: edition.severability ?? '',
    rules: rules.flatMap((rule) => {
      if (rule.invalid !== undefined) return [];
      if (restingClauses(rule.clauses).some((clause) => authorityOf(clause) === undefined)) return [];
      const dropped = rule.clauses.flatMap((clause) => {
        const authority = authorityOf(clause);
        return authority === undefined ? [] : [{ clause, authority }];
      });
      return [{ rule: rule.id, clauses: dropped }];
    }),
  };
};

/** Every clause that is not in force: those that are held invalid, and the items of those of them that are paragraphs. */
export const clausesNotInForce = (
  { contract }: Edition,
  invalid: readonly InvalidClause[],
): readonly ClauseId[] => {
  const authorityOf = authoritiesOf(invalid);
  return [...contract.clauses.keys()].filter((clause) => authorityOf(clause) !== undefined);
};

/**
 * The clauses by which a rule is cited: those in force, or, where a rule stands without any, the one that keeps the rest in force.
 */
export const citationsOf = (
  edition: Edition,
  invalid: readonly InvalidClause[],
): ((rule: Rule) => readonly ClauseId[]) => {
  const notInForce = new Set(clausesNotInForce(edition, invalid));
  const keepsRest = edition.severability === null ? [] : [edition.severability];
  return ({ clauses }) => {
    const left = clauses.filter((clause) => !notInForce.has(clause));
    return left.length === 0 ? keepsRest : left;
  };
};

/** Rules that stand may fire; those that speak where nothing else is left fire only then. */
export const isLastResort = ({ invalid }: Rule): boolean => invalid === 'speaks';

const authoritiesOf = (invalid: readonly InvalidClause[]): ((clause: ClauseId) => string | undefined) => {
  const authorities = new Map(invalid.map(({ clause, authority }) => [clause, authority]));
  return (clause) => authorities.get(clause) ?? authorities.get(paragraphOf(clause));
};
