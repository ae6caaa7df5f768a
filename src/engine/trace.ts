import type { Condition, Edition, Rule, RuleSet } from '../edition/model/edition.js';
import { formatInstant } from '../language/instants.js';
import type { Type, Value } from '../language/types/types.js';
import type { ParameterInForce } from './environment.js';
import type { ConditionTrace, Decision, Trace } from './evaluation.js';
import { outward, type Fields } from './fact-values.js';

/** What an evaluation went through, values as inside. */
export interface Evaluation {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly asOf: number;
  readonly decision: Decision;
  readonly facts: Fields;
  readonly parameters: readonly ParameterInForce[];
  readonly definitions: ReadonlyMap<string, Value>;
  readonly findings: readonly {
    readonly rule: Rule;
    readonly fired: boolean;
    readonly when: ConditionTrace;
  }[];
}

/** Tells an evaluation as data: every rule, every condition with the values that it read, what overrode what. */
export const traceOf = (evaluation: Evaluation): Trace => {
  const { edition, ruleSet, decision } = evaluation;
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0]));
  return {
    decision,
    asOf: formatInstant(evaluation.asOf),
    facts: Object.fromEntries(
      [...edition.facts.values()]
        .filter(({ name }) => read.has(name))
        .map(({ name, shape }) => [name, outward(evaluation.facts[name] ?? null, shape.type)]),
    ),
    parameters: evaluation.parameters.map(({ parameter, dated }) => ({
      name: parameter.name,
      from: formatInstant(dated.from),
      value: outward(dated.value, parameter.type),
    })),
    definitions: ruleSet.definitions.map(({ term, is, source, clauses }) => ({
      term,
      expression: source,
      clauses,
      value: outward(evaluation.definitions.get(term) ?? null, is.type),
    })),
    rules: evaluation.findings.map(({ rule, fired, when }) => ({
      rule: rule.id,
      clauses: rule.clauses,
      modality: rule.modality,
      fired,
      standing: decision.standing.includes(rule.id),
      overriddenBy: decision.overridden.filter((defeat) => defeat.rule === rule.id).map(({ by }) => by),
      overrides: rule.overrides,
      when: outwardCondition(rule.when, when),
      outcome: rule.then.outcome,
    })),
  };
};

/** Instants that conditions read are told as RFC 3339. */
const outwardCondition = (condition: Condition, trace: ConditionTrace): ConditionTrace => {
  switch (trace.kind) {
    case 'all':
    case 'any': {
      const parts = condition.kind === 'all' || condition.kind === 'any' ? condition.of : [];
      const of = trace.of.map((part, i) => {
        const source = parts[i];
        return source === undefined ? part : outwardCondition(source, part);
      });
      return { ...trace, of };
    }
    case 'not':
      return condition.kind === 'not' ? { ...trace, of: outwardCondition(condition.of, trace.of) } : trace;
    case 'comparison': {
      if (condition.kind !== 'comparison') return trace;
      const { type } = condition.left;
      const right =
        condition.right.kind === 'fact' ? condition.right.expression.type : comparedType(trace, type);
      return { ...trace, read: outward(trace.read, type), compared: outward(trace.compared, right) };
    }
    case 'always':
      return trace;
  }
};

/** A literal has the type of what it is compared with, or is a list of such, or one item of such a list. */
const comparedType = (trace: { readonly compared: Value }, left: Type): Type => {
  if (Array.isArray(trace.compared)) return { kind: 'list', of: left };
  return left.kind === 'list' ? left.of : left;
};
