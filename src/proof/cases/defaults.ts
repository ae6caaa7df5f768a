import { mayMisfit } from '../../engine/facts/out-of-range.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import type { Type } from '../../language/types/types.js';
import { toldExactly } from '../expressions/counted.js';
import { translate } from '../expressions/translate.js';
import type { Translating } from '../expressions/translating.js';
import type { Formula } from '../terms/formula.js';
import { either, nothing, type Symbolic } from '../terms/symbolic.js';
import { and, no, or, type Term } from '../terms/term.js';
import type { Texts } from '../terms/texts.js';
import { misfits } from './misfits.js';

/** The value that a default gives, when it gives none, and when the evaluators count fewer digits of it than there are. */
export interface Default {
  readonly value: Symbolic;
  readonly fails: Term;
  readonly misfits: Term;
  readonly rounds: Term;
}

/** What defaults are translated in. */
interface Defaulting {
  readonly formula: Formula;
  readonly texts: Texts;
  /** Whether every name that an expression reads has a value. */
  readonly isEvaluable: (expression: TypedExpression) => Term;
  readonly translating: (
    what: string,
    under: Term,
    fails: (when: Term) => void,
    item?: Symbolic,
    rounds?: (when: Term) => void,
  ) => Translating;
}

/** Makes what defaults come to: each path's once, unless it reads the item that it stands in. */
export const makeDefaults = ({
  formula,
  texts,
  isEvaluable,
  translating,
}: Defaulting): {
  readonly defaultOf: (expression: TypedExpression, type: Type, path: string) => Default;
  /** @param item that the default may read, of a field of a list's item */
  readonly computedDefault: (
    expression: TypedExpression,
    type: Type,
    path: string,
    item?: Symbolic,
  ) => Default;
} => {
  const defaults = new Map<string, Default>();

  const defaultOf = (expression: TypedExpression, type: Type, path: string): Default => {
    const made = defaults.get(path);
    if (made !== undefined) return made;
    defaults.set(path, { value: nothing, fails: no, misfits: no, rounds: no });
    const one = computedDefault(expression, type, path);
    defaults.set(path, one);
    return one;
  };

  const computedDefault = (
    expression: TypedExpression,
    type: Type,
    path: string,
    item?: Symbolic,
  ): Default => {
    const can = isEvaluable(expression);
    const [failures, roundings]: [Term[], Term[]] = [[], []];
    const inIt = translating(
      path,
      can,
      (when) => failures.push(when),
      item,
      // What is rounded in a default matters only where the default is taken.
      (when) => roundings.push(when),
    );
    const value = translate(expression, inIt);
    if (isComputed(expression)) toldExactly(value, inIt);
    return {
      value: formula.shareAll(either(can, value, nothing)),
      fails: formula.share(or(...failures)),
      rounds: formula.share(or(...roundings)),
      misfits: mayMisfit(expression, type, true)
        ? formula.share(and(can, misfits(value, type, true, texts)))
        : no,
    };
  };

  return { defaultOf, computedDefault };
};

/** Whether numbers in it are computed, and not only chosen. */
const isComputed = (expression: TypedExpression): boolean =>
  expression.kind === 'arithmetic' || expression.kind === 'call' || partsOf(expression).some(isComputed);
