import { lastInstantMs } from '../language/instants.js';
import { sameValue } from '../language/values.js';
import type { Answer, Decision, Holding, Question } from './evaluation.js';

/** How far ahead is looked: so many boundaries at which nothing changes are passed. */
export const mostBoundaries = 300;

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
  for (let passed = 0; passed < mostBoundaries; passed += 1) {
    const until = ahead(asked);
    if (until > lastInstantMs) return { until: null };
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
