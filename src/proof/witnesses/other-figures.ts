import { isDeepStrictEqual } from 'node:util';
import { areFiguresSound } from '../../analysis/check-edition.js';
import { figureMutants } from '../../analysis/mutation/mutants.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { Decision, Evaluator } from '../../engine/evaluation.js';
import type { Case } from '../property.js';
import type { Side } from '../rejected-sides.js';

/** So many other values of a figure are tried. */
const mostValues = 60;

/**
 * Whether another value of one figure, that parameters.yaml would let it have, gives another decision in some case: other rules, effects, or another
 * choice.
 */
export const isChangedByFigure = async (
  name: string,
  { edition, ruleSet }: Side,
  cases: readonly Case[],
  evaluator: Evaluator,
): Promise<boolean> => {
  const { decision } = ruleSet;
  const parameter = edition.parameters.get(name);
  if (parameter === undefined) return false;
  const before = await decisionsOf(evaluator, decision, cases);
  for (const other of figureMutants(edition, parameter).slice(0, mostValues)) {
    const values = other.parameters.get(name)?.values ?? [];
    const set = other.decisions.get(decision);
    if (set === undefined || !values.every(({ value }) => fits(value, parameter.shape))) continue;
    if (!areFiguresSound(other)) continue;
    const changed = makeCompiledEvaluator({ ...other, decisions: new Map([[decision, set]]) });
    const after = await decisionsOf(changed, decision, cases);
    if (before.some((one, place) => areOther(one, after[place]))) return true;
  }
  return false;
};

const decisionsOf = (
  evaluator: Evaluator,
  decision: string,
  cases: readonly Case[],
): Promise<readonly (Decision | undefined)[]> =>
  Promise.all(
    cases.map(async (one) => {
      const answer = await evaluator.decide({ decision, ...one });
      return answer.code === 'decided' ? answer.decision : undefined;
    }),
  );

const areOther = (before: Decision | undefined, after: Decision | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  !(
    isDeepStrictEqual(before.standing, after.standing) &&
    isDeepStrictEqual(before.effects, after.effects) &&
    isDeepStrictEqual(before.discretion, after.discretion)
  );

/** Whether a value of a shape's type is within what else the shape says. */
const fits = (value: unknown, shape: FactShape): boolean => {
  const { minimum, maximum, minLength, maxLength, maxItems, fields } = shape;
  if (typeof value === 'number')
    return (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
  if (typeof value === 'string') return value.length >= (minLength ?? 0) && value.length <= maxLength;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    const item = fields.get('[]');
    return value.length <= maxItems && (item === undefined || value.every((one) => fits(one, item)));
  }
  return Object.entries(value).every(([field, one]) => {
    const inner = fields.get(field);
    return inner === undefined || fits(one, inner);
  });
};
