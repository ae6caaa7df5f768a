import { compileFunction } from 'node:vm';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Computed, Value } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import { makeCells } from '../compiled/code/cells.js';
import { expressionCode } from '../compiled/code/expression-code.js';
import { computing as usual } from '../compiled/computing.js';
import { seldomComputing } from '../compiled/seldom-computing.js';
import { asGiven } from '../facts/fact-values.js';
import { EvaluationDefect } from '../defect.js';
import { held } from '../facts/out-of-range.js';
import { makeFeelEvaluation } from '../reference/feel-evaluation.js';

/** Values of names that an expression reads, by the name. */
export type Values = Readonly<Record<string, Value>>;

const byReference = makeFeelEvaluation();

/**
 * What an expression comes to by itself, by both evaluators, held to its type. Throws `OutOfRange` where it cannot be computed, and a defect where
 * the two differ.
 */
export const computeAlone = (expression: TypedExpression, values: Values = {}): Value => {
  const read = (root: string, fields: readonly string[]): Value =>
    fields.reduce<Value>((of, field) => fieldOf(of, field), values[root] ?? null);
  const [compiled, reference] = [
    settled(() => byCode(expression, read)),
    settled(() => byReference(expression, read, what)),
  ];
  if ('error' in compiled && 'error' in reference) throw compiled.error;
  if ('error' in compiled || 'error' in reference || !sameValue(compiled.value, reference.value))
    throw new EvaluationDefect('The evaluators differ on an expression', {
      cause: 'error' in compiled ? compiled.error : 'error' in reference ? reference.error : undefined,
    });
  return asGiven(held(compiled.value, expression.type, what));
};

const what = 'the expression';

const computing = { ...usual, ...seldomComputing };

type Settled = { readonly value: Computed } | { readonly error: unknown };

const settled = (compute: () => Computed): Settled => {
  try {
    return { value: compute() };
  } catch (error) {
    return { error };
  }
};

const byCode = (
  expression: TypedExpression,
  read: (root: string, fields: readonly string[]) => Value,
): Computed => {
  const reads: Value[] = [];
  const code = expressionCode(expression, {
    cells: makeCells(),
    needs: new Set(),
    read: (root, fields) => `reads[${reads.push(read(root, fields)) - 1}]`,
    isPresent: (root, fields) => String(read(root, fields) !== null),
    what,
    variables: new Map(),
    widths: {
      known: new WeakMap(),
      wideVariables: new Set(),
      isWide: () => false,
      boundsOf: () => undefined,
    },
  });
  const names = Object.keys(computing);
  // Made of text of an edition only by `literal`, as all generated code is.
  const compute = compileFunction(`'use strict'; return ${code};`, ['reads', ...names]);
  const value: unknown = Reflect.apply(compute, undefined, [reads, ...Object.values(computing)]);
  return value === 0 ? 0 : (value as Computed); // typed by the checker
};

const fieldOf = (value: Value, field: string): Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, field)
    ? ((value as Values)[field] ?? null) // a record that has the field
    : null;
