import { whyNotEqual, whyNotOrdered, whyNotScalar } from './types/comparability.js';
import { describeType, quoted } from './types/describe-type.js';
import { isScalar, withoutNull } from './types/type-relations.js';
import { compareNumbers, isNumber } from './numbers/numeric.js';
import type { Computed, Type } from './types/types.js';
import { sameValue } from './values.js';

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
  /** The type that a literal beside it must have. */
  readonly literal: (left: Type) => Type;
  /** Whether it holds; false where a side is absent, except for `present`. */
  readonly holds: (left: Computed, right: Computed) => boolean;
  /** The same as JavaScript, of sides that are present and whose numbers are JavaScript's; `null` where the source has a way of its own. @param items of a right side that is written out */
  readonly code: ((left: string, right: string, items?: readonly string[]) => string) | null;
  /** Between its operands in a sentence: `is at least`. */
  readonly inWords: string;
  /** The same between instants, or with its operands the other way round, where that reads otherwise. */
  readonly ofInstants?: string;
  readonly reversed?: string;
  /** What somebody may have meant instead; `null` where there is nothing. */
  readonly opposite: OperatorName | null;
  /** True where it asks which is greater. */
  readonly isOrder?: true;
}

/** An operator between its operands in a sentence, where the left one is of a type: an instant `is at or after`, a number `is at least`. */
export const operatorInWords = (operator: OperatorName, { kind }: Type): string => {
  const { ofInstants, inWords } = operators[operator];
  return (kind === 'instant' || kind === 'date' || kind === 'local' ? ofInstants : undefined) ?? inWords;
};

/** The closed table of operators: what a condition may use, and both evaluators' meaning of it. */
export const operators: Readonly<Record<OperatorName, Operator>> = {
  equal: {
    ...between(whyNotEqual, (left, right) => sameValue(left, right)),
    code: (left, right) => `(${left} === ${right})`,
    inWords: 'is',
    opposite: 'notEqual',
  },
  notEqual: {
    ...between(whyNotEqual, (left, right) => !sameValue(left, right)),
    code: (left, right) => `(${left} !== ${right})`,
    inWords: 'is not',
    opposite: 'equal',
  },
  lessThan: {
    ...ordering('<', (order) => order < 0),
    inWords: 'is less than',
    ofInstants: 'is before',
    opposite: 'lessThanInclusive',
  },
  lessThanInclusive: {
    ...ordering('<=', (order) => order <= 0),
    inWords: 'is at most',
    ofInstants: 'is at or before',
    opposite: 'lessThan',
  },
  greaterThan: {
    ...ordering('>', (order) => order > 0),
    inWords: 'is more than',
    ofInstants: 'is after',
    opposite: 'greaterThanInclusive',
  },
  greaterThanInclusive: {
    ...ordering('>=', (order) => order >= 0),
    inWords: 'is at least',
    ofInstants: 'is at or after',
    opposite: 'greaterThan',
  },
  in: {
    ...between(whyNotIn, (left, right) => isAmong(left, right)),
    literal: (left) => ({ kind: 'list', of: withoutNull(left) }),
    code: isIn,
    inWords: 'is one of',
    opposite: 'notIn',
  },
  notIn: {
    ...between(whyNotIn, (left, right) => !isAmong(left, right)),
    literal: (left) => ({ kind: 'list', of: withoutNull(left) }),
    code: (left, right, items) => `!${isIn(left, right, items)}`,
    inWords: 'is none of',
    opposite: 'in',
  },
  contains: {
    ...between(whyNotContains, (left, right) => isAmong(right, left)),
    literal: itemType,
    code: (left, right) => `${left}.includes(${right})`,
    inWords: 'contains',
    reversed: 'is among',
    opposite: 'doesNotContain',
  },
  doesNotContain: {
    ...between(whyNotContains, (left, right) => !isAmong(right, left)),
    literal: itemType,
    code: (left, right) => `!${left}.includes(${right})`,
    inWords: 'does not contain',
    reversed: 'is not among',
    opposite: 'contains',
  },
  present: {
    accepts: (_left, right) =>
      right?.kind === 'boolean' ? null : 'whether it is there is asked with `true` or `false`',
    literal: () => ({ kind: 'boolean' }),
    holds: (left, right) => (left !== null) === right,
    code: null,
    inWords: 'is there:',
    opposite: null,
  },
};

/** Whether a text names an operator. */
export const isOperatorName = (name: string): name is OperatorName => Object.hasOwn(operators, name);

function between(
  why: (left: Type, right: Type) => string | null,
  holds: (left: Computed, right: Computed) => boolean,
): Pick<Operator, 'accepts' | 'literal' | 'holds'> {
  return {
    accepts: (left, right) => withRight(left, right, why),
    literal: withoutNull,
    holds: (left, right) => left !== null && right !== null && holds(left, right),
  };
}

function ordering(sign: string, holds: (order: number) => boolean) {
  return {
    ...between(
      whyNotOrdered,
      (left, right) => isNumber(left) && isNumber(right) && holds(compareNumbers(left, right)),
    ),
    code: (left: string, right: string) => `(${left} ${sign} ${right})`,
    isOrder: true as const,
  };
}

function isIn(left: string, list: string, items?: readonly string[]): string {
  return items === undefined
    ? `${list}.includes(${left})`
    : `(${items.map((item) => `${left} === ${item}`).join(' || ') || 'false'})`;
}

function itemType(left: Type): Type {
  const present = withoutNull(left);
  return present.kind === 'list' ? withoutNull(present.of) : present;
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

function whyNotIn(left: Type, right: Type): string | null {
  if (!isScalar(left)) return whyNotScalar(left);
  if (right.kind !== 'list') return `${describeType(right)} is no list to look in`;
  const stray = strayValues(left, right.of);
  if (stray.length > 0) return `${quoted(stray)} is none of ${quoted(valuesOf(left) ?? [])}`;
  return right.of.kind === 'null' ? null : whyNotEqual(left, right.of);
}

function whyNotContains(left: Type, right: Type): string | null {
  if (left.kind !== 'list') return `${describeType(left)} is no list to look in`;
  if (!isScalar(right)) return whyNotScalar(right);
  return whyNotEqual(left.of, right);
}

/** Texts that are looked for and can never be found. */
const strayValues = (left: Type, item: Type): readonly string[] => {
  const allowed = valuesOf(left);
  return allowed === undefined ? [] : (valuesOf(item)?.filter((value) => !allowed.includes(value)) ?? []);
};

const valuesOf = (type: Type): readonly string[] | undefined =>
  type.kind === 'text' ? type.values : undefined;

const isAmong = (value: Computed, list: Computed): boolean =>
  Array.isArray(list) && (list as readonly Computed[]).some((item) => sameValue(item, value));
