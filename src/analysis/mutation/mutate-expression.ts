import type { FunctionName, TypedExpression } from '../../language/syntax/expression.js';
import { arithmetic } from '../../language/numbers/arithmetic.js';
import { nearestNumber } from '../../language/numbers/numeric.js';
import { dayMs } from '../../language/instants.js';
import { formatTemporal } from '../../language/time/temporal-texts.js';
import type { Type, Value } from '../../language/types/types.js';
import type { Change } from './mutant.js';
import { tableChanges } from './mutate-table.js';

const arithmeticSwaps = { '+': '-', '-': '+', '*': '/', '/': '*' } as const;
const comparisonSwaps = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '=': ['!='],
  '!=': ['='],
} as const;
const functionSwaps: Partial<Record<FunctionName, FunctionName>> = {
  min: 'max',
  max: 'min',
  floor: 'ceiling',
  ceiling: 'floor',
  'floor of money': 'ceiling of money',
  'ceiling of money': 'floor of money',
  'least of money': 'greatest of money',
  'greatest of money': 'least of money',
  'next business day': 'business day from',
  'business day from': 'next business day',
};

/** Every expression that differs from this one by one slip: an operator, a bound by one, a branch, a word, a quantifier. */
export const expressionChanges = (expression: TypedExpression): readonly Change<TypedExpression>[] =>
  changesIn(expression, 1);

/** @param durationStep milliseconds by which a duration is off */
const changesIn = (expression: TypedExpression, durationStep: number): readonly Change<TypedExpression>[] => [
  ...ownChanges(expression, durationStep),
  ...innerChanges(expression, durationStep),
];

const ownChanges = (
  expression: TypedExpression,
  durationStep: number,
): readonly Change<TypedExpression>[] => {
  switch (expression.kind) {
    case 'literal': {
      const step = expression.type.kind === 'duration' ? durationStep : stepOf(expression.type);
      return valueChanges(expression.value, expression.type, step).map(({ what, part }) => ({
        what,
        part: { ...expression, value: part },
      }));
    }
    case 'arithmetic': {
      const operator = arithmeticSwaps[expression.operator];
      return [{ what: `${expression.operator} to ${operator}`, part: { ...expression, operator } }];
    }
    case 'compare':
      // What asks for absence guards what follows: without it an expression has no value.
      if (expression.left.type.kind === 'null' || expression.right.type.kind === 'null') return [];
      return comparisonSwaps[expression.operator].map((operator) => ({
        what: `${expression.operator} to ${operator}`,
        part: { ...expression, operator },
      }));
    case 'and':
    case 'or':
      if (guards(expression.left)) return [];
      return [
        {
          what: `${expression.kind} to ${expression.kind === 'and' ? 'or' : 'and'}`,
          part: { ...expression, kind: expression.kind === 'and' ? 'or' : 'and' },
        },
        ...(isGuard(expression.right, expression.kind)
          ? []
          : [{ what: `left side of ${expression.kind} alone`, part: expression.left }]),
        { what: `right side of ${expression.kind} alone`, part: expression.right },
      ];
    case 'if':
      if (guards(expression.condition)) return [];
      return [
        { what: 'branches swapped', part: { ...expression, then: expression.else, else: expression.then } },
      ];
    case 'some':
    case 'every': {
      const kind = expression.kind === 'some' ? 'every' : 'some';
      return [{ what: `${expression.kind} to ${kind}`, part: { ...expression, kind } }];
    }
    case 'call': {
      const other = functionSwaps[expression.function];
      if (expression.function === 'not' && expression.arguments[0] !== undefined)
        return [{ what: 'not removed', part: expression.arguments[0] }];
      return other === undefined
        ? []
        : [{ what: `${expression.function} to ${other}`, part: { ...expression, function: other } }];
    }
    case 'list':
      return expression.items.length < 2
        ? []
        : expression.items.map((_, at) => ({
            what: `item ${at + 1} of a list left out`,
            part: { ...expression, items: expression.items.filter((__, other) => other !== at) },
          }));
    default:
      return [];
  }
};

/** Whether an expression asks for absence, so that what it guards must not be evaluated without it. */
const guards = (expression: TypedExpression): boolean => {
  switch (expression.kind) {
    case 'compare':
      return expression.left.type.kind === 'null' || expression.right.type.kind === 'null';
    case 'and':
    case 'or':
      return guards(expression.left) || guards(expression.right);
    default:
      return false;
  }
};

