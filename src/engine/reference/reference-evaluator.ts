import type { Edition } from '../../edition/model/edition.js';
import type { TableExpression, TypedExpression } from '../../language/syntax/expression.js';
import { rowsThatApply, tableValue } from '../../language/tables/table-value.js';
import type { Computed } from '../../language/types/types.js';
import { completeFacts } from '../assumptions.js';
import { conclude } from '../conclude.js';
import { EvaluationDefect } from '../defect.js';
import { makeEnvironment, parametersInForce, type ParameterInForce, type Read } from '../environment.js';
import type { Decision, Evaluator, Explained, Question, Refused } from '../evaluation.js';
import { outward } from '../facts/fact-values.js';
import { makeFactValidation } from '../facts/fact-validation.js';
import { isCut, type ValidateFacts } from '../facts/validate-facts.js';
import { answerOutOfRange, heldOf, notComputed } from '../facts/out-of-range.js';
import { clausesNotInForce, isLastResort, severedBy } from '../severability.js';
import { joinErrors, usable } from '../facts/usable-facts.js';
import { traceOf, type Evaluation } from '../trace.js';
import { tryConditions } from './conditions.js';
import { makeFeelEvaluation } from './feel-evaluation.js';

/** One evaluation with all that it went through. */
interface Evaluated extends Omit<Evaluation, 'edition' | 'asOf'> {
  readonly code: 'decided';
}

/**
 * The reference evaluator: conditions by json-rules-engine, expressions by feelin. Slow and plain; what it says is the meaning,
 * and the compiled one is held to it.
 */
export const makeReferenceEvaluator = (edition: Edition): Evaluator => {
  const evaluateFeel = makeFeelEvaluation();
  const validations = new Map<string, ValidateFacts>();

  const evaluate = async ({
    decision,
    facts: given,
    asOf,
    invalid,
  }: Question): Promise<Evaluated | Refused> => {
    const ruleSet = edition.decisions.get(decision);
    if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
    let validate = validations.get(decision);
    if (validate === undefined) {
      validate = makeFactValidation(edition, ruleSet);
      validations.set(decision, validate);
    }
    const wrong = validate(given);
    if (isCut(wrong)) return { code: 'invalid-facts', errors: wrong };
    const completed = attempt(() =>
      completeFacts(edition, ruleSet, usable(given, wrong), asOf, evaluateFeel),
    );
    if ('code' in completed) return wrong.length > 0 ? { code: 'invalid-facts', errors: wrong } : completed;
    const { facts, assumed, errors } = completed;
    const refused = joinErrors(wrong, errors);
    if (refused.length > 0) return { code: 'invalid-facts', errors: refused };

    const parameters = parametersInForce(ruleSet, asOf);
    const notInForce = invalid === undefined ? [] : clausesNotInForce(edition, invalid);
    const { read, define } = makeEnvironment(edition, facts, parameters, asOf, notInForce);
    const definitions = new Map<string, Computed>();
    const rows = new Map<string, readonly number[]>();
    for (const { term, is } of ruleSet.definitions) {
      const computed =
        is.kind === 'table' ? evaluateTable(is, term, read, rows, notInForce) : evaluateFeel(is, read, term);
      const value = heldOf(is, computed, is.type, term);
      define(term, value);
      definitions.set(term, value);
    }
    const valueOf = (expression: TypedExpression, what: string): Computed =>
      evaluateFeel(expression, read, what);
    const findings = await tryConditions(ruleSet.rules, valueOf);
    const severed = invalid === undefined ? undefined : severedBy(edition, ruleSet, invalid);
    const dropped = severed?.rules ?? [];
    const holding = findings.flatMap(({ rule, when }) => (when.result ? [rule] : []));
    const fired = holding.filter(
      (rule) => !isLastResort(rule) && !dropped.some((one) => one.rule === rule.id),
    );
    const concluded = conclude({
      edition,
      ruleSet,
      fired: fired.length === 0 && dropped.length > 0 ? holding.filter(isLastResort) : fired,
      assumed: [...assumed, ...assumedParameters(parameters)],
      rows,
      evaluate: valueOf,
    });
    const decided = severed === undefined ? concluded : { ...concluded, severed };
    const whens = findings.map(({ when }) => when);
    return { code: 'decided', ruleSet, decision: decided, facts, parameters, definitions, rows, whens };
  };
  /** Evaluates a table cell by cell, and keeps the rows that apply. */
  const evaluateTable = (
    table: TableExpression,
    term: string,
    read: Read,
    rows: Map<string, readonly number[]>,
    notInForce: readonly string[],
  ): Computed => {
    const found = rowsThatApply(table, (test) => evaluateFeel(test, read, term) === true, notInForce);
    rows.set(term, found);
    try {
      return tableValue(table, found, (output) => evaluateFeel(output, read, term));
    } catch (cause) {
      throw notComputed(term, cause);
    }
  };
  const evaluateInRange = (question: Question): Promise<Evaluated | Refused> =>
    evaluate(question).catch(answerOutOfRange);

  return {
    name: 'reference',
    decide: async (question) => {
      const evaluated = await evaluateInRange(question);
      return evaluated.code === 'decided' ? { code: 'decided', decision: evaluated.decision } : evaluated;
    },
    explain: async (question): Promise<Explained> => {
      const evaluated = await evaluateInRange(question);
      if (evaluated.code !== 'decided') return evaluated;
      return { code: 'decided', trace: traceOf({ edition, ...question, ...evaluated }) };
    },
  };
};

/** What is computed, or that it is out of range. */
const attempt = <Result>(compute: () => Result): Result | Refused => {
  try {
    return compute();
  } catch (error) {
    return answerOutOfRange(error);
  }
};

const assumedParameters = (parameters: readonly ParameterInForce[]): Decision['assumed'] =>
  parameters
    .filter(({ assumed }) => assumed)
    .map(({ parameter, dated }) => ({ fact: parameter.name, value: outward(dated.value, parameter.type) }));
