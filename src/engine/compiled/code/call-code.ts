import { isCalculation, type CalculationName } from '../../../language/numbers/calculations.js';
import { operationOf } from '../../../language/operations.js';
import type { FunctionName, OfKind, TypedExpression } from '../../../language/syntax/expression.js';
import type { Type } from '../../../language/types/types.js';
import { literal } from './source-text.js';

type Call = OfKind<'call'>;

/**
 * Source of a call of a function.
 * @param isWide whether a part may be a number that no JavaScript number says, or hold one
 */
export const callCode = (
  call: Call,
  code: (part: TypedExpression) => string,
  isWide: (part: TypedExpression) => boolean,
  what: string,
): string => {
  const [first, second] = call.arguments;
  const wide = call.arguments.some(isWide);
  const isPlain =
    first?.kind === 'list' && first.items.every(({ kind }) => kind === 'literal' || kind === 'read');
  // Each item is computed, needed or not, where that may fail.
  if (call.function === 'list contains' && isPlain && second?.kind === 'read' && !wide) {
    const sought = code(second);
    return `(${first.items.map((item) => `${sought} === ${code(item)}`).join(' || ') || 'false'})`;
  }
  const name = call.function;
  const rounding = roundings[name];
  if (
    rounding !== undefined &&
    second === undefined &&
    first?.kind === 'arithmetic' &&
    first.operator === '/'
  )
    if (operationOf(first) === undefined)
      return `roundedQuotient(${code(first.left)}, ${code(first.right)}, '${rounding}', ${literal(what)})`;
  const isSimple = first !== undefined && isListOfScalars(first.type) && !wide;
  const codes = call.arguments.map(code);
  if (!isCalculation(name)) {
    const all = mayFail.has(name) ? [...codes, literal(what)] : codes;
    return (wide ? wideCalls : calls)[name](all, isSimple);
  }
  const native = wide ? wideNatives[name] : natives[name];
  return native !== undefined && native.of(call)
    ? native.code(codes, literal(what))
    : `calculate(${literal(name)}, [${codes.join(', ')}], ${literal(what)})`;
};

/** The functions that round a number to an integer. */
const roundings: Readonly<Partial<Record<FunctionName, string>>> = {
  floor: 'floor',
  ceiling: 'ceiling',
  decimal: 'half even',
  'round up': 'up',
  'round down': 'down',
  'round half up': 'half up',
  'round half down': 'half down',
  'round half even': 'half even',
};

const mayFail: ReadonlySet<FunctionName> = new Set(['modulo']);

const isListOfScalars = (type: Type): boolean =>
  type.kind === 'list' && type.of.kind !== 'record' && type.of.kind !== 'list';

interface Native {
  /** Whether the call is one that the code is for. */
  readonly of: (call: Call) => boolean;
  readonly code: (codes: readonly string[], what: string) => string;
}

const single = ({ arguments: { length } }: { readonly arguments: readonly unknown[] }): boolean =>
  length === 1;

/** What JavaScript itself computes, of its own numbers. */
const natives: Readonly<Partial<Record<CalculationName, Native>>> = {
  floor: { of: single, code: (codes) => `Math.floor(${codes.join(', ')})` },
  // There is no negative zero.
  ceiling: { of: single, code: (codes) => `(Math.ceil(${codes.join(', ')}) + 0)` },
  min: { of: (call) => !single(call), code: (codes) => `Math.min(${codes.join(', ')})` },
  max: { of: (call) => !single(call), code: (codes) => `Math.max(${codes.join(', ')})` },
  sum: { of: () => true, code: (codes) => `sumOf(${codes.join(', ')})` },
  'add months': {
    of: ({ arguments: { length } }) => length === 2,
    code: (codes, what) => `monthsLater(${codes.join(', ')}, ${what})`,
  },
};

/** The same of numbers of any digits. */
const wideNatives: typeof natives = {
  min: {
    of: (call) => !single(call),
    code: (codes) => codes.reduce((one, other) => `leastOf(${one}, ${other})`),
  },
  max: {
    of: (call) => !single(call),
    code: (codes) => codes.reduce((one, other) => `greatestOf(${one}, ${other})`),
  },
};

type Calls = Readonly<
  Record<Exclude<FunctionName, CalculationName>, (codes: readonly string[], isSimple: boolean) => string>
>;

const joined = (codes: readonly string[]): string => `[${codes.map((code) => `...${code}`).join(', ')}]`;

const distinct = (list: string, isSimple: boolean): string =>
  isSimple ? `[...new Set(${list})]` : `distinctOf(${list})`;

const calls: Calls = {
  not: ([condition]) => `!${condition ?? ''}`,
  abs: (codes) => `Math.abs(${codes.join(', ')})`,
  modulo: (codes) => `modulo(${codes.join(', ')})`,
  count: ([list]) => `${list ?? ''}.length`,
  'list contains': ([list, sought]) => `${list ?? ''}.includes(${sought ?? ''})`,
  concatenate: joined,
  union: (codes, isSimple) => distinct(joined(codes), isSimple),
  'distinct values': ([list], isSimple) => distinct(list ?? '', isSimple),
};

/** The same of numbers of any digits. */
const wideCalls: Calls = {
  ...calls,
  abs: (codes) => `absOf(${codes.join(', ')})`,
  'list contains': ([list, sought]) => `isAmongOf(${list ?? ''}, ${sought ?? ''})`,
};
