import type { Edition } from '../../src/edition/model/edition.js';
import type { Condition } from '../../src/edition/model/rule-set.js';
import type { TypedExpression } from '../../src/language/syntax/expression.js';
import type { Value } from '../../src/language/types/types.js';
import { partsOf } from '../../src/language/syntax/walk.js';

/** The values that an edition compares with and computes from: near them decisions change. */
export interface EditionLiterals {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Milliseconds. */
  readonly durations: readonly number[];
  /** Epoch milliseconds. */
  readonly instants: readonly number[];
}

/** Gathers the literals of an edition's expressions, conditions and parameters. */
export const literalsOf = (edition: Edition): EditionLiterals => {
  const texts = new Set<string>();
  const numbers = new Set<number>([0, 1, 2]);
  const durations = new Set<number>([86_400_000]);
  const instants = new Set<number>([edition.effectiveFrom]);
  const addValue = (value: Value): void => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'number') (isOfOurTime(value) ? instants : numbers).add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(addValue);
  };
  const addExpression = (expression: TypedExpression): void => {
    if (expression.kind === 'literal') {
      const { value, type } = expression;
      if (type.kind === 'duration' && typeof value === 'number') durations.add(value);
      else if (type.kind === 'instant' && typeof value === 'number') instants.add(value);
      else addValue(value);
    }
    partsOf(expression).forEach(addExpression);
  };
  const addCondition = (condition: Condition): void => {
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(addCondition);
    else if (condition.kind === 'not') addCondition(condition.of);
    else if (condition.kind === 'comparison' && condition.right.kind === 'value')
      addValue(condition.right.value);
  };
  for (const { is } of edition.definitions.values()) addExpression(is);
  for (const { holds } of edition.constraints) addExpression(holds);
  for (const { values } of edition.parameters.values()) {
    for (const { from, value } of values) {
      instants.add(from);
      addValue(value);
    }
  }
  for (const { rules } of edition.decisions.values()) {
    for (const { when, then } of rules) {
      addCondition(when);
      for (const effect of then.effects.values()) addExpression(effect);
    }
  }
  return { texts: [...texts], numbers: [...numbers], durations: [...durations], instants: [...instants] };
};

/** Whether a number may be meant as an instant: 2010 to 2090 in epoch milliseconds. */
const isOfOurTime = (value: number): boolean => value > 1_262_000_000_000 && value < 3_786_000_000_000;
