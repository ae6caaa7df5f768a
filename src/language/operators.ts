import { whyNotEqual, whyNotOrdered, whyNotScalar } from './types/comparability.js';
import { describeType, quoted } from './types/describe-type.js';
import { isScalar } from './types/type-relations.js';
import type { Type, Value } from './types/types.js';

/** The operators of conditions; there are no others. */
export type OperatorName =
  | 'equal'
  | 'notEqual'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'doesNotContain'
  | 'present';

/** What an operator may stand between, when it holds, and how it reads. */
export interface Operator {
  /**
   * What is wrong with operands of these types, in words; `null` where nothing is.
   * @param right `undefined` where no value is given
   */
  readonly accepts: (left: Type, right: Type | undefined) => string | null;
  /** Whether it holds; false where a side is absent, except for `present`. */
  readonly holds: (left: Value, right: Value) => boolean;
  /** Between its operands in a sentence: `is at least`. */
  readonly inWords: string;
}

/** The closed table of operators: what a condition may use, and both evaluators' meaning of it. */
export const operators: Readonly<Record<OperatorName, Operator>> = {
  equal: {
    accepts: (left, right) => withRight(left, right, whyNotEqual),
    holds: whereBothPresent((left, right) => left === right),
    inWords: 'is',
  },
  notEqual: {
    accepts: (left, right) => withRight(left, right, whyNotEqual),
    holds: whereBothPresent((left, right) => left !== right),
    inWords: 'is not',
  },
  lessThan: ordering('is less than', (left, right) => left < right),
  lessThanInclusive: ordering('is at most', (left, right) => left <= right),
  greaterThan: ordering('is more than', (left, right) => left > right),
  greaterThanInclusive: ordering('is at least', (left, right) => left >= right),
  in: {
    accepts: (left, right) => withRight(left, right, whyNotIn),
    holds: whereBothPresent((left, right) => listOf(right).includes(left)),
    inWords: 'is one of',
  },
  notIn: {
    accepts: (left, right) => withRight(left, right, whyNotIn),
    holds: whereBothPresent((left, right) => !listOf(right).includes(left)),
    inWords: 'is none of',
  },
  contains: {
    accepts: (left, right) => withRight(left, right, whyNotContains),
    holds: whereBothPresent((left, right) => listOf(left).includes(right)),
    inWords: 'contains',
  },
  doesNotContain: {
    accepts: (left, right) => withRight(left, right, whyNotContains),
    holds: whereBothPresent((left, right) => !listOf(left).includes(right)),
    inWords: 'does not contain',
  },
  present: {
    accepts: (_left, right) =>
      right?.kind === 'boolean' ? null : 'whether it is there is asked with `true` or `false`',
    holds: (left, right) => (left !== null) === right,
    inWords: 'is there:',
  },
};

/** Whether a text names an operator. */
export const isOperatorName = (name: string): name is OperatorName => Object.hasOwn(operators, name);

function ordering(inWords: string, holds: (left: number, right: number) => boolean): Operator {
  return {
    accepts: (left, right) => withRight(left, right, whyNotOrdered),
    holds: whereBothPresent(
      (left, right) => typeof left === 'number' && typeof right === 'number' && holds(left, right),
    ),
    inWords,
  };
}

function whereBothPresent(holds: (left: Value, right: Value) => boolean): Operator['holds'] {
  return (left, right) => left !== null && right !== null && holds(left, right);
}

const withRight = (
  left: Type,
  right: Type | undefined,
  why: (left: Type, right: Type) => string | null,
): string | null => {
  if (right === undefined) return 'a value to compare with is missing';
  if (right.kind === 'null') return 'nothing is compared with none: ask with `present`';
  return why(left, right);
};

const whyNotIn = (left: Type, right: Type): string | null => {
  if (!isScalar(left)) return whyNotScalar(left);
  if (right.kind !== 'list') return `${describeType(right)} is no list to look in`;
  const stray = strayValues(left, right.of);
  if (stray.length > 0) return `${quoted(stray)} is none of ${quoted(valuesOf(left) ?? [])}`;
  return right.of.kind === 'null' ? null : whyNotEqual(left, right.of);
};

const whyNotContains = (left: Type, right: Type): string | null => {
  if (left.kind !== 'list') return `${describeType(left)} is no list to look in`;
  if (!isScalar(right)) return whyNotScalar(right);
  return whyNotEqual(left.of, right);
};

/** Texts that are looked for and can never be found. */
const strayValues = (left: Type, item: Type): readonly string[] => {
  const allowed = valuesOf(left);
  return allowed === undefined ? [] : (valuesOf(item)?.filter((value) => !allowed.includes(value)) ?? []);
};

const valuesOf = (type: Type): readonly string[] | undefined =>
  type.kind === 'text' ? type.values : undefined;

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : []);
