import { isCalculation, type CalculationName } from '../../../language/calculations.js';
import { isMoney } from '../../../language/money/money-types.js';
import { comparedMoney, operandsOf, operationOf } from '../../../language/operations.js';
import type { FunctionName, TypedExpression } from '../../../language/syntax/expression.js';
import type { Type, Value } from '../../../language/types/types.js';
import { EvaluationDefect } from '../../defect.js';
import { hasRange, mayMisfit } from '../../out-of-range.js';
import type { Cells, Needs } from './cells.js';
import { fieldOf, literal, recordLiteral } from './source-text.js';

/** What an expression's code is made in. */
export interface Coding {
  readonly cells: Cells;
  /** The cells that the code reads. */
  readonly needs: Needs;
  /** Source for a name of the scope with fields below it; its value is never `undefined`. */
  readonly read: (root: string, fields: readonly string[], needs: Needs) => string;
  /** Source of whether a name of the scope has a value. */
  readonly isPresent: (root: string, fields: readonly string[], needs: Needs) => string;
  /** What is computed, for the message where it cannot be. */
  readonly what: string;
  /** Identifiers of the variables bound around the expression, by name. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * An expression of the subset as JavaScript with the same value: absent is `null`, instants and durations are numbers, `and`, `or`
 * and `if` leave out what they do not need. It stands anywhere without further parentheses. Names that end in `Of`, and `own`,
 * `add`, `subtract`, `multiply`, `divide`, `modulo`, `calculate` are the module's.
 */
export const expressionCode = (expression: TypedExpression, coding: Coding): string => {
  const code = (part: TypedExpression): string => expressionCode(part, coding);
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
      return `(0 - ${code(expression.of)})`;
    case 'arithmetic': {
      const { operator, left, right } = expression;
      const operation = operationOf(expression);
      if (operation !== undefined)
        return `calculate(${literal(operation)}, [${operandsOf(expression, code).join(', ')}], ${literal(coding.what)})`;
      return operator === '/' || expression.type.kind === 'number'
        ? `${decimalOperations[operator]}(${code(left)}, ${code(right)}, ${literal(coding.what)})`
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
      return `${code(expression.in)}.${expression.kind}(${lambda(expression.variable, expression.satisfies, coding)})`;
    case 'for':
      return `${code(expression.in)}.map(${lambda(expression.variable, expression.return, coding)})`;
    case 'filter':
      return `${code(expression.in)}.filter(${lambda('item', expression.where, coding)})`;
    case 'index':
      return `itemOf(${code(expression.in)}, ${code(expression.at)})`;
    case 'call':
      return callCode(expression, code, coding.what);
    case 'list':
      return `[${expression.items.map(code).join(', ')}]`;
    case 'record':
      return `(${recordLiteral(expression.fields.map(([name, value]) => [name, code(value)]))})`;
    case 'let': {
      const locals = expression.variables.map((name) => [name, coding.cells.variable()] as const);
      const variables = new Map([...coding.variables, ...locals]);
      const body = expressionCode(expression.in, { ...coding, variables });
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
const comparedWithNull = (
  compare: Extract<TypedExpression, { kind: 'compare' }>,
): Extract<TypedExpression, { kind: 'read' }> | undefined => {
  const { left, right, operator } = compare;
  if (operator !== '=' && operator !== '!=') return undefined;
  const [named, none] = left.kind === 'literal' ? [right, left] : [left, right];
  return named.kind === 'read' && none.kind === 'literal' && none.value === null ? named : undefined;
};

const decimalOperations = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const;

const comparisons = { '=': '===', '!=': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const lambda = (variable: string, body: TypedExpression, coding: Coding): string => {
  const name = coding.cells.variable();
  const variables = new Map([...coding.variables, [variable, name]]);
  const code = expressionCode(body, { ...coding, variables });
  return `(${name}) => ${code}`;
};

const callCode = (
  call: Extract<TypedExpression, { kind: 'call' }>,
  code: (part: TypedExpression) => string,
  what: string,
): string => {
  const [first, second] = call.arguments;
  const isPlain =
    first?.kind === 'list' && first.items.every(({ kind }) => kind === 'literal' || kind === 'read');
  // Each item is computed, needed or not, where that may fail.
  if (call.function === 'list contains' && isPlain && second?.kind === 'read') {
    const sought = code(second);
    return `(${first.items.map((item) => `${sought} === ${code(item)}`).join(' || ') || 'false'})`;
  }
  const scalars = first !== undefined && isListOfScalars(first.type);
  const codes = call.arguments.map(code);
  const name = call.function;
  if (!isCalculation(name))
    return calls[name](mayFail.has(name) ? [...codes, literal(what)] : codes, scalars);
  const native = natives[name];
  return native !== undefined && native.of(call)
    ? native.code(codes)
    : `calculate(${literal(name)}, [${codes.join(', ')}], ${literal(what)})`;
};

const mayFail: ReadonlySet<FunctionName> = new Set(['modulo']);

const isListOfScalars = (type: Type): boolean =>
  type.kind === 'list' && type.of.kind !== 'record' && type.of.kind !== 'list';

interface Native {
  /** Whether the call is one that the code is for. */
  readonly of: (call: Extract<TypedExpression, { kind: 'call' }>) => boolean;
  readonly code: (codes: readonly string[]) => string;
}

const single = ({ arguments: { length } }: { readonly arguments: readonly unknown[] }): boolean =>
  length === 1;

/** What JavaScript itself computes. */
const natives: Readonly<Partial<Record<CalculationName, Native>>> = {
  floor: { of: single, code: (codes) => `Math.floor(${codes.join(', ')})` },
  ceiling: { of: single, code: (codes) => `Math.ceil(${codes.join(', ')})` },
  min: { of: (call) => !single(call), code: (codes) => `Math.min(${codes.join(', ')})` },
  max: { of: (call) => !single(call), code: (codes) => `Math.max(${codes.join(', ')})` },
  // A sum of decimals is exact.
  sum: { of: ({ type }) => type.kind !== 'number', code: ([list]) => `sumOf(${list ?? ''})` },
};

const calls: Readonly<
  Record<Exclude<FunctionName, CalculationName>, (codes: readonly string[], scalars: boolean) => string>
> = {
  not: ([condition]) => `!${condition ?? ''}`,
  abs: (codes) => `Math.abs(${codes.join(', ')})`,
  modulo: (codes) => `modulo(${codes.join(', ')})`,
  count: ([list]) => `${list ?? ''}.length`,
  'list contains': ([list, sought]) => `${list ?? ''}.includes(${sought ?? ''})`,
  concatenate: (codes) => `[${codes.map((code) => `...${code}`).join(', ')}]`,
  union: (codes, scalars) => distinct(`[${codes.map((code) => `...${code}`).join(', ')}]`, scalars),
  'distinct values': ([list], scalars) => distinct(list ?? '', scalars),
};

const distinct = (list: string, scalars: boolean): string =>
  scalars ? `[...new Set(${list})]` : `distinctOf(${list})`;
