import type { ComparisonCondition, Condition } from '../../../edition/model/edition.js';
import type { OperatorName } from '../../../language/operators.js';
import type { Type, Value } from '../../../language/types/types.js';
import type { Cell, Needs } from './cells.js';
import type { ScopeCode } from './scope-code.js';
import { literal } from './source-text.js';

/** One comparison of a rule set; rules that compare alike share it, and with it its bit. */
export interface Comparison {
  /** Its bit, from 0. */
  readonly index: number;
  /** A boolean expression. */
  readonly code: string;
  /** Source of what is compared. */
  readonly left: string;
  readonly needs: ReadonlySet<Cell>;
  /** As it was written. */
  readonly about: string;
  readonly condition: ComparisonCondition;
}

/** Collects the comparisons of a rule set. */
export interface Comparisons {
  readonly of: (condition: ComparisonCondition) => Comparison;
  readonly all: () => readonly Comparison[];
}

/** Makes an empty collection of comparisons. */
export const makeComparisons = (scope: ScopeCode): Comparisons => {
  const byMeaning = new Map<string, Comparison>();
  const byCondition = new Map<ComparisonCondition, Comparison>();
  return {
    of: (condition) => {
      const known = byCondition.get(condition);
      if (known !== undefined) return known;
      const needs: Needs = new Set();
      const code = comparisonCode(condition, scope, needs);
      // The trace tells the names too: only what reads the same by the same names is one comparison.
      const { name, operator, right } = condition;
      const to = right.kind === 'fact' ? right.name : literal(right.value);
      const meaning = JSON.stringify([name, operator, right.kind, to]);
      const made = byMeaning.get(meaning) ?? {
        index: byMeaning.size,
        code,
        left: scope.code(condition.left, needs),
        needs,
        about: `${name} ${operator} ${to}`,
        condition,
      };
      byMeaning.set(meaning, made);
      byCondition.set(condition, made);
      return made;
    },
    all: () => [...byMeaning.values()],
  };
};

/** A condition as one boolean expression; `comparison` gives the source of each comparison in it. */
export const conditionCode = (
  condition: Condition,
  comparison: (condition: ComparisonCondition) => string,
): string => {
  switch (condition.kind) {
    case 'always':
      return 'true';
    case 'all':
    case 'any': {
      // json-rules-engine takes an empty `any` as true, like an empty `all`.
      const parts = condition.of.map((part) => conditionCode(part, comparison));
      return parts.length === 0 ? 'true' : `(${parts.join(condition.kind === 'all' ? ' && ' : ' || ')})`;
    }
    case 'not':
      return `!${conditionCode(condition.of, comparison)}`;
    case 'comparison':
      return comparison(condition);
  }
};

/** The comparisons of a condition, in the order in which they are written. */
export const comparisonsIn = (condition: Condition): readonly ComparisonCondition[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'all':
    case 'any':
      return condition.of.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(condition.of);
    case 'comparison':
      return [condition];
  }
};

const comparisonCode = (condition: ComparisonCondition, scope: ScopeCode, needs: Needs): string => {
  const { left, operator, right } = condition;
  if (operator === 'present') {
    const isPresent =
      left.kind === 'read'
        ? scope.isPresent(left.root, left.fields, needs)
        : `(${scope.code(left, needs)} !== null)`;
    const wanted = right.kind === 'fact' ? scope.code(right.expression, needs) : literal(right.value);
    return wanted === 'true' ? isPresent : `(${isPresent} === ${wanted})`;
  }
  const read = scope.code(left, needs);
  if (right.kind === 'fact') {
    const compared = scope.code(right.expression, needs);
    return guarded(operatorCode(operator, read, compared, undefined), [
      [read, left.type],
      [compared, right.expression.type],
    ]);
  }
  const items = Array.isArray(right.value) ? right.value.map((item: Value) => literal(item)) : undefined;
  const code = operatorCode(operator, read, literal(right.value), items);
  return holdsOnAbsence.has(operator) ? guarded(code, [[read, left.type]]) : code;
};

/** What JavaScript would take as true of an absent left side and a literal. */
const holdsOnAbsence: ReadonlySet<OperatorName> = new Set<OperatorName>([
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'notIn',
  'contains',
  'doesNotContain',
]);

/** False where a side that may be absent is. */
const guarded = (code: string, sides: readonly (readonly [string, Type])[]): string => {
  const guards = sides.filter(([, type]) => type.nullable === true).map(([side]) => `${side} !== null`);
  return guards.length === 0 ? code : `(${[...guards, code].join(' && ')})`;
};

const operatorCode = (
  operator: Exclude<OperatorName, 'present'>,
  left: string,
  right: string,
  items: readonly string[] | undefined,
): string => {
  switch (operator) {
    case 'equal':
      return `(${left} === ${right})`;
    case 'notEqual':
      return `(${left} !== ${right})`;
    case 'lessThan':
      return `(${left} < ${right})`;
    case 'lessThanInclusive':
      return `(${left} <= ${right})`;
    case 'greaterThan':
      return `(${left} > ${right})`;
    case 'greaterThanInclusive':
      return `(${left} >= ${right})`;
    case 'in':
      return isIn(left, right, items);
    case 'notIn':
      return `!${isIn(left, right, items)}`;
    case 'contains':
      return `${left}.includes(${right})`;
    case 'doesNotContain':
      return `!${left}.includes(${right})`;
  }
};

const isIn = (left: string, list: string, items: readonly string[] | undefined): string =>
  items === undefined
    ? `${list}.includes(${left})`
    : `(${items.map((item) => `${left} === ${item}`).join(' || ') || 'false'})`;
