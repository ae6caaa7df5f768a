import type { ComparisonCondition, Condition } from '../../edition/model/rule-set.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { isList } from '../../language/values.js';
import type { Dialect } from '../dialects/dialect.js';
import { compared } from '../expressions/numbers.js';
import { listOf } from '../expressions/translating.js';
import { absent, nothing, present, scalarOf, type Column } from '../values/column.js';
import { literalOf, valueOf } from '../values/one-value.js';
import { same } from '../values/same.js';
import { and, no, not, or, surely, yes, type Sql } from '../values/sql-text.js';

/** A condition, of what its comparisons come to. */
export const conditionSql = (condition: Condition, holds: (comparison: ComparisonCondition) => Sql): Sql => {
  switch (condition.kind) {
    case 'always':
      return yes;
    case 'all':
      return and(...condition.of.map((part) => conditionSql(part, holds)));
    case 'any':
      // An empty `any` is true, like an empty `all`.
      return condition.of.length === 0 ? yes : or(...condition.of.map((part) => conditionSql(part, holds)));
    case 'not':
      return not(conditionSql(condition.of, holds));
    case 'comparison':
      return holds(condition);
  }
};

/** Whether a comparison holds, never NULL; false where a side is absent, except where it asks for that. */
export const comparisonSql = (
  { operator, left: read, right: to }: ComparisonCondition,
  translate: (expression: TypedExpression) => Column,
  dialect: Dialect,
): Sql => {
  const left = translate(read);
  const literalType: Type =
    to.kind === 'value' && isList(to.value)
      ? { kind: 'list', of: read.type }
      : operator === 'contains' || operator === 'doesNotContain'
        ? itemOf(read.type)
        : read.type;
  const right = to.kind === 'fact' ? translate(to.expression) : literalOf(to.value, literalType, dialect);
  if (operator === 'present') {
    if (to.kind === 'value') return to.value === true ? present(left) : absent(left);
    return surely(`(${present(left)} = ${scalarOf(right).sql})`);
  }
  const isIn = (one: Column, type: Type, items: Column): Sql => {
    const { sql, of } = listOf(items, dialect);
    const item: Type = of.kind === 'null' ? type : of;
    return surely(dialect.lists.has(sql, valueOf(one, item, dialect), item));
  };
  const rightType = to.kind === 'fact' ? to.expression.type : literalType;
  // A few literals read better one by one.
  const isOneOf = (): Sql =>
    to.kind === 'value' && isList(to.value)
      ? or(...to.value.map((item) => same(left, literalOf(item, read.type, dialect), dialect)))
      : isIn(left, read.type, right);
  const ordered = (sign: '<' | '<=' | '>' | '>='): Sql => compared(sign, scalarOf(left), scalarOf(right));
  const holds: Readonly<Record<Exclude<ComparisonCondition['operator'], 'present'>, () => Sql>> = {
    equal: () => same(left, right, dialect),
    notEqual: () => not(surely(same(left, right, dialect))),
    lessThan: () => ordered('<'),
    lessThanInclusive: () => ordered('<='),
    greaterThan: () => ordered('>'),
    greaterThanInclusive: () => ordered('>='),
    in: isOneOf,
    notIn: () => not(surely(isOneOf())),
    contains: () => isIn(right, rightType, left),
    doesNotContain: () => not(isIn(right, rightType, left)),
  };
  if (left === nothing || right === nothing) return no;
  const isHolding = holds[operator]();
  // What says that two values are the same says that they are there, where one of them always is.
  const isSaid = (operator === 'equal' || operator === 'in') && to.kind === 'value';
  return surely(isSaid ? isHolding : and(present(left), present(right), isHolding));
};

const itemOf = (type: Type): Type => (type.kind === 'list' ? type.of : type);
