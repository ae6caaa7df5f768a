import type { ArithmeticOperator } from '../syntax/syntax.js';
import type { Type } from '../types/types.js';
import type { timeOperations } from './time-calculations.js';

type Kind = Type['kind'];

/** What an operator between times, durations and numbers gives, and what computes it where plain numbers do not. */
interface TimeOperation {
  readonly gives: Extract<Kind, 'instant' | 'duration' | 'date' | 'time' | 'local' | 'months' | 'number'>;
  readonly by?: keyof typeof timeOperations;
}

const movedBy = (point: Kind, length: Kind, by?: TimeOperation['by']): Record<string, TimeOperation> => {
  const operation = { gives: point as 'date', ...(by === undefined ? {} : { by }) }; // a kind of TimeOperation, by its callers
  return {
    [`${point} + ${length}`]: operation,
    [`${length} + ${point}`]: operation,
    [`${point} - ${length}`]: operation,
  };
};

const length = (kind: 'duration' | 'months'): Record<string, TimeOperation> => ({
  [`${kind} + ${kind}`]: { gives: kind },
  [`${kind} - ${kind}`]: { gives: kind },
  [`${kind} * integer`]: { gives: kind },
  [`integer * ${kind}`]: { gives: kind },
  [`${kind} * number`]: { gives: kind, by: 'times duration' },
  [`${kind} * percent`]: { gives: kind, by: 'times duration' },
  [`number * ${kind}`]: { gives: kind, by: 'times duration' },
  [`percent * ${kind}`]: { gives: kind, by: 'times duration' },
  [`${kind} / integer`]: { gives: kind, by: 'share of duration' },
  [`${kind} / number`]: { gives: kind, by: 'share of duration' },
  [`${kind} / ${kind}`]: { gives: 'number' },
});

const table: Readonly<Partial<Record<string, TimeOperation>>> = {
  'instant - instant': { gives: 'duration' },
  'date - date': { gives: 'duration' },
  'local - local': { gives: 'duration' },
  'time - time': { gives: 'duration' },
  ...movedBy('instant', 'duration'),
  ...movedBy('local', 'duration'),
  ...movedBy('date', 'duration', 'move date'),
  ...movedBy('time', 'duration', 'move time'),
  ...movedBy('date', 'months', 'move by months'),
  ...movedBy('local', 'months', 'move by months'),
  ...length('duration'),
  ...length('months'),
};

/** What an operator between two types gives; `undefined` where it is none of time. */
export const timeTypeOf = (operator: ArithmeticOperator, left: Type, right: Type): Type | undefined => {
  const kind = table[`${left.kind} ${operator} ${right.kind}`]?.gives;
  return kind === undefined ? undefined : { kind };
};

/** The operation that computes it; `undefined` where plain numbers do. */
export const timeOperationOf = (operator: ArithmeticOperator, left: Type, right: Type): TimeOperation['by'] =>
  table[`${left.kind} ${operator} ${right.kind}`]?.by;