/** Whether `x and ` or `x or ` this lets what follows be evaluated only where something is present. */
const isGuard = (expression: TypedExpression, after: 'and' | 'or'): boolean =>
  expression.kind === 'compare' &&
  expression.operator === (after === 'and' ? '!=' : '=') &&
  (expression.left.type.kind === 'null' || expression.right.type.kind === 'null');

/** By how much a value of a type is off by one. */
const stepOf = ({ kind }: Type): number => (kind === 'date' ? dayMs : kind === 'percent' ? 0.01 : 1);

/** Hundredths are added as decimals. */
const moved = (value: number, step: number): number =>
  Number.isInteger(step) ? value + step : nearestNumber(arithmetic.add(value, step));

/** A value of a type that is off by one, or is another; points and lengths of time and percentages are told as they are written. */
export const valueChanges = (value: Value, type: Type, step = stepOf(type)): readonly Change<Value>[] => {
  if (typeof value === 'number') {
    const told = (one: number): string => {
      const written = formatTemporal(one, type.kind);
      return typeof written === 'string' ? written : String(one);
    };
    return [step, -step].map((by) => ({
      what: `${told(value)} to ${told(moved(value, by))}`,
      part: moved(value, by),
    }));
  }
  return typeof value === 'boolean' ? [{ what: `${value} to ${!value}`, part: !value }] : [];
};

/** Whether a part is a length of time in whole days: what is added to a date, or lies between two. */
const isOfDays = (part: TypedExpression, beside: TypedExpression): boolean =>
  part.type.kind === 'duration' &&
  (beside.type.kind === 'date' ||
    (beside.kind === 'arithmetic' &&
      beside.type.kind === 'duration' &&
      beside.left.type.kind === 'date' &&
      beside.right.type.kind === 'date'));

const innerChanges = (
  expression: TypedExpression,
  durationStep: number,
): readonly Change<TypedExpression>[] => {
  const inside = (
    part: TypedExpression,
    put: (changed: TypedExpression) => TypedExpression,
    // `2 * duration("P1D")` is off by whole days where it is added to a date as a whole.
    step = expression.type.kind === 'duration' ? durationStep : 1,
  ) => changesIn(part, step).map((change) => ({ what: change.what, part: put(change.part) }));
  switch (expression.kind) {
    case 'literal':
    case 'read':
    case 'variable':
      return [];
    case 'field':
    case 'negate':
      return inside(expression.of, (of) => ({ ...expression, of }));
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or': {
      const { left, right } = expression;
      // Beside dates less than a whole day would change nothing.
      const stepBeside = (part: TypedExpression, beside: TypedExpression) =>
        isOfDays(part, beside) ? dayMs : undefined;
      return [
        ...inside(left, (changed) => ({ ...expression, left: changed }), stepBeside(left, right)),
        ...inside(right, (changed) => ({ ...expression, right: changed }), stepBeside(right, left)),
      ];
    }
    case 'if':
      return [
        ...inside(expression.condition, (condition) => ({ ...expression, condition })),
        ...inside(expression.then, (then) => ({ ...expression, then })),
        ...inside(expression.else, (other) => ({ ...expression, else: other })),
      ];
    case 'some':
    case 'every':
      return inside(expression.satisfies, (satisfies) => ({ ...expression, satisfies }));
    case 'for':
      return inside(expression.return, (result) => ({ ...expression, return: result }));
    case 'filter':
      return inside(expression.where, (where) => ({ ...expression, where }));
    case 'index':
      return inside(expression.in, (list) => ({ ...expression, in: list }));
    case 'call':
      return expression.arguments.flatMap((argument, at) =>
        inside(argument, (changed) => ({ ...expression, arguments: expression.arguments.with(at, changed) })),
      );
    case 'list':
      return expression.items.flatMap((item, at) =>
        inside(item, (changed) => ({ ...expression, items: expression.items.with(at, changed) })),
      );
    case 'record':
      return expression.fields.flatMap(([name, field], at) =>
        inside(field, (changed) => ({ ...expression, fields: expression.fields.with(at, [name, changed]) })),
      );
    case 'let':
      return [
        ...expression.values.flatMap((value, at) =>
          inside(value, (changed) => ({ ...expression, values: expression.values.with(at, changed) })),
        ),
        // What a function comes to is changed for all its calls at once.
        ...(expression.function === undefined
          ? inside(expression.in, (changed) => ({ ...expression, in: changed }))
          : []),
      ];
    case 'table':
      return tableChanges(expression, expressionChanges);
  }
};
