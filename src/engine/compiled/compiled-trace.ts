import type { ComparisonCondition, Condition, RuleSet } from '../../edition/edition.js';
import { formatInstant } from '../../language/instants.js';
import type { Type, Value } from '../../language/types.js';
import { parametersInForce } from '../environment.js';
import type { ConditionTrace, Trace } from '../evaluation.js';
import { outward } from '../fact-values.js';
import type { CompiledDecision, ExplainedValues, TracedDecision } from './compiled-decision.js';
import { wordBits } from './bits.js';

/** Tells a traced decision in full: its bits say what held, the explained values what was read. */
export const compiledTrace = (
  ruleSet: RuleSet,
  { design }: CompiledDecision,
  { decision, bits }: TracedDecision,
  values: ExplainedValues,
  asOf: number,
): Trace => {
  const standing = new Set(decision.standing);
  const conditionTrace = (condition: Condition): ConditionTrace => {
    switch (condition.kind) {
      case 'always':
        return { kind: 'always', result: true };
      case 'all':
      case 'any': {
        const of = condition.of.map(conditionTrace);
        const isAll = condition.kind === 'all' || of.length === 0;
        const result = isAll ? of.every((part) => part.result) : of.some((part) => part.result);
        return { kind: condition.kind, result, of };
      }
      case 'not': {
        const of = conditionTrace(condition.of);
        return { kind: 'not', result: !of.result, of };
      }
      case 'comparison':
        return comparisonTrace(condition);
    }
  };
  const comparisonTrace = (condition: ComparisonCondition): ConditionTrace => {
    const { index } = design.comparisons.of(condition);
    const [read = null, compared = null] = values.sides[index] ?? [];
    const { name, operator, right, left } = condition;
    return {
      kind: 'comparison',
      fact: name,
      operator,
      read,
      ...(right.kind === 'fact'
        ? { compared, comparedName: right.name }
        : { compared: outward(right.value, literalType(right.value, left.type)) }),
      result: ((bits[Math.floor(index / wordBits)] ?? 0) & (1 << (index % wordBits))) !== 0,
    };
  };
  return {
    decision,
    asOf: formatInstant(asOf),
    facts: values.facts,
    parameters: parametersInForce(ruleSet, asOf).map(({ parameter, dated }) => ({
      name: parameter.name,
      from: formatInstant(dated.from),
      value: outward(dated.value, parameter.type),
    })),
    definitions: ruleSet.definitions.map(({ term, source, clauses }, i) => ({
      term,
      expression: source,
      clauses,
      value: values.terms[i] ?? null,
    })),
    rules: ruleSet.rules.map(({ id, clauses, modality, overrides, when, then }) => {
      const traced = conditionTrace(when);
      return {
        rule: id,
        clauses,
        modality,
        fired: traced.result,
        standing: standing.has(id),
        overriddenBy: decision.overridden.filter((defeat) => defeat.rule === id).map(({ by }) => by),
        overrides,
        when: traced,
        outcome: then.outcome,
      };
    }),
  };
};

/** A literal has the type of what it is compared with, or is a list of such, or one item of such a list. */
const literalType = (value: Value, left: Type): Type => {
  if (Array.isArray(value)) return { kind: 'list', of: left };
  return left.kind === 'list' ? left.of : left;
};
