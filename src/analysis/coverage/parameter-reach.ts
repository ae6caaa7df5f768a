import { datedName, figureOf } from '../../language/types/type-special-calls.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { Evaluator, Question, Trace } from '../../engine/evaluation.js';
import { formatInstant } from '../../language/instants.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import { figureMutants } from '../mutation/mutants.js';

/** Which parameters, and which of their dated values, decisions rested on. */
export interface Reach {
  readonly parameters: readonly { readonly name: string; readonly reached: boolean }[];
  readonly figures: readonly { readonly name: string; readonly from: string; readonly reached: boolean }[];
}

/** A question that was asked, and how its answer came about. */
interface Asked {
  readonly question: Question;
  readonly trace: Trace;
}

/**
 * A decision rests on a parameter where a condition of its rule set reads it, or what a standing rule says does, directly or through
 * definitions. Which branch of an expression was taken is not looked at. Of a parameter that is read as it was at another time (`figure at`), it
 * rests on those values of which another would change the decision, or what is computed for it.
 * @param makeEvaluator evaluates an edition in which one value is another
 */
export const reachOf = async (
  edition: Edition,
  asked: readonly Asked[],
  makeEvaluator: (edition: Edition) => Evaluator,
): Promise<Reach> => {
  const reached = new Set<string>();
  const rested = new Map<string, ParametersRead>();
  const askedAt = new Map<string, Asked[]>();
  for (const one of asked) {
    const { question, trace } = one;
    const ruleSet = edition.decisions.get(question.decision);
    if (ruleSet === undefined) continue;
    const key = [question.decision, ...trace.decision.standing].join(' ');
    const names = rested.get(key) ?? parametersOf(edition, ruleSet, trace.decision.standing);
    rested.set(key, names);
    for (const { name, from } of trace.parameters)
      if (names.inForce.has(name)) reached.add(`${name} ${from}`);
    for (const name of names.atOtherTimes) askedAt.set(name, [...(askedAt.get(name) ?? []), one]);
  }
  const evaluator = makeEvaluator(edition);
  for (const [name, questions] of askedAt) {
    const parameter = edition.parameters.get(name);
    const before: string[] = [];
    for (const { question } of questions) before.push(await computedFor(evaluator, question));
    for (const [at, { from }] of parameter?.values.entries() ?? []) {
      const figure = `${name} ${formatInstant(from)}`;
      if (parameter === undefined || reached.has(figure)) continue;
      if (await changesSome(questions, before, figureMutants(edition, parameter, at).map(makeEvaluator)))
        reached.add(figure);
    }
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

/** Whether a question comes out otherwise, or something that is computed for it, in one of the editions. */
const changesSome = async (
  questions: readonly Asked[],
  before: readonly string[],
  changed: readonly Evaluator[],
): Promise<boolean> => {
  for (const evaluator of changed)
    for (const [place, { question }] of questions.entries())
      if ((await computedFor(evaluator, question)) !== before[place]) return true;
  return false;
};

/** What a question comes to, with all that is computed for it, as JSON. */
const computedFor = async (evaluator: Evaluator, question: Question): Promise<string> => {
  const explained = await evaluator.explain(question);
  if (explained.code !== 'decided') return JSON.stringify(explained);
  const { decision, definitions } = explained.trace;
  return JSON.stringify([decision, definitions]);
};

/** The parameters that are read: as they stand at `asOf`, and as they were at another time. */
interface ParametersRead {
  readonly inForce: ReadonlySet<string>;
  readonly atOtherTimes: ReadonlySet<string>;
}

const parametersOf = (edition: Edition, ruleSet: RuleSet, standing: readonly string[]): ParametersRead => {
  const names = new Set<string>();
  const atOtherTimes = new Set<string>();
  const visit = (expression: TypedExpression): void => {
    for (const { root } of readsOf(expression)) {
      const figure = figureOf(root);
      if (edition.parameters.has(figure) && root === datedName(figure)) {
        atOtherTimes.add(figure);
        continue;
      }
      const name = edition.parameters.has(root) ? root : figure;
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
  return { inForce: names, atOtherTimes };
};
