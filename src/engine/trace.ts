import type { Edition } from '../edition/model/edition.js';
import type { DatedValue, Parameter, TableWords } from '../edition/model/declarations.js';
import { restingClauses } from '../edition/model/invalid-clauses.js';
import type { ComparisonCondition, Condition, RuleSet } from '../edition/model/rule-set.js';
import { formatInstant } from '../language/instants.js';
import type { Computed, Type, Value } from '../language/types/types.js';
import { clausesNotInForce, isLastResort, type InvalidClause } from './severability.js';
import { EvaluationDefect } from './defect.js';
import type { ParameterInForce } from './environment.js';
import type { ConditionTrace, Decision, RowTrace, Trace } from './evaluation.js';
import { outward, type Fields } from './facts/fact-values.js';

/** What an evaluation went through, values as inside. */
export interface Evaluation {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly asOf: number;
  readonly invalid?: readonly InvalidClause[] | undefined;
  readonly decision: Decision;
  readonly facts: Fields;
  readonly parameters: readonly ParameterInForce[];
  readonly definitions: ReadonlyMap<string, Computed>;
  /** By the term of a table, the numbers of the rows that apply. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** How each rule's conditions came out, in the rule set's order. */
  readonly whens: readonly ConditionTrace<Computed>[];
}

const outwardDated = (
  { type }: Parameter,
  { from, value }: DatedValue,
): { readonly from: string; readonly value: Value } => ({
  from: formatInstant(from),
  value: outward(value, type),
});

/** Tells an evaluation as data: every rule, every condition with the values that it read, what overrode what. */
export const traceOf = (evaluation: Evaluation): Trace => {
  const { edition, ruleSet, decision, invalid } = evaluation;
  const notInForce = new Set(invalid === undefined ? [] : clausesNotInForce(edition, invalid));
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0]));
  return {
    decision,
    asOf: formatInstant(evaluation.asOf),
    ...(invalid === undefined ? {} : { invalid }),
    facts: Object.fromEntries(
      [...edition.facts.values()]
        .filter(({ name }) => read.has(name))
        .map(({ name, shape }) => [name, outward(evaluation.facts[name] ?? null, shape.type)]),
    ),
    parameters: evaluation.parameters
      .filter(({ parameter }) => ruleSet.parameterReads.inForce.includes(parameter.name))
      .map(({ parameter, dated }) => ({ name: parameter.name, ...outwardDated(parameter, dated) })),
    ...(ruleSet.parameterReads.atOtherTimes.length === 0
      ? {}
      : {
          figuresAtOtherTimes: ruleSet.parameters
            .filter(({ name }) => ruleSet.parameterReads.atOtherTimes.includes(name))
            .map((parameter) => ({
              name: parameter.name,
              values: parameter.values.map((dated) => outwardDated(parameter, dated)),
            })),
        }),
    definitions: ruleSet.definitions.map(
      ({ term, is, source, invalid: without = source, clauses, table }) => ({
        term,
        expression: restingClauses(clauses).every((clause) => notInForce.has(clause)) ? without : source,
        clauses,
        value: outward(evaluation.definitions.get(term) ?? null, is.type),
        ...(table === undefined ? {} : { rows: rowsOf(table, evaluation.rows.get(term) ?? []) }),
      }),
    ),
    rules: ruleSet.rules.map((rule, i) => {
      const severed = decision.severed?.rules.some((one) => one.rule === rule.id) === true;
      const when = evaluation.whens[i] ?? always;
      return {
        rule: rule.id,
        clauses: rule.clauses,
        modality: rule.modality,
        fired: when.result && !severed && (!isLastResort(rule) || decision.standing.includes(rule.id)),
        ...(severed ? { severed } : {}),
        standing: decision.standing.includes(rule.id),
        overriddenBy: decision.overridden.filter((defeat) => defeat.rule === rule.id).map(({ by }) => by),
        overrides: rule.overrides,
        when: outwardCondition(rule.when, when),
        outcome: rule.then.outcome,
      };
    }),
  };
};

const rowsOf = ({ rows }: TableWords, found: readonly number[]): readonly RowTrace[] =>
  found.flatMap((row) => {
    const written = rows[row - 1];
    return written === undefined ? [] : [{ row, clauses: written.clauses, cells: written.cells }];
  });

const always: ConditionTrace & { readonly kind: 'always' } = { kind: 'always', result: true };

/** How a condition came out, from how its comparisons did. */
export const conditionTraceOf = (
  condition: Condition,
  compare: (comparison: ComparisonCondition) => Compared,
): ConditionTrace<Computed> => {
  switch (condition.kind) {
    case 'always':
      return always;
    case 'all':
    case 'any': {
      const of = condition.of.map((part) => conditionTraceOf(part, compare));
      // json-rules-engine takes an empty `any` as true, like an empty `all`.
      const result =
        condition.kind === 'all'
          ? of.every((part) => part.result)
          : of.length === 0 || of.some((part) => part.result);
      return { kind: condition.kind, result, of };
    }
    case 'not': {
      const of = conditionTraceOf(condition.of, compare);
      return { kind: 'not', result: !of.result, of };
    }
    case 'comparison': {
      const { name, operator, right } = condition;
      const { read, compared, result } = compare(condition);
      return {
        kind: 'comparison',
        fact: name,
        operator,
        read,
        compared,
        ...(right.kind === 'fact' ? { comparedName: right.name } : {}),
        result,
      };
    }
  }
};

/** What a comparison read, as inside, and whether it holds. */
interface Compared {
  readonly read: Computed;
  readonly compared: Computed;
  readonly result: boolean;
}

/** Instants that conditions read are told as RFC 3339. */
const outwardCondition = (condition: Condition, trace: ConditionTrace<Computed>): ConditionTrace => {
  switch (trace.kind) {
    case 'all':
    case 'any': {
      const parts = condition.kind === 'all' || condition.kind === 'any' ? condition.of : [];
      return { ...trace, of: trace.of.map((part, i) => outwardCondition(parts[i] ?? condition, part)) };
    }
    case 'not':
      return {
        ...trace,
        of: outwardCondition(condition.kind === 'not' ? condition.of : condition, trace.of),
      };
    case 'comparison': {
      const { left, right } = condition.kind === 'comparison' ? condition : noComparison(trace.fact);
      const compared = right.kind === 'fact' ? right.expression.type : comparedType(trace, left.type);
      return { ...trace, read: outward(trace.read, left.type), compared: outward(trace.compared, compared) };
    }
    case 'always':
      return trace;
  }
};

const noComparison = (fact: string): never => {
  throw new EvaluationDefect(`The trace of a condition does not go with it at ${fact}`);
};

/** A literal has the type of what it is compared with, or is a list of such, or one item of such a list. */
const comparedType = (trace: { readonly compared: Computed }, left: Type): Type => {
  if (Array.isArray(trace.compared)) return { kind: 'list', of: left };
  return left.kind === 'list' ? left.of : left;
};
