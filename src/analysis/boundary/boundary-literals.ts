import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { fieldType } from '../../language/types/type-relations.js';
import type { Type, Value } from '../../language/types/types.js';
import { isCurrency } from '../../language/money/money-text.js';
import { partsOf } from '../../language/syntax/walk.js';

/** The values near which a decision may change: what its conditions compare with, and what its expressions and figures hold. */
export interface RuleSetLiterals {
  readonly texts: readonly string[];
  /** Codes of currencies among them, in the order in which they are met. */
  readonly currencies: readonly string[];
  readonly numbers: readonly number[];
  /** Milliseconds. */
  readonly durations: readonly number[];
  /** Of years and months. */
  readonly months: readonly number[];
  /** Epoch milliseconds; dates too. */
  readonly instants: readonly number[];
  /** Milliseconds since midnight. */
  readonly times: readonly number[];
}

/** Gathers the literals of a rule set, of the definitions and figures that it needs, and of the constraints on its facts. */
export const literalsOf = (edition: Edition, ruleSet: RuleSet): RuleSetLiterals => {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const durations = new Set<number>();
  const months = new Set<number>();
  const times = new Set<number>([0]);
  const instants = new Set<number>([edition.effectiveFrom]);

  const addValue = (value: Value, type: Type): void => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'number') setOf(type.kind).add(value);
    else if (Array.isArray(value)) {
      const of: Type = type.kind === 'list' ? type.of : type;
      for (const item of value as readonly Value[]) addValue(item, of);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) addValue(part, fieldType(type, name) ?? type);
  };
  const setOf = (kind: Type['kind']): Set<number> => {
    if (kind === 'instant' || kind === 'date' || kind === 'local') return instants;
    if (kind === 'months') return months;
    return kind === 'duration' ? durations : kind === 'time' ? times : numbers;
  };
  const addExpression = (expression: TypedExpression): void => {
    if (expression.kind === 'literal') addValue(expression.value, expression.type);
    partsOf(expression).forEach(addExpression);
  };
  const addCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(addCondition);
    else if (condition.kind === 'not') addCondition(condition.of);
    else if (condition.kind === 'comparison' && condition.right.kind === 'value')
      addValue(condition.right.value, condition.left.type);
  };

  for (const { when, then } of ruleSet.rules) {
    addCondition(when);
    for (const effect of then.effects.values()) addExpression(effect);
  }
  for (const { is } of ruleSet.definitions) addExpression(is);
  for (const { holds, decisions } of edition.constraints)
    if (decisions?.includes(ruleSet.decision) ?? true) addExpression(holds);
  for (const { type, values } of ruleSet.parameters) {
    for (const { from, value } of values) {
      instants.add(from);
      addValue(value, type);
    }
  }
  // What is one of a list of words is tried where that list stands; a text that may be anything is more likely another.
  const listed = new Set([...edition.facts.values()].flatMap(({ shape }) => wordsOf(shape)));
  return {
    texts: [...texts].filter((text) => !listed.has(text)),
    currencies: [...texts].filter((text) => isCurrency(text)),
    numbers: [...numbers],
    durations: [...durations],
    months: [...months],
    instants: [...instants],
    times: [...times],
  };
};

const wordsOf = ({ type, fields }: FactShape): readonly string[] => [
  ...(type.kind === 'text' ? (type.values ?? []) : []),
  ...[...fields.values()].flatMap(wordsOf),
];
