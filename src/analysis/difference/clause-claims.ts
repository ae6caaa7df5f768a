import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import { functionsCalled } from '../../edition/model/functions-called.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { DecisionDifference } from './decision-difference.js';
import { numbersOf, type TextDifference } from './text-difference.js';

/**
 * What may be said of a changed clause's effect. `proven`: every decision that rests on it is proven the same. `no-decision`: none rests on it in either
 * edition, so that nothing is shown. `differs`: one that rests on it decides otherwise, or is new or gone. `none-found`: no case was found; no proof.
 */
export interface ClauseClaim {
  readonly clauses: readonly ClauseId[];
  readonly code: 'proven' | 'no-decision' | 'differs' | 'none-found';
  /** Those that rest on it in either edition. */
  readonly decisions: readonly string[];
  /** Cases that were looked at in them, where it was not proven. */
  readonly cases: number;
}

/** The claim for each change of the text. */
export const claimsOf = (
  left: Edition,
  right: Edition,
  { clauses }: TextDifference,
  decisions: readonly DecisionDifference[],
): readonly ClauseClaim[] =>
  clauses.map((change) => {
    const resting = new Set([
      ...('left' in change ? decisionsOn(left, change.left) : []),
      ...('right' in change ? decisionsOn(right, change.right) : []),
    ]);
    const compared = decisions.filter(({ decision }) => resting.has(decision));
    const cases = compared.reduce((sum, { search }) => sum + (search?.cases ?? 0), 0);
    const verdicts = compared.map(({ verdict }) => verdict);
    const code =
      compared.length === 0
        ? 'no-decision'
        : verdicts.every((verdict) => verdict === 'same')
          ? 'proven'
          : verdicts.every((verdict) => verdict === 'same' || verdict === 'none-found')
            ? 'none-found'
            : 'differs';
    return { clauses: numbersOf(change), code, decisions: compared.map(({ decision }) => decision), cases };
  });

/** The decisions that rest on a clause: by a rule, a definition, a function, a figure or a fact that cites it, or by the ledger. */
const decisionsOn = (edition: Edition, clause: ClauseId): readonly string[] => {
  const cites = ({ clauses }: { readonly clauses: readonly ClauseId[] }): boolean => clauses.includes(clause);
  const citing = [...edition.functions.values()].filter(cites).map(({ name }) => name);
  const rests = (ruleSet: RuleSet): boolean => {
    const { decision, rules, definitions, parameters, facts } = ruleSet;
    if (edition.ledger.get(clause)?.decisions.includes(decision) === true) return true;
    if ([...rules, ...definitions, ...parameters].some(cites)) return true;
    if (facts.some(({ name }) => edition.facts.get(name)?.clauses.includes(clause) === true)) return true;
    const called = citing.length === 0 ? new Set<string>() : functionsCalled(edition, ruleSet);
    return citing.some((name) => called.has(name));
  };
  return [...edition.decisions.values()].filter(rests).map(({ decision }) => decision);
};
