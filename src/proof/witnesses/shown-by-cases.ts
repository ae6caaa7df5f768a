import { isDeepStrictEqual } from 'node:util';
import type { Decision, Evaluator, Trace } from '../../engine/evaluation.js';
import type { Case, Property } from '../property.js';
import type { Side } from '../rejected-sides.js';
import { isChangedByFigure } from './other-figures.js';

/**
 * The properties that want a case, and of which one is known: an evaluator is asked what it comes to. A solver need not look for one then.
 * @param cases cases that are decided
 */
export const shownByCases = async (
  properties: readonly Property[],
  { edition, ruleSet }: Side,
  cases: readonly Case[],
  evaluator: Evaluator,
): Promise<ReadonlySet<Property>> => {
  const { decision } = ruleSet;
  const shown = new Set<Property>();
  let open = properties.filter(({ isShownBy }) => isShownBy !== undefined);
  for (const one of cases) {
    if (open.length === 0) break;
    const trace = await traceOf(evaluator, decision, one);
    if (trace === undefined) continue;
    for (const property of open) if (property.isShownBy?.(trace) === true) shown.add(property);
    open = open.filter((property) => !shown.has(property));
  }
  for (const property of properties)
    if (property.changing !== undefined) {
      const isChanged =
        property.kind === 'parameter-matters'
          ? await isChangedByFigure(property.changing, { edition, ruleSet }, cases, evaluator)
          : await isChangedBy(property.changing, decision, cases, evaluator);
      if (isChanged) shown.add(property);
    }
  return shown;
};

const traceOf = async (evaluator: Evaluator, decision: string, one: Case): Promise<Trace | undefined> => {
  const explained = await evaluator.explain({ decision, ...one });
  return explained.code === 'decided' ? explained.trace : undefined;
};

/** From so many cases, and to so many values of the fact. */
const mostStarts = 40;
const mostValues = 60;

/** Whether another value of one fact, all else as it was, gives another decision in some case. */
const isChangedBy = async (
  fact: string,
  decision: string,
  cases: readonly Case[],
  evaluator: Evaluator,
): Promise<boolean> => {
  const values = new Map(cases.map(({ facts }) => [JSON.stringify(facts[fact]), facts[fact]]));
  const step = Math.max(1, Math.floor(cases.length / mostStarts));
  for (const one of cases.filter((_, place) => place % step === 0)) {
    const before = await decisionOf(evaluator, decision, one);
    for (const value of [...values.values()].slice(0, mostValues)) {
      const others = Object.entries(one.facts).filter(([name]) => name !== fact);
      const facts = Object.fromEntries(value === undefined ? others : [...others, [fact, value]]);
      const after = await decisionOf(evaluator, decision, { ...one, facts });
      if (before !== undefined && after !== undefined && areOther(before, after)) return true;
    }
  }
  return false;
};

const decisionOf = async (
  evaluator: Evaluator,
  decision: string,
  one: Case,
): Promise<Decision | undefined> => {
  const answer = await evaluator.decide({ decision, ...one });
  return answer.code === 'decided' ? answer.decision : undefined;
};

const areOther = (before: Decision, after: Decision): boolean =>
  !isDeepStrictEqual(before.standing, after.standing) || !isDeepStrictEqual(before.effects, after.effects);
