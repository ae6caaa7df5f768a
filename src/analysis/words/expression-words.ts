import type { Edition } from '../../edition/model/edition.js';
import { invalidClausesName } from '../../edition/model/invalid-clauses.js';
import type { TableExpression, OfKind, TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { formatValue } from '../../language/format-value.js';
import type { Type } from '../../language/types/types.js';
import { callInWords, enumeration } from './call-words.js';
import { comparisonInWords, notInWords, textual, type Tell } from './comparison-words.js';
import { nounOf, sentenceOf, wordsOf } from './name-words.js';

/**
 * An expression in words: a noun (“the future periods”), or, of a boolean, a sentence (“the package's plan is single-period”). Two
 * expressions of different meaning have different words, save where the edition gives two names the same.
 */
export const expressionInWords = (edition: Edition, expression: TypedExpression): string => {
  const told = (part: TypedExpression): string => expressionInWords(edition, part);
  const inside = (part: TypedExpression): string => (isLong(part) ? `(${told(part)})` : told(part));
  switch (expression.kind) {
    case 'literal':
      return formatValue(expression.value, expression.type, edition.zone);
    case 'read': {
      const name = [figureOf(expression.root), ...expression.fields].join('.');
      if (expression.root.endsWith('.since'))
        return `the day since when ${nounOf(edition, name, other)} holds`;
      return expression.type.kind === 'boolean'
        ? sentenceOf(edition, name)
        : nounOf(edition, name, expression.type);
    }
    case 'variable':
      return variableInWords(expression);
    case 'let':
      if (expression.function !== undefined)
        return `the ${wordsOf(expression.function)} of ${enumeration(expression.values.map(inside), 'and')}`;
      return `${inside(expression.in)}, where ${enumeration(
        expression.values.map(
          (value, at) => `${variable(expression.variables[at] ?? '')} is ${inside(value)}`,
        ),
        'and',
      )}`;
    case 'index':
      return `${placeInWords(expression, told)} of ${inside(expression.in)}`;
    case 'filter':
      return `those of ${inside(expression.in)} where ${inside(expression.where)}`;
    case 'for':
      return `for each ${variable(expression.variable)} of ${inside(expression.in)}: ${told(expression.return)}`;
    case 'some':
      return `for at least one ${variable(expression.variable)} of ${inside(expression.in)}, ${inside(expression.satisfies)}`;
    case 'every':
      return `for each ${variable(expression.variable)} of ${inside(expression.in)}, ${inside(expression.satisfies)}`;
    case 'table':
      return tableInWords(expression, told);
    case 'field':
      return `the ${wordsOf(expression.field)} of ${inside(expression.of)}`;
    case 'negate':
      return `minus ${inside(expression.of)}`;
    case 'arithmetic': {
      const { operator, left, right, type } = expression;
      const word = operator === '+' && type.kind === 'text' ? 'followed by' : arithmetic[operator];
      return `${textual(left, inside)} ${word} ${textual(right, inside)}`;
    }
    case 'compare':
      return comparisonInWords(expression, inside);
    case 'and':
    case 'or':
      return [expression.left, expression.right]
        .map((part) => (part.kind === expression.kind ? told(part) : inside(part)))
        .join(` ${expression.kind} `);
    case 'if':
      return ifInWords(expression, told, inside);
    case 'list':
      return expression.items.length === 0 ? 'none' : enumeration(expression.items.map(inside), 'and');
    case 'record':
      return recordInWords(expression, told, inside);
    case 'call':
      return callOf(edition, expression, inside);
  }
};

const other: Type = { kind: 'null' };

/** Whether an expression is to stand in brackets where it is part of another. */
const isLong = (part: TypedExpression): boolean => {
  switch (part.kind) {
    case 'literal':
    case 'read':
    case 'variable':
    case 'field':
    case 'compare':
      return false;
    case 'call':
      return part.function === 'require'
        ? part.arguments.some(isLong)
        : part.type.kind !== 'boolean' || part.function === 'not';
    case 'list':
      return part.items.length > 1;
    default:
      return true;
  }
};

/** A variable by its name, in quotes. */
const variable = (name: string): string => `“${wordsOf(name)}”`;

/** `item` is what a filter looks at. */
const variableInWords = ({ name, fields, type }: OfKind<'variable'>): string => {
  // An amount stands for its money.
  const path = (fields.at(-1) === 'minor' && fields.length > 1 ? fields.slice(0, -1) : fields).map(wordsOf);
  if (type.kind === 'boolean' && path.length > 0) {
    const of = [name === 'item' ? 'it' : variable(name), ...path.slice(0, -1)].join(', ');
    return `of ${of}, “${path.at(-1) ?? ''}” holds`;
  }
  if (name !== 'item') return [...path.reverse().map((field) => `the ${field}`), variable(name)].join(' of ');
  const [first, ...others] = path;
  return first === undefined
    ? 'it'
    : [...others.reverse().map((field) => `the ${field}`), `its ${first}`].join(' of ');
};

const arithmetic = { '+': 'plus', '-': 'less', '*': 'times', '/': 'divided by' } as const;

/** The word of the place that an item has in a list: the last one is counted from its end. */
const placeInWords = ({ in: list, at }: OfKind<'index'>, tell: Tell): string => {
  if (at.kind === 'literal' && at.value === 1) return 'the first';
  if (at.kind === 'literal' && at.value === -1) return 'the last';
  const isCount =
    at.kind === 'call' &&
    at.function === 'count' &&
    at.arguments.length === 1 &&
    at.arguments.every((one) => tell(one) === tell(list));
  return isCount ? 'the last' : `number ${tell(at)}`;
};

const ifInWords = ({ condition, then, else: otherwise }: OfKind<'if'>, tell: Tell, inside: Tell): string => {
  const what = (part: TypedExpression): string =>
    part.kind === 'literal' && typeof part.value === 'boolean'
      ? part.value
        ? 'it holds'
        : 'it does not hold'
      : inside(part);
  if (asksOfInvalid(condition)) return `${tell(otherwise)}; where ${tell(condition)}, ${what(then)}`;
  return `${what(then)} if ${inside(condition)}; otherwise ${otherwise.kind === 'if' ? tell(otherwise) : what(otherwise)}`;
};

/** Whether a condition asks of clauses alone whether they are held invalid. */
const asksOfInvalid = (condition: TypedExpression): boolean =>
  condition.kind === 'and'
    ? asksOfInvalid(condition.left) && asksOfInvalid(condition.right)
    : condition.kind === 'call' &&
      condition.arguments.some((one) => one.kind === 'read' && one.root === invalidClausesName);

/** Money is told by its amount, and by its currency where that is not the one of what the amount is computed of. */
const recordInWords = ({ fields, type }: OfKind<'record'>, tell: Tell, inside: Tell): string => {
  const [minor, currency] = ['minor', 'currency'].map(
    (name) => fields.find(([field]) => field === name)?.[1],
  );
  if (type.kind !== 'record' || type.name !== 'money' || minor === undefined || currency === undefined)
    return fields.map(([name, value]) => `${wordsOf(name)}: ${inside(value)}`).join('; ');
  const of = new Set(readsOf(minor).map(moneyOf));
  const isClear = readsOf(currency).every((read) => of.has(moneyOf(read)));
  const amount =
    minor.kind === 'literal'
      ? minor.value === 0
        ? 'nothing'
        : `${tell(minor)} minor units`
      : (isClear ? tell : inside)(minor);
  return isClear ? amount : `${amount}, in ${tell(currency)}`;
};

/** The name of the money whose amount or currency is read. */
const moneyOf = ({ root, fields }: { readonly root: string; readonly fields: readonly string[] }): string =>
  [root, ...fields].join('.').replace(/\.(?:minor|currency)$/, '');

const tableInWords = ({ hit, inputs, rows, otherwise }: TableExpression, tell: Tell): string => {
  const of = inputs.map(tell);
  const told = rows.map(({ tests, then }) => {
    const conditions = tests.flatMap((test) => (test === null ? [] : [tell(test)]));
    return `${tell(then)} ${conditions.length === 0 ? 'in every other case' : `where ${conditions.join(' and ')}`}`;
  });
  const rest = otherwise === null ? [] : [`otherwise ${tell(otherwise)}`];
  return `by a table of ${enumeration(of, 'and')} (${hits[hit]}): ${[...told, ...rest].join('; ')}`;
};

const hits = {
  unique: 'one row applies',
  first: 'the first row that applies',
  'collect sum': 'the sum of all rows that apply',
  'collect min': 'the least of all rows that apply',
  'collect max': 'the greatest of all rows that apply',
} as const;

const callOf = (
  edition: Edition,
  { function: name, arguments: given }: OfKind<'call'>,
  tell: Tell,
): string => {
  const [first, second] = given;
  if ((name === 'require' || name === 'string') && first !== undefined) return tell(first);
  if (name === 'not' && first !== undefined) return notInWords(first, tell);
  if (name === 'part of' && first?.kind === 'literal' && second !== undefined)
    return `the ${formatValue(first.value, first.type)} of ${tell(second)}`;
  if (name === 'list contains' && first !== undefined && second !== undefined) {
    if (first.kind === 'read' && first.root === invalidClausesName)
      return `clause ${tell(second)} is held invalid`;
    if (first.kind === 'list' && first.items.length > 0)
      return `${tell(second)} is ${first.items.length > 1 ? 'one of ' : ''}${enumeration(first.items.map(tell), 'or')}`;
    if (first.kind === 'literal' && Array.isArray(first.value))
      return `${tell(second)} is one of ${formatValue(first.value, first.type, edition.zone)}`;
  }
  return callInWords(
    name,
    given.map((one) => textual(one, tell)),
  );
};
