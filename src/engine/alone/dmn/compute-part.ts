import type { ExpressionError, TypedExpression } from '../../../language/syntax/expression.js';
import { typeSyntax } from '../../../language/syntax/parse-expression.js';
import type { Syntax } from '../../../language/syntax/syntax.js';
import type { Scope } from '../../../language/syntax/expression.js';
import { OutOfRange } from '../../out-of-range.js';
import { computeAlone } from '../compute-alone.js';
import { fromValue, none, toValue, type Dmn } from './dmn-value.js';

/** Thrown for what DMN has a value of and the language has not, so that nothing is said of it. */
export class NotSaid extends Error {
  override readonly name = 'NotSaid';
}

/** Values under names that stand for them in a part that is computed. */
export type Bound = ReadonlyMap<Syntax, Dmn>;

const noNames: Scope = {
  resolve: () => undefined,
  names: () => [],
  functionOf: () => undefined,
  functions: () => [],
};

const span = { from: 0, to: 0 };

/** A value as what stands for it in a part. */
export const standIn = (value: Dmn, bound: Map<Syntax, Dmn>): Syntax => {
  if (value.kind === 'plain' && typeof value.value === 'string')
    return { kind: 'text', value: value.value, span };
  if (value.kind === 'plain' && value.value === null) return { kind: 'null', span };
  const syntax: Syntax = { kind: 'invalid', span };
  bound.set(syntax, value);
  return syntax;
};

/**
 * What a part comes to whose own parts are values already, by the types and the evaluators of the language; `null` where it cannot be computed.
 * @throws NotSaid where the language refuses it, or counts it less exactly than DMN
 */
export const computePart = (part: Syntax, bound: Bound): Dmn => {
  const errors: ExpressionError[] = [];
  const expression = typeSyntax(part, {
    source: '',
    scope: noNames,
    report: (error) => errors.push(error),
    known: (syntax) => {
      const value = bound.get(syntax);
      const typed = value && toValue(value);
      if (typed !== undefined) return { kind: 'literal', ...typed, span };
      if (value !== undefined) throw new NotSaid('a list of several kinds, or a function');
      return undefined;
    },
  });
  if (expression === undefined || errors.length > 0)
    throw new NotSaid(errors.map(({ message }) => message).join(' ') || 'it is refused');
  return valueOf(expression);
};

const valueOf = (expression: TypedExpression): Dmn => {
  try {
    return fromValue(computeAlone(expression), expression.type);
  } catch (error) {
    if (!(error instanceof OutOfRange)) throw error;
    if (error.kind === 'misfit' || /digits|outside|milliseconds|more than/.test(error.message))
      throw new NotSaid(error.message);
    return none;
  }
};

/** Computes the call of a function of the language with values. */
export const computeCall = (name: string, given: readonly Dmn[]): Dmn => {
  const bound = new Map<Syntax, Dmn>();
  const arguments_ = given.map((value) => standIn(value, bound));
  return computePart({ kind: 'call', name, nameSpan: span, arguments: arguments_, span }, bound);
};
