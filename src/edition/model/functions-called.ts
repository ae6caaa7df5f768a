import type { TypedExpression } from '../../language/syntax/expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import type { Edition } from './edition.js';
import { expressionsOf } from './rule-expressions.js';
import type { RuleSet } from './rule-set.js';

/** The functions of an edition's own that a decision calls: in rules, definitions, defaults of effects and constraints, also through other functions. */
export const functionsCalled = (edition: Edition, ruleSet: RuleSet): ReadonlySet<string> => {
  const { decision, rules, definitions, effects } = ruleSet;
  const called = new Set<string>();
  // A call has what the function comes to written out in it, with the calls that this makes.
  const visit = (expression: TypedExpression): void => {
    if (expression.kind === 'let' && expression.function !== undefined) called.add(expression.function);
    partsOf(expression).forEach(visit);
  };
  for (const { is } of definitions) visit(is);
  for (const rule of rules) expressionsOf(rule).forEach(visit);
  for (const effect of effects.values()) visit(effect.default);
  for (const { holds, decisions } of edition.constraints)
    if (decisions === null || decisions.includes(decision)) visit(holds);
  return called;
};
