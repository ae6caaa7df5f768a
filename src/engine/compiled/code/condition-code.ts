import type { ComparisonCondition, Condition } from '../../../edition/model/rule-set.js';
import { operators } from '../../../language/operators.js';
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
  /** Sources of what is read and of what it is compared with. */
  readonly left: string;
  readonly right: string;
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
        right: right.kind === 'fact' ? scope.code(right.expression, needs) : literal(right.value),
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

const comparisonCode = (condition: ComparisonCondition, scope: ScopeCode, needs: Needs): string => {
  const { left, operator, right } = condition;
  const { code } = operators[operator];
  if (code === null) {
    const isPresent =
      left.kind === 'read'
        ? scope.isPresent(left.root, left.fields, needs)
        : `(${scope.code(left, needs)} !== null)`;
    const wanted = right.kind === 'fact' ? scope.code(right.expression, needs) : literal(right.value);
    return wanted === 'true' ? isPresent : `(${isPresent} === ${wanted})`;
  }
  const isWide = scope.isWide(left) || (right.kind === 'fact' && scope.isWide(right.expression));
  const read = scope.code(left, needs);
  const compared = right.kind === 'fact' ? scope.code(right.expression, needs) : literal(right.value);
  if (isWide) return `holdsOf('${operator}', ${read}, ${compared})`;
  const items =
    right.kind === 'value' && Array.isArray(right.value)
      ? right.value.map((item: Value) => literal(item))
      : undefined;
  // JavaScript would take some operators as true of what is absent.
  const sides: readonly (readonly [string, Type])[] =
    right.kind === 'fact'
      ? [
          [read, left.type],
          [compared, right.expression.type],
        ]
      : [[read, left.type]];
  const guards = sides.filter(([, type]) => type.nullable === true).map(([side]) => `${side} !== null`);
  const compare = code(read, compared, items);
  return guards.length === 0 ? compare : `(${[...guards, compare].join(' && ')})`;
};
