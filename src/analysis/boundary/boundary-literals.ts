import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Value } from '../../language/types/types.js';
import { partsOf } from '../../language/syntax/walk.js';

/** The values near which a decision may change: what its conditions compare with, and what its expressions and figures hold. */
export interface RuleSetLiterals {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Milliseconds. */
  readonly durations: readonly number[];
  /** Epoch milliseconds. */
  readonly instants: readonly number[];
}

/** Gathers the literals of a rule set, of the definitions and figures that it needs, and of the constraints on its facts. */
export const literalsOf = (edition: Edition, ruleSet: RuleSet): RuleSetLiterals => {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const durations = new Set<number>();
  const instants = new Set<number>([edition.effectiveFrom]);

  const addValue = (value: Value, isInstant: boolean): void => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'number') (isInstant ? instants : numbers).add(value);
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) addValue(part, isInstant);
  };
  const addExpression = (expression: TypedExpression): void => {
    if (expression.kind === 'literal') {
      const { value, type } = expression;
      if (type.kind === 'duration' && typeof value === 'number') durations.add(value);
      else addValue(value, type.kind === 'instant');
    }
    partsOf(expression).forEach(addExpression);
  };
  const addCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(addCondition);
    else if (condition.kind === 'not') addCondition(condition.of);
    else if (condition.kind === 'comparison' && condition.right.kind === 'value')
      addValue(condition.right.value, condition.left.type.kind === 'instant');
  };

  for (const { when, then } of ruleSet.rules) {
    addCondition(when);
    for (const effect of then.effects.values()) addExpression(effect);
  }
  for (const { is } of ruleSet.definitions) addExpression(is);
  for (const { holds, decisions } of edition.constraints)
    if (decisions?.includes(ruleSet.decision) ?? true) addExpression(holds);
  for (const { values } of ruleSet.parameters) {
    for (const { from, value } of values) {
      instants.add(from);
      addValue(value, false);
    }
  }
  // What is one of a list of words is tried where that list stands; a text that may be anything is more likely another.
  const listed = new Set([...edition.facts.values()].flatMap(({ shape }) => wordsOf(shape)));
  return {
    texts: [...texts].filter((text) => !listed.has(text)),
    numbers: [...numbers],
    durations: [...durations],
    instants: [...instants],
  };
};

const wordsOf = ({ type, fields }: FactShape): readonly string[] => [
  ...(type.kind === 'text' ? (type.values ?? []) : []),
  ...[...fields.values()].flatMap(wordsOf),
];
