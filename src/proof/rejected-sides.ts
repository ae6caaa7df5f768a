import { canonicalDecision } from '../analysis/difference/canonical-decision.js';
import { rejectedEdition } from '../edition/build/rejected-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { ReadSources } from '../edition/read/edition-files.js';
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
  const read: ReadSources = new Map();
  for (const { id, otherwise } of edition.readings.values()) {
    if (otherwise === undefined || isOfOthersAlone(otherwise, ruleSet.decision)) continue;
    const found = rejectedEdition(edition, [id], read);
    if (found.code !== 'read') continue;
    const other = found.edition.decisions.get(ruleSet.decision);
    if (other !== undefined && canonicalDecision(found.edition, other).decides !== taken)
      yield { edition: found.edition, ruleSet: other };
  }
}

/** Whether what a reading rejected is rules of other decisions and nothing else: rules of one decision are read by no other. */
export const isOfOthersAlone = (otherwise: Readonly<Record<string, unknown>>, decision: string): boolean =>
  Object.keys(otherwise).every((part) => part === 'decisions') &&
  isRecord(otherwise['decisions']) &&
  !Object.hasOwn(otherwise['decisions'], decision);
