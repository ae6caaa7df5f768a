import type { TypedExpression } from '../syntax/expression.js';
import type { ArithmeticOperator } from '../syntax/syntax.js';
import { isTemporal } from '../types/type-relations.js';
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
  [`number * ${kind}`]: { gives: kind, by: 'times duration' },
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

type Arithmetic = Extract<TypedExpression, { kind: 'arithmetic' }>;

/** The operation that computes an expression; `undefined` where plain numbers do. */
export const timeOperationOf = ({ operator, left, right }: Arithmetic): TimeOperation['by'] =>
  table[`${left.type.kind} ${operator} ${right.type.kind}`]?.by;

/** The operands of such an operation, in its order: what is moved or shared, and by what, which is negative where it is taken away. */
export const timeOperands = (
  { operator, left, right }: Arithmetic,
  text: (part: TypedExpression) => string,
): readonly [string, string] => {
  if (operator === '-') return [text(left), `(0 - ${text(right)})`];
  const isLast = operator === '/' || !isFirst(right.type, left.type);
  return isLast ? [text(left), text(right)] : [text(right), text(left)];
};

/** Whether an operand is what is moved, or what is multiplied, and not by what. */
const isFirst = (type: Type, other: Type): boolean => isPoint(type) || (isTemporal(type) && !isPoint(other));

const isPoint = ({ kind }: Type): boolean => kind === 'date' || kind === 'time' || kind === 'local';
