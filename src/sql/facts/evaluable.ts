import type { FactShape } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Looked } from '../../engine/facts/looked.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import { absent, fieldOf, nothing, present, type Column } from '../values/column.js';
import { and, choose, or, yes, type Sql } from '../values/sql-text.js';

export const nowhere: Looked<Column> = { value: nothing, given: nothing, shape: undefined, path: '' };

/** Makes what says whether every name that an expression reads has a value, as in `engine/assumptions.ts`. @param look gives what stands at each part of a path */
export const makeIsEvaluable = (
  edition: Edition,
  look: (root: string, fields: readonly string[]) => readonly Looked<Column>[],
): ((expression: TypedExpression) => Sql) => {
  const isEvaluable = (expression: TypedExpression): Sql =>
    and(
      ...readsOf(expression).map(({ root, fields, onlyAsked }) => {
        if (!edition.facts.has(root)) return yes;
        const found = look(root, fields);
        const last = found.at(-1) ?? nowhere;
        const isGivenWhole =
          onlyAsked || last.shape === undefined
            ? yes
            : or(absent(last.given), isWhole(last.given, last.shape, last.path));
        return found.reduceRight<Sql>(
          (rest, { value, shape }) =>
            shape?.type.nullable === true ? or(absent(value), rest) : and(present(value), rest),
          isGivenWhole,
        );
      }),
    );

  const isWhole = (value: Column, shape: FactShape, path: string): Sql => {
    const ifAbsent = shape.default === null || present(value) === yes ? yes : isEvaluable(shape.default);
    const ifPresent = areFieldsWhole(value, shape, path);
    return ifAbsent === yes && ifPresent === yes ? yes : choose(present(value), ifPresent, ifAbsent);
  };
  const areFieldsWhole = (value: Column, shape: FactShape, path: string): Sql =>
    and(
      ...[...shape.fields].map(([name, field]) => {
        if (name !== '[]')
          return isWhole(value.kind === 'record' ? fieldOf(value, name) : nothing, field, `${path}.${name}`);
        // Defaults in items read nothing but the item (`completedItems`).
        return yes;
      }),
    );
  return isEvaluable;
};
