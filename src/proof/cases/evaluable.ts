import type { FactShape } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Looked } from '../../engine/facts/looked.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { Formula } from '../terms/formula.js';
import { nothing, type Symbolic } from '../terms/symbolic.js';
import { and, choose, implies, no, or, yes, type Term } from '../terms/term.js';

export const nowhere: Looked<Symbolic> = { value: nothing, given: nothing, shape: undefined, path: '' };

/** Makes what says whether every name that an expression reads has a value, as in `engine/assumptions.ts`. @param look gives what stands at each part of a path */
export const makeIsEvaluable = (
  edition: Edition,
  formula: Formula,
  look: (root: string, fields: readonly string[]) => readonly Looked<Symbolic>[],
): ((expression: TypedExpression) => Term) => {
  const isEvaluable = (expression: TypedExpression): Term =>
    formula.share(
      and(
        ...readsOf(expression).map(({ root, fields, onlyAsked }) => {
          if (!edition.facts.has(root)) return yes;
          const found = look(root, fields);
          const last = found.at(-1) ?? nowhere;
          const isGivenWhole =
            onlyAsked || last.shape === undefined
              ? yes
              : or(last.given.absent, isWhole(last.given, last.shape));
          return found.reduceRight<Term>(
            (rest, { value, shape }) => choose(value.absent, shape?.type.nullable === true ? yes : no, rest),
            isGivenWhole,
          );
        }),
      ),
    );

  const isWhole = (value: Symbolic, shape: FactShape): Term => {
    const ifAbsent =
      shape.default === null || value.absent.text === 'false' ? yes : isEvaluable(shape.default);
    return choose(value.absent, ifAbsent, areFieldsWhole(value, shape));
  };
  const areFieldsWhole = (value: Symbolic, shape: FactShape): Term =>
    and(
      ...[...shape.fields].map(([name, field]) =>
        name !== '[]'
          ? isWhole(value.kind === 'record' ? (value.fields.get(name) ?? nothing) : nothing, field)
          : value.kind === 'list'
            ? and(...value.items.map((item) => implies(item.there, isWhole(item.value, field))))
            : yes,
      ),
    );
  return isEvaluable;
};
