import { listText, quoted, quotedList } from '../../language/json-text.js';
import type { Plan } from './plans/plans.js';

/** What a plan says of every decision that follows it, as JSON. */
export interface PlanTexts {
  /** Up to the effects. */
  readonly start: string;
  /** What stands and what was overridden, up to the values. */
  readonly rules: string;
  /** From after the values to what was assumed. */
  readonly readings: string;
  /** Up to what is recommended. */
  readonly discretion: string;
  /** From after what is recommended and up to how much. */
  readonly policy: string;
}

/** Makes what writes a plan of a decision; remembered with it. */
export const makePlanTexts = (decision: string): ((plan: Plan) => PlanTexts) => {
  const known = new WeakMap<Plan, PlanTexts>();
  return (plan) => {
    const here = known.get(plan);
    if (here !== undefined) return here;
    const overridden = listText(plan.overridden, (defeat) => JSON.stringify(defeat));
    const made: PlanTexts = {
      start: `{"decision":{"decision":${quoted(decision)},"outcome":${quoted(plan.outcome)},"effects":{`,
      rules: `,"standing":${quotedList(plan.standing)},"overridden":${overridden},"values":{`,
      readings: `},"readings":${quotedList(plan.readings)},"assumed":[`,
      discretion: `{"decider":${quoted(plan.decider ?? '')},"choices":${quotedList(plan.choices)},"recommended":`,
      policy: `,"policy":${quoted(plan.policy)}}`,
    };
    known.set(plan, made);
    return made;
  };
};
