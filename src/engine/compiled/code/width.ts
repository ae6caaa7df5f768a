/**
 * Which values may be numbers that no JavaScript number says. Where none may, code adds and compares with JavaScript's own operators; elsewhere it
 * calls functions, which take both forms of a number.
 */
import { operationOf } from '../../../language/operations.js';
import type { OfKind, TypedExpression } from '../../../language/syntax/expression.js';
import { partsOf } from '../../../language/syntax/walk.js';
import type { Type } from '../../../language/types/types.js';
import { firstInstantMs, lastInstantMs } from '../../../language/instants.js';

/** What is known of the names around an expression. */
export interface Widths {
  /** Whether a name of the scope, with fields below it, may be such a number or hold one; `type` is that of the whole path. */
  readonly isWide: (root: string, fields: readonly string[], type: Type) => boolean;
  /** Between what an integer of the scope lies, where more is known than that JavaScript counts it. */
  readonly boundsOf: (root: string, fields: readonly string[]) => Bounds | undefined;
  /** What was found of expressions so far. */
  readonly known: WeakMap<TypedExpression, boolean>;
  /** The variables that may be, or hold one. */
  readonly wideVariables: ReadonlySet<string>;
}

/** Whether an expression's value may be such a number, or hold one. */
export const mayBeWide = (expression: TypedExpression, widths: Widths): boolean => {
  const known = widths.known.get(expression) ?? findWide(expression, widths);
  widths.known.set(expression, known);
  return known;
};

const findWide = (expression: TypedExpression, widths: Widths): boolean => {
  const may = (part: TypedExpression): boolean => mayBeWide(part, widths);
  if (!holdsNumber(expression.type)) return false;
  switch (expression.kind) {
    case 'literal':
      return false;
    case 'read':
      return widths.isWide(expression.root, expression.fields, expression.type);
    case 'variable':
      return widths.wideVariables.has(expression.name);
    case 'arithmetic': {
      const { kind } = expression.type;
      if (kind === 'number' || kind === 'record') return true;
      return operationOf(expression) === undefined && isBeyond(boundsOf(expression, widths));
    }
    case 'for':
      return mayBeWide(
        expression.return,
        may(expression.in)
          ? withWide(widths, [expression.variable])
          : withoutWide(widths, [expression.variable]),
      );
    case 'filter':
    case 'index':
      return may(expression.in);
    case 'if':
      return may(expression.then) || may(expression.else);
    case 'let':
      return mayBeWide(expression.in, inLet(expression, widths));
    case 'call':
      if (!mayCallBeWide(expression, may)) return false;
      return holdsDecimal(expression.type) || isBeyond(boundsOfCall(expression, widths));
    case 'table':
      return (
        expression.hit === 'collect sum' ||
        [...expression.rows.map(({ then }) => then), expression.otherwise].some(
          (output) => output !== null && may(output),
        )
      );
    case 'field':
    case 'negate':
    case 'list':
    case 'record':
      return partsOf(expression).some(may);
    case 'compare':
    case 'and':
    case 'or':
    case 'some':
    case 'every':
      return false;
  }
};

/** What is known inside of `let`. */
export const inLet = ({ variables, values }: OfKind<'let'>, widths: Widths): Widths => {
  const wide = variables.filter((_, at) => {
    const value = values[at];
    return value !== undefined && mayBeWide(value, widths);
  });
  return withWide(withoutWide(widths, variables), wide);
};

export const withWide = (widths: Widths, names: readonly string[]): Widths =>
  names.length === 0
    ? widths
    : { ...widths, known: new WeakMap(), wideVariables: new Set([...widths.wideVariables, ...names]) };

export const withoutWide = (widths: Widths, names: readonly string[]): Widths =>
  names.some((name) => widths.wideVariables.has(name))
    ? {
        ...widths,
        known: new WeakMap(),
        wideVariables: new Set([...widths.wideVariables].filter((name) => !names.includes(name))),
      }
    : widths;

const mayCallBeWide = (
  { function: name, arguments: given, type }: OfKind<'call'>,
  may: (part: TypedExpression) => boolean,
): boolean => {
  if (neverWide.has(name)) return false;
  if (alwaysWide.has(name) || given.some(may)) return true;
  // Fewer digits than 17 may be more than a JavaScript number says.
  return type.kind === 'number' && (name === 'modulo' || given.length === 2);
};

/** Counts, parts of dates, what is held to whole milliseconds, and figures as they are written. */
const neverWide: ReadonlySet<string> = new Set([
  ...['count', 'string length', 'index of', 'integers', 'part of', 'times duration', 'share of duration'],
  ...['days between', 'months between', 'years and months duration', 'business days between'],
  ...['day of year', 'week of year', 'figure at', 'compare money'],
]);

