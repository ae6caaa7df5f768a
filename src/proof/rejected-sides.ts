import { canonicalDecision } from '../analysis/difference/canonical-decision.js';
import { rejectedEdition } from '../edition/build/rejected-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';

/** An edition, and its rule set of one decision. */
export interface Side {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
}

/** The edition with what one reading rejected in place of what was taken, for each reading with which the decision is another. */
export const rejectedSides = ({ edition, ruleSet }: Side): readonly Side[] => {
  const taken = canonicalDecision(edition, ruleSet).decides;
  return [...edition.readings.values()].flatMap(({ id, otherwise }) => {
    const found = otherwise === undefined ? undefined : rejectedEdition(edition, [id]);
    if (found?.code !== 'read') return [];
    const other = found.edition.decisions.get(ruleSet.decision);
    return other === undefined || canonicalDecision(found.edition, other).decides === taken
      ? []
      : [{ edition: found.edition, ruleSet: other }];
  });
};
