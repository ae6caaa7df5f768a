import type { Edition } from '../../edition/model/edition.js';
import type { FunctionName, TypedExpression } from '../../language/syntax/expression.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { formatValue } from '../../language/format-value.js';
import { moneyWords } from './money-words.js';
import { valueWords } from './value-words.js';
import { timeWords } from './time-words.js';
import { nounOf, wordsOf } from './name-words.js';

/** An expression in words, as far as words are clearer than its source; what is longer is called “a computed value”. */
export const expressionInWords = (
  edition: Edition,
  expression: TypedExpression,
  locals: ReadonlyMap<string, string> = new Map(),
): string => {
  const told = (part: TypedExpression): string => expressionInWords(edition, part, locals);
  switch (expression.kind) {
    case 'literal':
      return formatValue(expression.value, expression.type, edition.zone);
    case 'read':
      return nounOf(edition, [figureOf(expression.root), ...expression.fields].join('.'), expression.type);
    case 'variable':
      return expression.fields.length === 0 ? (locals.get(expression.name) ?? computed) : computed;
    case 'let': {
      const values = expression.values.map(told);
      if (expression.function !== undefined)
        return whole(values, () => `the ${wordsOf(expression.function ?? '')} of ${values.join(', ')}`);
      const inside = expression.variables.map((name, at) => [name, values[at] ?? computed] as const);
      return expressionInWords(edition, expression.in, new Map([...locals, ...inside]));
    }
    case 'index':
    case 'filter':
    case 'for':
    case 'some':
    case 'every':
    case 'table':
      return computed;
    case 'field':
      return ofPart(told(expression.of), (of) => `the ${wordsOf(expression.field)} of ${of}`);
    case 'negate':
      return ofPart(told(expression.of), (of) => `minus ${of}`);
    case 'arithmetic':
      return both(told(expression.left), arithmetic[expression.operator], told(expression.right));
    case 'compare':
      return both(told(expression.left), comparison[expression.operator], told(expression.right));
    case 'and':
    case 'or':
      return both(told(expression.left), expression.kind, told(expression.right));
    case 'if': {
      const [then, otherwise, condition] = [expression.then, expression.else, expression.condition].map(told);
      return [then, otherwise, condition].includes(computed)
        ? computed
        : `${then ?? ''} if ${condition ?? ''}, else ${otherwise ?? ''}`;
    }
    case 'list':
      return expression.items.length === 0
        ? 'none'
        : whole(expression.items.map(told), (items) => items.join(', '));
    case 'record':
      return whole(
        expression.fields.map(([, value]) => told(value)),
        (values) => expression.fields.map(([name], at) => `${wordsOf(name)}: ${values[at] ?? ''}`).join('; '),
      );
    case 'call': {
      const [required] = expression.arguments;
      const { function: name } = expression;
      if ((name === 'require' || name === 'string') && required !== undefined) return told(required);
      const [part, of] = expression.arguments;
      if (expression.function === 'part of' && part?.kind === 'literal' && of !== undefined)
        return ofPart(told(of), (value) => `the ${formatValue(part.value, part.type)} of ${value}`);
      return whole(expression.arguments.map(told), (values) =>
        functions[expression.function].replace('…', values.join(', ')),
      );
    }
  }
};

const computed = 'a computed value';

const whole = (parts: readonly string[], tell: (parts: readonly string[]) => string): string =>
  parts.includes(computed) ? computed : tell(parts);

const ofPart = (part: string, tell: (part: string) => string): string =>
  part === computed ? computed : tell(part);

const both = (left: string, operator: string, right: string): string =>
  whole([left, right], () => `${left} ${operator} ${right}`);

const arithmetic = { '+': 'plus', '-': 'less', '*': 'times', '/': 'divided by' } as const;

const comparison = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
} as const;

const functions: Readonly<Record<FunctionName, string>> = {
  not: 'not (…)',
  floor: '… rounded down',
  ceiling: '… rounded up',
  abs: '… without its sign',
  modulo: 'the remainder of …',
  min: 'the least of …',
  max: 'the greatest of …',
  sum: 'the sum of …',
  product: 'the product of …',
  mean: 'the mean of …',
  median: 'the median of …',
  decimal: '… rounded half even to so many digits',
  'round up': '… rounded away from 0',
  'round down': '… rounded towards 0',
  'round half up': '… rounded, a half away from 0',
  'round half down': '… rounded, a half towards 0',
  'round half even': '… rounded, a half to the even one',
  'string length': 'the number of characters of …',
  'upper case': '… in capital letters',
  'lower case': '… in small letters',
  contains: 'that the first has the second in it, of …',
  'starts with': 'that the first starts with the second, of …',
  'ends with': 'that the first ends with the second, of …',
  substring: 'the part of the first from the second on, of …',
  'substring before': 'what stands in the first before the second, of …',
  'substring after': 'what stands in the first after the second, of …',
  'string join': '… joined',
  append: 'the first and then the others of …',
  reverse: '… from the last to the first',
  sort: '… in order',
  'index of': 'the places in the first of the second, of …',
  sublist: 'the items of the first from the second on, of …',
  'insert before': 'the first with an item put in, of …',
  remove: 'the first without the item at a place, of …',
  'concatenate all': '… one after the other',
  all: 'that all hold of …',
  any: 'that any holds of …',
  integers: 'the integers from the first to the second of …',
  'figure at': 'the figure at another time, of …',
  require: '…',
  count: 'the number of …',
  'list contains': 'that the first contains the second of …',
  concatenate: '… one after the other',
  union: '… together',
  'distinct values': 'the different ones of …',
  ...valueWords,
  ...timeWords,
  ...moneyWords,
  'number of digits': '…',
  allocate: 'the shares of the first by the weights of …',
};
