import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import { standingOf } from '../../engine/precedence.js';
import { Untranslatable } from '../untranslatable.js';

/** What follows from which rules fired alone, as the evaluators have it. */
export interface SetPlan {
  /** A bit for each rule that fired, the first rule in the lowest. */
  readonly fired: bigint;
  readonly standing: bigint;
  /** The one outcome, or `unresolved`. */
  readonly outcome: string;
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
  readonly readings: readonly string[];
}

/** More rules than bits of an integer. */
const mostRules = 62;

/** The bit of each rule. Throws `Untranslatable` where there are too many rules. */
export const bitsOf = ({ rules }: RuleSet): ReadonlyMap<Rule, bigint> => {
  if (rules.length > mostRules) throw new Untranslatable(`more than ${mostRules} rules`);
  return new Map(rules.map((rule, place) => [rule, 1n << BigInt(place)]));
};

/** Decides a set of fired rules: what stands, and what that cites. */
export const planOf = (edition: Edition, ruleSet: RuleSet, fired: bigint): SetPlan => {
  const bits = bitsOf(ruleSet);
  const has = (rule: Rule): boolean => (fired & (bits.get(rule) ?? 0n)) !== 0n;
  const { standing } = standingOf(ruleSet.rules.filter(has));
  const outcomes = new Set(standing.map(({ then }) => then.outcome));
  const [outcome = 'unresolved'] = outcomes;
  const cited = new Set(standing.flatMap(({ readings }) => readings));
  return {
    fired,
    standing: standing.reduce((all, rule) => all | (bits.get(rule) ?? 0n), 0n),
    outcome: outcomes.size === 1 ? outcome : 'unresolved',
    rules: standing.map(({ id }) => id),
    clauses: [...new Set(standing.flatMap(({ clauses }) => clauses))],
    readings: [...edition.readings.keys()].filter((id) => cited.has(id)),
  };
};
