import { figureOf } from '../../language/types/type-special-calls.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { Question, Trace } from '../../engine/evaluation.js';
import { formatInstant } from '../../language/instants.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';

/** Which parameters, and which of their dated values, decisions rested on. */
export interface Reach {
  readonly parameters: readonly { readonly name: string; readonly reached: boolean }[];
  readonly figures: readonly { readonly name: string; readonly from: string; readonly reached: boolean }[];
}

/**
 * A decision rests on a parameter where a condition of its rule set reads it, or what a standing rule says does, directly or through
 * definitions. Which branch of an expression was taken is not looked at.
 */
export const reachOf = (
  edition: Edition,
  asked: readonly { readonly question: Question; readonly trace: Trace }[],
): Reach => {
  const reached = new Set<string>();
  const rested = new Map<string, ReadonlySet<string>>();
  for (const { question, trace } of asked) {
    const ruleSet = edition.decisions.get(question.decision);
    if (ruleSet === undefined) continue;
    const key = [question.decision, ...trace.decision.standing].join(' ');
    const names = rested.get(key) ?? parametersOf(edition, ruleSet, trace.decision.standing);
    rested.set(key, names);
    for (const { name, from } of trace.parameters) if (names.has(name)) reached.add(`${name} ${from}`);
  }
  const figures = [...edition.parameters.values()].flatMap(({ name, values }) =>
    values.map(({ from }) => {
      const written = formatInstant(from);
      return { name, from: written, reached: reached.has(`${name} ${written}`) };
    }),
  );
  const parameters = [...edition.parameters.keys()].map((name) => ({
    name,
    reached: figures.some((figure) => figure.name === name && figure.reached),
  }));
  return { parameters, figures };
};

const parametersOf = (
  edition: Edition,
  ruleSet: RuleSet,
  standing: readonly string[],
): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (expression: TypedExpression): void => {
    for (const { root } of readsOf(expression)) {
      const name = edition.parameters.has(root) ? root : figureOf(root);
      if (names.has(name)) continue;
      names.add(name);
      const definition = edition.definitions.get(name);
      if (definition !== undefined) visit(definition.is);
    }
  };
  const visitCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(visitCondition);
    else if (condition.kind === 'not') visitCondition(condition.of);
    else if (condition.kind === 'comparison') {
      visit(condition.left);
      if (condition.right.kind === 'fact') visit(condition.right.expression);
    }
  };
  for (const { id, when, then } of ruleSet.rules) {
    visitCondition(when);
    if (!standing.includes(id)) continue;
    for (const effect of then.effects.values()) visit(effect);
    for (const part of then.because) if (typeof part !== 'string') visit(part.expression);
    if (then.discretion === null) continue;
    visit(then.discretion.recommended);
    if (then.discretion.upTo !== null) visit(then.discretion.upTo);
    names.add(then.discretion.policy);
  }
  for (const [name, { default: otherwise }] of ruleSet.effects)
    if (!ruleSet.rules.some(({ id, then }) => standing.includes(id) && then.effects.has(name)))
      visit(otherwise);
  return names;
};
