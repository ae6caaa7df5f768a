import type { FunctionName, OfKind, TypedExpression } from './expression.js';
import { feelLiteral } from './feel-literals.js';
import { isMoney } from '../money/money-types.js';
import { comparedMoney, operandsOf, operationOf } from '../operations.js';
import { isNumeric, isTemporal } from '../types/type-relations.js';
import { isCalculation, type CalculationName } from '../numbers/calculations.js';
import { isFunctionName } from '../functions.js';
import { calculationVariable } from './feel-functions.js';

export { feelFunctions } from './feel-functions.js';

/** An expression as FEEL text for feelin, and the values that its variables stand for. */
export interface LoweredExpression {
  readonly source: string;
  /** `variable` is to hold the value of `fields` below `root`, or null where one on the way is absent. */
  readonly reads: readonly {
    readonly variable: string;
    readonly root: string;
    readonly fields: readonly string[];
  }[];
}

/**
 * Writes an expression in FEEL that feelin 8.2.0 evaluates to our meaning without a warning: every read of the scope is
 * a variable of its own, a field of what may be absent is guarded, `and` and `or` do not evaluate a right side that
 * cannot matter. Feelin's context holds the reads and `feelFunctions`. Records in values have all their fields,
 * absent ones null.
 *
 * Names begin with an underscore, which no field does, since feelin spreads fields into the scope of filters and of
 * later entries of a record.
 */
export const lowerToFeel = (expression: TypedExpression): LoweredExpression => {
  const reads = new Map<string, LoweredExpression['reads'][number]>();
  let locals = 0;
  const lowering: Lowering = {
    variables: new Map(),
    read: (root, fields) => {
      const key = JSON.stringify([root, ...fields]);
      const known = reads.get(key) ?? { variable: `_v${reads.size}`, root, fields };
      reads.set(key, known);
      return known.variable;
    },
    local: () => `_x${locals++}`,
  };
  return { source: lower(expression, lowering), reads: [...reads.values()] };
};

interface Lowering {
  /** Names of bound variables in the text, by their names in the source. */
  readonly variables: ReadonlyMap<string, string>;
  readonly read: (root: string, fields: readonly string[]) => string;
  /** A new name for a bound variable. */
  readonly local: () => string;
}

/** Every case gives a text that stands anywhere without further parentheses. */
const lower = (expression: TypedExpression, lowering: Lowering): string => {
  const text = (part: TypedExpression): string => lower(part, lowering);
  const called = (name: CalculationName, parts: readonly TypedExpression[]): string =>
    `${calculationVariable(name)}(${parts.map(text).join(', ')})`;
  switch (expression.kind) {
    case 'literal':
      return feelLiteral(expression.value);
    case 'read':
      return lowering.read(expression.root, expression.fields);
    case 'variable':
      return guardedPath(lowering.variables.get(expression.name) ?? expression.name, expression.fields);
    case 'field':
      return lowerField(expression, lowering);
    case 'negate':
      if (isMoney(expression.of.type)) return called('negate money', [expression.of]);
      return negated(text(expression.of));
    case 'arithmetic': {
      const operation = operationOf(expression);
      if (operation !== undefined)
        return `${calculationVariable(operation)}(${operandsOf(expression, text, negated).join(', ')})`;
      return expression.type.kind === 'text'
        ? `(${text(expression.left)} + ${text(expression.right)})`
        : `${decimalOperations[expression.operator]}(${text(expression.left)}, ${text(expression.right)})`;
    }
    case 'compare':
      return (
        comparedMoney(expression, called, feelSigns) ??
        comparedNumbers(expression, text) ??
        `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`
      );
    case 'and':
      return `(if ${text(expression.left)} then ${text(expression.right)} else false)`;
    case 'or':
      return `(if ${text(expression.left)} then true else ${text(expression.right)})`;
    case 'if': {
      const [condition, then, otherwise] = [expression.condition, expression.then, expression.else].map(text);
      return `(if ${condition ?? ''} then ${then ?? ''} else ${otherwise ?? ''})`;
    }
    case 'some':
    case 'every': {
      const list = text(expression.in);
      const [x, inner] = bind(expression.variable, lowering);
      return `(${expression.kind} ${x} in ${list} satisfies ${lower(expression.satisfies, inner)})`;
    }
    case 'for': {
      const list = text(expression.in);
      const [x, inner] = bind(expression.variable, lowering);
      return `(for ${x} in ${list} return ${lower(expression.return, inner)})`;
    }
    case 'filter': {
      const list = text(expression.in);
      const [x, inner] = bind('item', lowering);
      const kept = `(for ${x} in ${list} return {_keep: ${lower(expression.where, inner)}, _item: ${x}})[_keep = true]`;
      const y = lowering.local();
      return `(for ${y} in ${kept} return ${y}._item)`;
    }
    case 'index':
      return `_itemAt(${text(expression.in)}, ${text(expression.at)})`;
    case 'call':
      return callText(expression, expression.arguments.map(text));
    case 'list':
      return `[${expression.items.map(text).join(', ')}]`;
    case 'record':
      return lowerRecord(expression.fields, lowering);
    case 'let': {
      const locals = expression.variables.map((name) => [name, lowering.local()] as const);
      const bindings = locals.map(([, local], at) => {
        const value = expression.values[at];
        return `${local} in [${value === undefined ? 'null' : text(value)}]`;
      });
      const inner = { ...lowering, variables: new Map([...lowering.variables, ...locals]) };
      return `(for ${bindings.join(', ')} return ${lower(expression.in, inner)})[1]`;
    }
    case 'table':
      throw new TypeError('The cells of a table are evaluated one by one');
  }
};

