import type { CalculationName } from '../../../language/numbers/calculations.js';
import { isMoney } from '../../../language/money/money-types.js';
import { comparedMoney, operandsOf, operationOf } from '../../../language/operations.js';
import { type OfKind, type TypedExpression, isNullLiteral } from '../../../language/syntax/expression.js';
import type { Type, Value } from '../../../language/types/types.js';
import { EvaluationDefect } from '../../defect.js';
import { hasRange, mayMisfit } from '../../facts/out-of-range.js';
import { callCode } from './call-code.js';
import type { Coding } from './coding.js';
import { rankCode } from './counted-code.js';
import { fieldOf, literal, recordLiteral } from './source-text.js';
import { inLet, mayBeWide, withoutWide, withWide } from './width.js';

/**
 * An expression of the subset as JavaScript with the same value: absent is `null`, instants and durations are numbers, `and`, `or`
 * and `if` leave out what they do not need. It stands anywhere without further parentheses. Names that end in `Of`, and `own`,
 * `plus`, `minus`, `times`, `add`, `subtract`, `multiply`, `divide`, `modulo`, `calculate`, `roundedQuotient` are the module's.
 */
export const expressionCode = (expression: TypedExpression, coding: Coding): string => {
  const code = (part: TypedExpression): string => expressionCode(part, coding);
  const isWide = (part: TypedExpression): boolean => mayBeWide(part, coding.widths);
  const negated = (text: string, of: TypedExpression): string =>
    isWide(of) ? `subtract(0, ${text}, ${literal(coding.what)})` : `(0 - ${text})`;
  const called = (name: CalculationName, parts: readonly TypedExpression[]): string =>
    `calculate(${literal(name)}, [${parts.map(code).join(', ')}], ${literal(coding.what)})`;
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'read':
      return coding.read(expression.root, expression.fields, coding.needs);
    case 'variable':
      return fieldsOf(coding.variables.get(expression.name) ?? 'null', expression.fields);
    case 'field':
      return fieldsOf(code(expression.of), [expression.field]);
    case 'negate':
      if (isMoney(expression.of.type)) return called('negate money', [expression.of]);
      return negated(code(expression.of), expression.of);
    case 'arithmetic': {
      const { operator, left, right } = expression;
      const operation = operationOf(expression);
      if (operation !== undefined)
        return `calculate(${literal(operation)}, [${operandsOf(expression, code, (text) => negated(text, right)).join(', ')}], ${literal(coding.what)})`;
      return operator === '/' || isWide(expression)
        ? `${operationCode(expression, isWide)}(${code(left)}, ${code(right)}, ${literal(coding.what)})`
        : `(${code(left)} ${operator} ${code(right)})`;
    }
    case 'compare': {
      const asked = comparedWithNull(expression);
      if (asked !== undefined) {
        const isPresent = coding.isPresent(asked.root, asked.fields, coding.needs);
        return expression.operator === '=' ? `!${isPresent}` : isPresent;
      }
      return (
        comparedMoney(expression, called, comparisons) ??
        (hasWideNumbers(expression, isWide)
          ? `(compareOf(${code(expression.left)}, ${code(expression.right)}) ${comparisons[expression.operator]} 0)`
          : undefined) ??
        `(${code(expression.left)} ${comparisons[expression.operator]} ${code(expression.right)})`
      );
    }
    case 'and':
      return `(${code(expression.left)} && ${code(expression.right)})`;
    case 'or':
      return `(${code(expression.left)} || ${code(expression.right)})`;
    case 'if':
      return `(${code(expression.condition)} ? ${code(expression.then)} : ${code(expression.else)})`;
    case 'some':
    case 'every':
      return `${code(expression.in)}.${expression.kind}(${lambda(expression.variable, expression.in, expression.satisfies, coding)})`;
    case 'for':
      return `${code(expression.in)}.map(${lambda(expression.variable, expression.in, expression.return, coding)})`;
    case 'filter':
      return `${code(expression.in)}.filter(${lambda('item', expression.in, expression.where, coding)})`;
    case 'index':
      return `itemOf(${code(expression.in)}, ${code(expression.at)})`;
    case 'call':
      return countedCode(expression, coding) ?? callCode(expression, code, isWide, coding.what);
    case 'list':
      return `[${expression.items.map(code).join(', ')}]`;
    case 'record':
      return `(${recordLiteral(expression.fields.map(([name, value]) => [name, code(value)]))})`;
    case 'let': {
      const locals = expression.variables.map((name) => [name, coding.cells.variable()] as const);
      const variables = new Map([...coding.variables, ...locals]);
      const body = expressionCode(expression.in, {
        ...coding,
        variables,
        widths: inLet(expression, coding.widths),
      });
      return `((${locals.map(([, local]) => local).join(', ')}) => ${body})(${expression.values.map(code).join(', ')})`;
    }
    case 'table':
      throw new EvaluationDefect('A table stands inside an expression');
  }
};

