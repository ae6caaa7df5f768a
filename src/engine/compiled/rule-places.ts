import type { RuleSet } from '../../edition/model/edition.js';
import type { Decision, RuleTrace } from '../evaluation.js';

/** What became of each rule, by its place in the rule set. */
export interface RulePlaces {
  readonly isStanding: readonly boolean[];
  /** The rules that defeated it. */
  readonly overriddenBy: readonly (readonly string[])[];
  /** The JSON of its trace up to its conditions, which is the same for all decisions with these standing and defeated rules. */
  readonly starts: readonly string[];
}

/** Makes what tells a decision's standing and defeated rules by their places; remembered for the decisions that share their lists. */
export const makeRulePlaces = ({ rules }: RuleSet): ((decision: Decision) => RulePlaces) => {
  const known = new WeakMap<Decision['standing'], RulePlaces>();
  const placeOf = new Map(rules.map(({ id }, place) => [id, place]));
  return ({ standing, overridden }) => {
    // A plan's own list, which stands for the plan.
    const here = known.get(standing);
    if (here !== undefined) return here;
    const isStanding = rules.map(() => false);
    for (const id of standing) isStanding[placeOf.get(id) ?? -1] = true;
    const defeats = rules.map((): string[] => []);
    for (const { rule, by } of overridden) defeats[placeOf.get(rule) ?? -1]?.push(by);
    const overriddenBy = defeats.map((by) => (by.length === 0 ? none : Object.freeze(by)));
    const starts = rules.map(({ id, clauses, modality, overrides }, place) => {
      const by = overriddenBy[place] ?? none;
      const stands = isStanding[place] === true;
      const start: Omit<RuleTrace, 'when' | 'outcome'> = {
        rule: id,
        clauses,
        modality,
        fired: stands || by.length > 0,
        standing: stands,
        overriddenBy: by,
        overrides,
      };
      return JSON.stringify(start).slice(0, -1);
    });
    const made = { isStanding, overriddenBy, starts };
    known.set(standing, made);
    return made;
  };
};

const none: readonly string[] = Object.freeze([]);
