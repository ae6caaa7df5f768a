import { canonicalDecision } from '../analysis/difference/canonical-decision.js';
import { rejectedEdition } from '../edition/build/rejected-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { isRecord } from '../language/values.js';

/** An edition, and its rule set of one decision. */
export interface Side {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
}

/**
 * The edition with what one reading rejected in place of what was taken, for each reading with which the decision is another. Each is loaded
 * when it is asked for, which takes about as long as loading the edition.
 */
export function* rejectedSides({ edition, ruleSet }: Side): Generator<Side> {
  const taken = canonicalDecision(edition, ruleSet).decides;
  for (const { id, otherwise } of edition.readings.values()) {
    if (otherwise === undefined || isOfOthersAlone(otherwise, ruleSet)) continue;
    const found = rejectedEdition(edition, [id]);
    if (found.code !== 'read') continue;
    const other = found.edition.decisions.get(ruleSet.decision);
    if (other !== undefined && canonicalDecision(found.edition, other).decides !== taken)
      yield { edition: found.edition, ruleSet: other };
  }
}

/**
 * Whether what a reading rejected touches nothing that the decision comes to: rules of other decisions, and definitions and parameters that it does not need, of which any that is new
 * is read by these alone.
 */
export const isOfOthersAlone = (
  otherwise: Readonly<Record<string, unknown>>,
  { decision, definitions, parameters }: RuleSet,
): boolean => {
  const own = new Set([...definitions.map(({ term }) => term), ...parameters.map(({ name }) => name)]);
  const namesIn = (part: unknown, name: string): readonly unknown[] =>
    Array.isArray(part) ? part.map((item: unknown) => (isRecord(item) ? item[name] : undefined)) : [];
  return Object.entries(otherwise).every(([part, what]) => {
    if (part === 'decisions') return isRecord(what) && !Object.hasOwn(what, decision);
    const name = { definitions: 'term', parameters: 'parameter' }[part];
    return name !== undefined && namesIn(what, name).every((one) => typeof one === 'string' && !own.has(one));
  });
};