const feelSigns = { '=': '=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const negated = (text: string): string => `_subtract(0, ${text})`;

/** A comparison of numbers, or of points or lengths of time; `null` of anything else. */
const comparedNumbers = (
  { operator, left, right }: OfKind<'compare'>,
  text: (part: TypedExpression) => string,
): string | null =>
  [left, right].every(({ type }) => isNumeric(type) || isTemporal(type))
    ? `(_compare(${text(left)}, ${text(right)}) ${feelSigns[operator]} 0)`
    : null;

const decimalOperations = { '+': '_add', '-': '_subtract', '*': '_multiply', '/': '_divide' } as const;

const callText = (call: OfKind<'call'>, texts: readonly string[]): string => {
  const name = call.function;
  return isCalculation(name) ? `${calculationVariable(name)}(${texts.join(', ')})` : calls[name](texts);
};

const calls: Readonly<Record<Exclude<FunctionName, CalculationName>, (texts: readonly string[]) => string>> =
  {
    not: ([condition]) => `(if ${condition ?? ''} then false else true)`,
    abs: (texts) => `_abs(${texts.join(', ')})`,
    modulo: (texts) => `_modulo(${texts.join(', ')})`,
    count: (texts) => `count(${texts.join(', ')})`,
    'list contains': (texts) => `_listContains(${texts.join(', ')})`,
    concatenate: (texts) => `concatenate(${texts.join(', ')})`,
    union: (texts) => `_distinctValues(concatenate(${texts.join(', ')}))`,
    'distinct values': (texts) => `_distinctValues(${texts.join(', ')})`,
  };

const bind = (name: string, lowering: Lowering): readonly [string, Lowering] => {
  const local = lowering.local();
  return [local, { ...lowering, variables: new Map([...lowering.variables, [name, local]]) }];
};

/** A path that is null as soon as one of its steps is, which feelin would warn of. */
const guardedPath = (name: string, fields: readonly string[]): string => {
  if (fields.length === 0) return name;
  const steps = fields.map((_, index) => [name, ...fields.slice(0, index)].join('.'));
  return `(${steps.map((step) => `if ${step} = null then null else `).join('')}${[name, ...fields].join('.')})`;
};

/** Fields of one computed record are read from a variable, so that it is evaluated once. */
const lowerField = (expression: TypedExpression, lowering: Lowering): string => {
  const fields: string[] = [];
  let base = expression;
  for (; base.kind === 'field'; base = base.of) fields.unshift(base.field);
  const local = lowering.local();
  return `(for ${local} in [${lower(base, lowering)}] return ${guardedPath(local, fields)})[1]`;
};

/** Entries come from variables where a field has a function's name, which would hide it from later entries. */
const lowerRecord = (fields: readonly (readonly [string, TypedExpression])[], lowering: Lowering): string => {
  const texts = fields.map(([key, value]) => [key, lower(value, lowering)] as const);
  const record = (entries: readonly (readonly [string, string])[]): string =>
    `{${entries.map(([key, text]) => `${feelLiteral(key)}: ${text}`).join(', ')}}`;
  if (!fields.some(([key]) => isFunctionName(key))) return record(texts);
  const bound = texts.map(([key, text]) => ({ key, text, local: lowering.local() }));
  const bindings = bound.map(({ local, text }) => `${local} in [${text}]`).join(', ');
  return `(for ${bindings} return ${record(bound.map(({ key, local }) => [key, local]))})[1]`;
};
