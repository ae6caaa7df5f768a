import { lastInstantMs } from '../language/instants.js';
import { sameValue } from '../language/values.js';
import type { Answer, Decision, Holding, Question } from './evaluation.js';

/** How far ahead is looked: so many boundaries at which nothing changes are passed, or fewer where facts have many items. */
export const mostBoundaries = 300;

/** So many boundaries with the square of the items of the facts: some hundredths of a second at most, where each item is looked at beside each other one. */
const mostWork = 1_000_000;

/** How many items the lists of facts have, the lists in these with them. */
const itemsIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + itemsIn(one), 0);
  return Array.isArray(value) ? value.length + inside : inside;
};

/** How many boundaries at which nothing changes are passed for these facts: 300, or at least one where they have more than 57 items. */
export const boundariesFor = (facts: Readonly<Record<string, unknown>>): number =>
  Math.max(1, Math.min(mostBoundaries, Math.floor(mostWork / itemsIn(facts) ** 2)));

/**
 * Goes from boundary to boundary until one is met at which the facts are decided otherwise. Between boundaries nothing changes. Where so many are
 * passed without a change, `until` is the last one, up to which the decision is known to hold.
 * @param ahead the next boundary after an instant, `Infinity` where there is none
 */
export const holdingOf = (
  question: Question,
  decision: Decision,
  ahead: (question: Question) => number,
  decide: (question: Question) => Answer,
): Holding => {
  let asked = question;
  let most = Infinity;
  for (let passed = 0; passed < most; passed += 1) {
    // Few cases have a boundary that changes nothing.
    if (passed === 1) most = boundariesFor(question.facts);
    if (passed === most) break;
    const until = ahead(asked);
    // An instant that never comes counts as the last one.
    if (until >= lastInstantMs) return { until: null };
    asked = { ...asked, asOf: until };
    const next = decide(asked);
    if (next.code !== 'decided' || !isSameDecision(decision, next.decision)) return { until, next };
  }
  return { until: asked.asOf };
};

/**
 * Whether two decisions say the same: the outcome, its effects and the discretion, by the same standing rules. What their reasons mention, and what
 * was assumed, may differ.
 */
export const isSameDecision = (one: Decision, other: Decision): boolean =>
  one.outcome === other.outcome &&
  sameValue(one.standing, other.standing) &&
  sameValue(one.effects, other.effects) &&
  sameValue(one.discretion, other.discretion) &&
  sameValue(one.conflict, other.conflict);
