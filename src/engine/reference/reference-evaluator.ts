import type { Edition, RuleSet } from '../../edition/model/edition.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import { completeFacts } from '../assumptions.js';
import { conclude } from '../conclude.js';
import { EvaluationDefect } from '../defect.js';
import { makeEnvironment, parametersInForce, type ParameterInForce } from '../environment.js';
import type { Decision, Evaluator, Explained, FactError, Question } from '../evaluation.js';
import { outward, type Fields } from '../fact-values.js';
import { makeFactValidation, type ValidateFacts } from '../fact-validation.js';
import { joinErrors, usable } from '../usable-facts.js';
import { traceOf } from '../trace.js';
import { tryConditions, type RuleFinding } from './conditions.js';
import { makeFeelEvaluation } from './feel-evaluation.js';

/** One evaluation with all that it went through. */
interface Evaluated {
  readonly code: 'decided';
  readonly ruleSet: RuleSet;
  readonly decision: Decision;
  readonly facts: Fields;
  readonly parameters: readonly ParameterInForce[];
  readonly definitions: ReadonlyMap<string, Value>;
  readonly findings: readonly RuleFinding[];
}

type Refused = { readonly code: 'invalid-facts'; readonly errors: readonly FactError[] };

/**
 * The reference evaluator: conditions by json-rules-engine, expressions by feelin. Slow and plain; what it says is the meaning,
 * and the compiled one is held to it.
 */
export const makeReferenceEvaluator = (edition: Edition): Evaluator => {
  const evaluateFeel = makeFeelEvaluation();
  const validations = new Map<string, ValidateFacts>();

  const evaluate = async ({ decision, facts: given, asOf }: Question): Promise<Evaluated | Refused> => {
    const ruleSet = edition.decisions.get(decision);
    if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
    let validate = validations.get(decision);
    if (validate === undefined) {
      validate = makeFactValidation(edition, ruleSet);
      validations.set(decision, validate);
    }
    const wrong = validate(given);
    const { facts, assumed, errors } = completeFacts(
      edition,
      ruleSet,
      usable(given, wrong),
      asOf,
      evaluateFeel,
    );
    const refused = joinErrors(wrong, errors);
    if (refused.length > 0) return { code: 'invalid-facts', errors: refused };

    const parameters = parametersInForce(ruleSet, asOf);
    const { read, define } = makeEnvironment(edition, facts, parameters, asOf);
    const definitions = new Map<string, Value>();
    for (const { term, is } of ruleSet.definitions) {
      const value = evaluateFeel(is, read);
      define(term, value);
      definitions.set(term, value);
    }
    const valueOf = (expression: TypedExpression): Value => evaluateFeel(expression, read);
    const findings = await tryConditions(ruleSet.rules, valueOf);
    const concluded = conclude({
      edition,
      ruleSet,
      fired: findings.filter(({ fired }) => fired).map(({ rule }) => rule),
      assumed: [...assumed, ...assumedParameters(parameters)],
      evaluate: valueOf,
    });
    return { code: 'decided', ruleSet, decision: concluded, facts, parameters, definitions, findings };
  };

  return {
    name: 'reference',
    decide: async (question) => {
      const evaluated = await evaluate(question);
      return evaluated.code === 'decided' ? { code: 'decided', decision: evaluated.decision } : evaluated;
    },
    explain: async (question): Promise<Explained> => {
      const evaluated = await evaluate(question);
      if (evaluated.code !== 'decided') return evaluated;
      return { code: 'decided', trace: traceOf({ edition, asOf: question.asOf, ...evaluated }) };
    },
  };
};

const assumedParameters = (parameters: readonly ParameterInForce[]): Decision['assumed'] =>
  parameters
    .filter(({ assumed }) => assumed)
    .map(({ parameter, dated }) => ({ fact: parameter.name, value: outward(dated.value, parameter.type) }));