/** Source for fields below the value of some source; absent as soon as one of them is. */
export const fieldsOf = (code: string, fields: readonly string[]): string =>
  fields.length === 0 ? code : `(${fields.reduce(fieldOf, code)} ?? null)`;

/**
 * Source of a computed value, held to its type: it throws `OutOfRange` where the value is none of the type.
 * @param isOwed true where money may not be negative
 */
export const heldCode = (
  code: string,
  expression: TypedExpression,
  type: Type,
  what: string,
  isOwed = false,
): string => {
  if (!mayMisfit(expression, type, isOwed) || !hasRange(type)) return code;
  return type.kind === 'integer' && type.nullable !== true
    ? `integerOf(${code}, ${literal(what)})`
    : type.kind === 'record' && type.name === 'money' && type.negative !== true
      ? `moneyOf(${code}, ${literal(what)}, ${isOwed})`
      : `held(${code}, ${literal(plainType(type))}, ${literal(what)}, ${isOwed})`;
};

/** A type as plain data. */
const plainType = (type: Type): Value => JSON.parse(JSON.stringify(type)) as Value; // data as JSON has it

/** The name that is asked for absence, where a comparison does that. */
const comparedWithNull = (compare: OfKind<'compare'>): OfKind<'read'> | undefined => {
  const { left, right, operator } = compare;
  if (operator !== '=' && operator !== '!=') return undefined;
  const [named, none] = left.kind === 'literal' ? [right, left] : [left, right];
  return named.kind === 'read' && isNullLiteral(none) ? named : undefined;
};

/** Whether numbers are compared, of which one may be no JavaScript number; what may be absent is compared with `null` as it is. */
const hasWideNumbers = (
  { left, right }: OfKind<'compare'>,
  isWide: (part: TypedExpression) => boolean,
): boolean => left.type.kind !== 'null' && right.type.kind !== 'null' && (isWide(left) || isWide(right));

/** The function that computes numbers of which JavaScript's own operator may lose digits. */
const operationCode = (
  { operator, type, left, right }: OfKind<'arithmetic'>,
  isWide: (part: TypedExpression) => boolean,
): string =>
  operator === '/' || type.kind === 'number' || isWide(left) || isWide(right)
    ? decimalOperations[operator]
    : integerOperations[operator];

const integerOperations = { '+': 'plus', '-': 'minus', '*': 'times' } as const;

const decimalOperations = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

const comparisons = { '=': '===', '!=': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** Source that counts the items that a filter keeps without making a list of them; `undefined` where something else is called. */
const countedCode = (call: OfKind<'call'>, coding: Coding): string | undefined => {
  const [list] = call.arguments;
  if (call.function !== 'count' || list?.kind !== 'filter') return undefined;
  return (
    rankCode(list, coding, (part) => expressionCode(part, coding)) ??
    `countOf(${expressionCode(list.in, coding)}, ${lambda('item', list.in, list.where, coding)})`
  );
};

const lambda = (variable: string, list: TypedExpression, body: TypedExpression, coding: Coding): string => {
  const name = coding.cells.variable();
  const variables = new Map([...coding.variables, [variable, name]]);
  const widths = mayBeWide(list, coding.widths)
    ? withWide(coding.widths, [variable])
    : withoutWide(coding.widths, [variable]);
  const code = expressionCode(body, { ...coding, variables, widths });
  return `(${name}) => ${code}`;
};
