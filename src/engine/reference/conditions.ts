import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, Rule } from '../../edition/model/rule-set.js';
import { operators, type OperatorName } from '../../language/operators.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Computed } from '../../language/types/types.js';
import { EvaluationDefect } from '../defect.js';
import type { ConditionTrace } from '../evaluation.js';

/** What became of one rule's conditions. */
export interface RuleFinding {
  readonly rule: Rule;
  readonly when: ConditionTrace<Computed>;
}

/**
 * Tries the conditions of rules with json-rules-engine. Its run status lives on the Engine, and two runs that overlap skip rules
 * silently: so each call has an Engine of its own. Our operators replace the built-in ones of the same name.
 * @param valueOf the value of a name in a condition
 */
export const tryConditions = async (
  rules: readonly Rule[],
  valueOf: (expression: TypedExpression, name: string) => Computed,
): Promise<readonly RuleFinding[]> => {
  const engine = new Engine();
  for (const [name, { holds }] of Object.entries(operators))
    engine.addOperator<Computed, Computed>(name, holds);
  const named = new Set<string>();
  const supply = (name: string, expression: TypedExpression): void => {
    if (named.has(name)) return;
    named.add(name);
    engine.addFact(name, valueOf(expression, name));
  };
  for (const rule of rules) {
    forEachComparison(rule.when, (comparison) => {
      supply(comparison.name, comparison.left);
      if (comparison.right.kind === 'fact') supply(comparison.right.name, comparison.right.expression);
    });
    engine.addRule({ name: rule.id, conditions: toTopLevel(rule.when), event: { type: rule.id } });
  }
  const { results, failureResults } = await engine.run();
  const byRule = new Map([...results, ...failureResults].map((result) => [result.name, result]));
  return rules.map((rule) => {
    const result = byRule.get(rule.id);
    if (result === undefined) throw new EvaluationDefect(`json-rules-engine did not report on ${rule.id}`);
    const fired = result.result === true;
    // The root's own result stands on the rule, not on its condition.
    const when = traceOf(rule.when, unwrapped(rule.when, { ...result.conditions, result: fired }));
    return { rule, when };
  });
};

const forEachComparison = (
  condition: Condition,
  visit: (comparison: Extract<Condition, { kind: 'comparison' }>) => void,
): void => {
  switch (condition.kind) {
    case 'always':
      return;
    case 'all':
    case 'any':
      for (const part of condition.of) forEachComparison(part, visit);
      return;
    case 'not':
      forEachComparison(condition.of, visit);
      return;
    case 'comparison':
      visit(condition);
  }
};

/** json-rules-engine refuses a bare comparison at the root, and takes an empty `all` as true. */
const toTopLevel = (condition: Condition): TopLevelCondition => {
  const nested = toNested(condition);
  return 'fact' in nested ? { all: [nested] } : nested;
};

const toNested = (condition: Condition): NestedCondition => {
  switch (condition.kind) {
    case 'always':
      return { all: [] };
    case 'all':
      return { all: condition.of.map(toNested) };
    case 'any':
      return { any: condition.of.map(toNested) };
    case 'not':
      return { not: toNested(condition.of) };
    case 'comparison': {
      const { name, operator, right } = condition;
      return { fact: name, operator, value: right.kind === 'value' ? right.value : { fact: right.name } };
    }
  }
};

/** What json-rules-engine reports for one condition. */
interface Reported {
  readonly all?: Iterable<Reported>;
  readonly any?: Iterable<Reported>;
  readonly not?: Reported;
  readonly fact?: string;
  readonly condition?: string;
  readonly result?: boolean | undefined;
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
}

const unwrapped = (condition: Condition, reported: Reported): Reported =>
  condition.kind === 'comparison' ? partOf(reported.all, 0) : reported;

const partOf = (parts: Iterable<Reported> | undefined, at: number): Reported => {
  const part = [...(parts ?? [])][at];
  if (part === undefined) throw new EvaluationDefect('json-rules-engine did not report on a condition');
  return part;
};

const traceOf = (condition: Condition, reported: Reported): ConditionTrace<Computed> => {
  switch (condition.kind) {
    case 'always':
      return { kind: 'always', result: true };
    case 'all':
    case 'any': {
      const { kind } = condition;
      const of = condition.of.map((part, i) => traceOf(part, partOf(reported[kind], i)));
      return { kind, result: resultOf(reported), of };
    }
    case 'not': {
      const inner = partOf(reported.not === undefined ? [] : [reported.not], 0);
      return { kind: 'not', result: resultOf(reported), of: traceOf(condition.of, inner) };
    }
    case 'comparison':
      return {
        kind: 'comparison',
        fact: condition.name,
        operator: condition.operator satisfies OperatorName,
        read: (reported.factResult ?? null) as Computed, // what valueOf supplied
        compared: (reported.valueResult ?? null) as Computed, // a literal of the edition, or what valueOf supplied
        ...(condition.right.kind === 'fact' ? { comparedName: condition.right.name } : {}),
        result: resultOf(reported),
      };
  }
};

const resultOf = (reported: Reported): boolean => {
  if (typeof reported.result !== 'boolean') throw new EvaluationDefect('A condition that was not tried');
  return reported.result;
};