/** Of numbers that JavaScript says these may make others. */
const alwaysWide: ReadonlySet<string> = new Set([
  ...['number of digits', 'number', 'sum', 'product', 'mean', 'median'],
  ...['power', 'sqrt', 'exp', 'log', 'stddev'],
  ...['add money', 'subtract money', 'times money', 'share of money', 'ratio of money', 'sum of money'],
]);

const holds =
  (test: (type: Type) => boolean) =>
  (type: Type): boolean => {
    if (type.kind === 'list') return holds(test)(type.of);
    return type.kind === 'record' ? Object.values(type.fields).some(holds(test)) : test(type);
  };

const holdsNumber = holds(({ kind }) => kind !== 'null' && kind !== 'boolean' && kind !== 'text');

/** Whether a type has numbers of any digits; integers and times are held to what a JavaScript number says. */
export const holdsDecimal = holds(({ kind }) => kind === 'number' || kind === 'percent');

/** Between what an integer lies; sums and products of these are rounded by JavaScript only where they are infinite or far beyond what it counts. */
export type Bounds = readonly [least: number, most: number];

/** What JavaScript counts. */
export const safe: Bounds = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Whether an integer may lie beyond what JavaScript counts. */
const isBeyond = ([least, most]: Bounds): boolean => !(least >= safe[0] && most <= safe[1]);

const anything: Bounds = [-Infinity, Infinity];

/** Between what an integer lies: a sum or a product of integers that are held to their type may lie beyond what JavaScript counts. */
export const boundsOf = (expression: TypedExpression, widths: Widths): Bounds => {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? [expression.value, expression.value] : safe;
    case 'arithmetic':
      return expression.operator === '/' || operationOf(expression) !== undefined
        ? boundsOfOther(expression, widths)
        : cornersOf(
            expression.operator,
            boundsOf(expression.left, widths),
            boundsOf(expression.right, widths),
          );
    case 'if': {
      const [[a, b], [c, d]] = [boundsOf(expression.then, widths), boundsOf(expression.else, widths)];
      return [Math.min(a, c), Math.max(b, d)];
    }
    case 'negate': {
      const [least, most] = boundsOf(expression.of, widths);
      return [0 - most, 0 - least];
    }
    case 'call':
      return neverWide.has(expression.function) ? safe : boundsOfCall(expression, widths);
    default:
      return boundsOfOther(expression, widths);
  }
};

const cornersOf = (operator: '+' | '-' | '*', [a, b]: Bounds, [c, d]: Bounds): Bounds => {
  const corners = { '+': [a + c, b + d], '-': [a - d, b - c], '*': [a * c, a * d, b * c, b * d] }[operator];
  return corners.some(Number.isNaN) ? anything : [Math.min(...corners), Math.max(...corners)];
};

const boundsOfOther = (expression: TypedExpression, widths: Widths): Bounds => {
  if (mayBeWide(expression, widths)) return anything;
  if (expression.kind !== 'read') return expression.type.kind === 'number' ? anything : safe;
  const { kind } = expression.type;
  if (kind === 'instant' || kind === 'date' || kind === 'local') return [firstInstantMs, lastInstantMs];
  return kind === 'number' || kind === 'percent'
    ? anything
    : (widths.boundsOf(expression.root, expression.fields) ?? safe);
};

/** Between what a function's integer lies; of a function that is not looked into anything may be. */
const boundsOfCall = ({ function: name, arguments: given }: OfKind<'call'>, widths: Widths): Bounds => {
  const [first, second] = given;
  if (first === undefined || first.type.kind === 'list' || first.type.kind === 'record') return anything;
  const bounds = (): readonly Bounds[] => given.map((one) => boundsOf(one, widths));
  if (name === 'min')
    return [Math.min(...bounds().map(([least]) => least)), Math.min(...bounds().map(([, most]) => most))];
  if (name === 'max')
    return [Math.max(...bounds().map(([least]) => least)), Math.max(...bounds().map(([, most]) => most))];
  if (name === 'abs') return [0, sizeOf(boundsOf(first, widths))];
  if (second !== undefined || !roundings.has(name)) return anything;
  // What is divided by an integer is no greater for it.
  const isDivided =
    first.kind === 'arithmetic' &&
    first.operator === '/' &&
    operationOf(first) === undefined &&
    first.right.type.kind === 'integer';
  if (!isDivided) return anything;
  const most = Math.ceil(sizeOf(boundsOf(first.left, widths)));
  return [-most, most];
};

const sizeOf = ([least, most]: Bounds): number => Math.max(Math.abs(least), Math.abs(most));

const roundings: ReadonlySet<string> = new Set([
  ...['floor', 'ceiling', 'decimal', 'round up', 'round down', 'round half up', 'round half down'],
  'round half even',
]);
