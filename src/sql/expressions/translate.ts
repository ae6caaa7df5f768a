import { operationOf } from '../../language/operations.js';
import type { OfKind, TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { Untranslatable } from '../untranslatable.js';
import {
  either,
  fieldOf,
  fieldsOf,
  list,
  scalar,
  scalarOf,
  type Column,
  type ListColumn,
} from '../values/column.js';
import { columnOf, listOfItems, literalOf, valueOf } from '../values/one-value.js';
import { same } from '../values/same.js';
import { and, no, not, or, surely, yes, type Sql } from '../values/sql-text.js';
import { callOf } from './calls.js';
import { compared, counted, divided } from './numbers.js';
import { literal } from './rounding.js';
import { tableOf } from './tables.js';
import { conditionOf, listOf, type Translating } from './translating.js';

/** An expression as what it comes to for each row. Throws {@link Untranslatable}. */
export const translate = (expression: TypedExpression, given: Translating): Column => {
  const parts: Translating = { ...given, isPart: true };
  const of = (part: TypedExpression): Column => translate(part, parts);
  const where = (condition: Sql, part: TypedExpression): Column =>
    condition === no
      ? { kind: 'nothing' }
      : translate(part, { ...parts, under: [...given.under, surely(condition)] });
  switch (expression.kind) {
    case 'literal':
      return literalOf(expression.value, expression.type, given.dialect);
    case 'read':
      return given.read(expression.root, expression.fields);
    case 'variable':
      return fieldsOf(given.variables.get(expression.name) ?? { kind: 'nothing' }, expression.fields);
    case 'field':
      return fieldOf(of(expression.of), expression.field);
    case 'negate':
      return counted('-', literal(0n), scalarOf(of(expression.of)), expression.type.kind === 'number', given);
    case 'arithmetic':
      return arithmeticOf(expression, of, given);
    case 'compare':
      return scalar(comparison(expression, of(expression.left), of(expression.right), given));
    case 'and': {
      const left = conditionOf(of(expression.left));
      return scalar(and(left, conditionOf(where(left, expression.right))));
    }
    case 'or': {
      const left = conditionOf(of(expression.left));
      return scalar(or(left, conditionOf(where(not(surely(left)), expression.right))));
    }
    case 'if': {
      const condition = given.share(surely(conditionOf(of(expression.condition))));
      return either(condition, where(condition, expression.then), where(not(condition), expression.else));
    }
    case 'some':
    case 'every':
      return scalar(quantified(expression, of, given));
    case 'for': {
      const from = listOf(of(expression.in), given.dialect);
      if (isNever(from)) return literalOf([], expression.type, given.dialect);
      const to = itemType(expression.type);
      const { dialect } = given;
      return inItems(from.sql, from.of, expression.variable, expression.return, given, (item, value) =>
        list(
          dialect.lists.map(from.sql, from.of, item, valueOf(value, to, dialect), to),
          to,
          dialect.absence,
        ),
      );
    }
    case 'filter': {
      const from = listOf(of(expression.in), given.dialect);
      if (isNever(from)) return from;
      return inItems(from.sql, from.of, 'item', expression.where, given, (item, value) =>
        list(given.dialect.lists.filter(from.sql, from.of, item, conditionOf(value)), from.of, from.absence),
      );
    }
    case 'index': {
      const from = listOf(of(expression.in), given.dialect);
      const place = scalarOf(of(expression.at)).sql;
      const item = given.share(given.dialect.lists.at(from.sql, place, from.of));
      return columnOf(item, { ...from.of, nullable: true }, given.dialect);
    }
    case 'call':
      return callOf(expression, expression.arguments.map(of), parts.isPart === given.isPart ? parts : given);
    case 'list': {
      const type = itemType(expression.type);
      const items = expression.items.map((item) => valueOf(of(item), type, given.dialect));
      return listOfItems(items, type, given.dialect);
    }
    case 'let': {
      const values = expression.variables.map((name, at): [string, Column] => {
        const value = expression.values[at];
        return [name, value === undefined ? { kind: 'nothing' } : of(value)];
      });
      return translate(expression.in, { ...given, variables: new Map([...given.variables, ...values]) });
    }
    case 'table':
      return tableOf(expression, parts, translate);
    case 'record':
      return {
        kind: 'record',
        present: yes,
        fields: new Map(expression.fields.map(([name, value]) => [name, of(value)])),
      };
  }
};

/** Whether a list has no item that could be looked at. */
const isNever = ({ of, isEmpty }: ListColumn): boolean => of.kind === 'null' || isEmpty === true;

const itemType = (type: Type): Type => (type.kind === 'list' ? type.of : { kind: 'null' });

/**
 * What is computed in each item of a list. What may fail there, or is in doubt, leaves the whole row to the evaluator: which items it looks at
 * is not said again in SQL.
 */
const inItems = <Result>(
  from: Sql,
  of: Type,
  name: string,
  body: TypedExpression,
  given: Translating,
  make: (item: string, value: Column) => Result,
): Result => {
  const { dialect } = given;
  const item = given.variable();
  const doubts: Sql[] = [];
  const value = translate(body, {
    ...given,
    isPart: true,
    variables: new Map([...given.variables, [name, columnOf(item, of, dialect)]]),
    under: [],
    fails: (when) => doubts.push(when),
    doubts: (when) => doubts.push(when),
    share: (sql) => sql,
  });
  const isInDoubt = or(...doubts);
  if (isInDoubt !== no) given.doubts(and(...given.under, dialect.lists.some(from, of, item, isInDoubt)));
  return make(item, value);
};

const quantified = (
  expression: OfKind<'some' | 'every'>,
  of: (part: TypedExpression) => Column,
  given: Translating,
): Sql => {
  const isSome = expression.kind === 'some';
  const from = listOf(of(expression.in), given.dialect);
  if (isNever(from)) return isSome ? no : yes;
  const { lists } = given.dialect;
  return inItems(from.sql, from.of, expression.variable, expression.satisfies, given, (item, value) => {
    const holds = conditionOf(value);
    const sought = isSome ? holds : not(surely(holds));
    const found = lists.some(from.sql, from.of, item, sought);
    return isSome ? surely(found) : not(surely(found));
  });
};

const arithmeticOf = (
  expression: OfKind<'arithmetic'>,
  of: (part: TypedExpression) => Column,
  given: Translating,
): Column => {
  const { operator, type } = expression;
  if (operationOf(expression) !== undefined)
    throw new Untranslatable('arithmetic of dates, of months or of money as a whole');
  const [one, other] = [scalarOf(of(expression.left)), scalarOf(of(expression.right))];
  if (type.kind === 'text') return scalar(`(${one.sql} || ${other.sql})`, one.isNullable || other.isNullable);
  if (operator === '/') return divided(one, other, given);
  return counted(operator, one, other, type.kind === 'number', given);
};

const comparison = (
  { operator, left, right }: OfKind<'compare'>,
  one: Column,
  other: Column,
  { dialect }: Translating,
): Sql => {
  const isSame = (): Sql => same(one, other, dialect);
  if (operator === '=') return isSame();
  if (operator === '!=') return not(isSame());
  if (left.type.kind === 'record' || right.type.kind === 'record')
    throw new Untranslatable('an order of money as a whole');
  return compared(operator, scalarOf(one), scalarOf(other));
};
