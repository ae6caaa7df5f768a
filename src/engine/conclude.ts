import type { Edition } from '../edition/model/edition.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import { mergeValues, merges, strongest } from '../language/merges.js';
import type { Computed, Value } from '../language/types/types.js';
import { sameValue } from '../language/values.js';
import { EvaluationDefect } from './defect.js';
import type { Decision, Discretion } from './evaluation.js';
import { outward } from './facts/fact-values.js';
import { held, heldOf } from './facts/out-of-range.js';
import { standingOf } from './precedence.js';
import { tablesRestedOn } from './tables-rested-on.js';

/** What both evaluators have found out before they conclude. */
export interface Findings {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  /** Rules whose conditions hold, in the rule set's order. */
  readonly fired: readonly Rule[];
  readonly assumed: Decision['assumed'];
  /** By the term of a table, the numbers of the rows that apply. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** @param what for a message, what is computed */
  readonly evaluate: Evaluate;
}

type Evaluate = (expression: TypedExpression, what: string) => Computed;

/**
 * From the rules that fired to the decision: defeat, the one outcome, the merged effects, discretion. Where rules disagree or
 * none stands the decision is `unresolved` and guesses nothing.
 */
export const conclude = (findings: Findings): Decision => {
  const { edition, ruleSet, fired, assumed, evaluate, rows } = findings;
  const { standing, overridden } = standingOf(fired);
  const common = {
    decision: ruleSet.decision,
    standing: standing.map(({ id }) => id),
    overridden,
    values: valuesOf(standing, evaluate),
    readings: [...edition.readings.keys()].filter((id) =>
      standing.some((rule) => rule.readings.includes(id)),
    ),
    assumed,
  };
  const rested = tablesRestedOn(ruleSet);
  const withTables = (isResolved: boolean): Pick<Decision, 'tables'> => {
    const tables = rested(standing, isResolved).map((table) => ({ table, rows: rows.get(table) ?? [] }));
    return tables.length === 0 ? {} : { tables };
  };
  const unresolved = (conflict: readonly Rule[]): Decision => ({
    ...common,
    ...withTables(false),
    outcome: 'unresolved',
    effects: {},
    discretion: null,
    conflict: conflict.map(({ id }) => id),
  });

  const outcomes = new Set(standing.map((rule) => rule.then.outcome));
  const [outcome] = outcomes;
  if (outcome === undefined) return unresolved([]);
  if (outcomes.size > 1) return unresolved(standing);

  const effects: Record<string, Value> = {};
  for (const [name, declaration] of ruleSet.effects) {
    const givers = standing.filter((rule) => rule.then.effects.has(name));
    const { type, merge } = declaration;
    const compute = (expression: TypedExpression): Computed =>
      heldOf(expression, evaluate(expression, name), type, name, true);
    const values = givers.map((rule) => compute(expressionOf(rule, name)));
    const merged =
      values.length === 0
        ? { ok: true as const, value: compute(declaration.default) }
        : mergeValues(values, merge);
    if (!merged.ok) return unresolved(givers);
    effects[name] = outward(
      merges[merge.kind].adds ? held(merged.value, type, name, true) : merged.value,
      type,
    );
  }
  const discretion = discretionOf(ruleSet, standing, evaluate);
  if (discretion === 'conflict') return unresolved(standing.filter((rule) => rule.then.discretion !== null));
  return { ...common, ...withTables(true), outcome, effects, discretion, conflict: null };
};

const expressionOf = (rule: Rule, effect: string): TypedExpression => {
  const expression = rule.then.effects.get(effect);
  if (expression === undefined) throw new EvaluationDefect(`${rule.id} gives no ${effect}`);
  return expression;
};

/** What of a discretion follows from which rules stand alone; `null` where none gives any. */
export const openChoices = (
  ruleSet: RuleSet,
  standing: readonly Rule[],
): Pick<Discretion, 'decider' | 'choices' | 'policy'> | null => {
  const given = standing.flatMap(({ then }) => then.discretion ?? []);
  const [first] = given;
  return first === undefined
    ? null
    : {
        decider: first.decider,
        choices: ruleSet.choices.filter((choice) => given.some(({ choices }) => choices.includes(choice))),
        policy: [...new Set(given.map(({ policy }) => policy))].join(', '),
      };
};

/** Choices are joined and the strictest recommendation wins; who decides and up to how much must be the same. */
const discretionOf = (
  ruleSet: RuleSet,
  standing: readonly Rule[],
  evaluate: Evaluate,
): Discretion | null | 'conflict' => {
  const open = openChoices(ruleSet, standing);
  if (open === null) return null;
  const { decider, choices, policy } = open;
  const given = standing.flatMap(({ then }) => then.discretion ?? []);
  const limits = given.map(({ upTo }) => (upTo === null ? null : limitOf(upTo, evaluate)));
  const [limit = null, ...others] = limits;
  if (others.some((other) => !sameValue(other, limit)) || given.some((one) => one.decider !== decider))
    return 'conflict';
  const recommended = strongest(
    given.map((one) => evaluate(one.recommended, 'recommended')),
    ruleSet.choices,
  );
  if (typeof recommended !== 'string') throw new EvaluationDefect(`${ruleSet.decision} recommends nothing`);
  return { decider, choices, recommended, ...(limit === null ? {} : { upTo: limit }), policy };
};

const limitOf = (upTo: TypedExpression, evaluate: Evaluate): Value =>
  outward(heldOf(upTo, evaluate(upTo, 'upTo'), upTo.type, 'upTo', true), upTo.type);

/** The values that the standing rules' texts mention. */
const valuesOf = (standing: readonly Rule[], evaluate: Evaluate): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const { then } of standing) {
    for (const part of then.because) {
      if (typeof part !== 'string')
        values[part.name] = outward(evaluate(part.expression, part.name), part.expression.type);
    }
  }
  return values;
};
