import type { TableExpression, TableRow, TypedExpression } from '../../language/syntax/expression.js';
import { canonicalExpression } from '../difference/canonical-expression.js';
import type { Change } from './mutant.js';

type ChangesOf = (expression: TypedExpression) => readonly Change<TypedExpression>[];

/**
 * Every table that differs from this one by one cell: a bound of a test moved, its operator another, any value allowed; an output changed, or
 * that of another row; and each without one of its rows.
 * @param changesOf every expression that differs from one by a slip
 */
export const tableChanges = (
  table: TableExpression,
  changesOf: ChangesOf,
): readonly Change<TypedExpression>[] => [
  ...table.rows.flatMap((row, at) => {
    const put = ({ what, part }: Change<TableRow>): Change<TypedExpression> => ({
      what: `row ${at + 1}, ${what}`,
      part: { ...table, rows: table.rows.with(at, part) },
      row: at,
    });
    return [
      {
        what: `row ${at + 1} left out`,
        part: { ...table, rows: table.rows.toSpliced(at, 1) },
        row: at,
      },
      ...row.tests.flatMap((test, column) =>
        test === null
          ? []
          : testChanges(test, changesOf).map((change) =>
              put({
                what: `${nameOf(table.inputs[column])}: ${change.what}`,
                part: { ...row, tests: row.tests.with(column, change.part) },
              }),
            ),
      ),
      ...outputChanges(table, row, changesOf).map((change) =>
        put({ what: `output: ${change.what}`, part: { ...row, then: change.part } }),
      ),
    ];
  }),
  ...(table.otherwise === null ? [] : changesOf(table.otherwise)).map(({ what, part }) => ({
    what: `otherwise: ${what}`,
    part: { ...table, otherwise: part },
  })),
];

/** Of a test: what it compares with, how, and whether it asks at all. */
const testChanges = (
  test: TypedExpression,
  changesOf: ChangesOf,
): readonly Change<TypedExpression | null>[] => [
  ...changesOf(test).filter(({ what }) => !/^(?:(?:left|right) side of )?(?:and|or)\b/.test(what)),
  { what: 'any value', part: null },
];

/** Where nothing else changes an output, that of another row stands in its place. */
const outputChanges = (
  { rows }: TableExpression,
  { then }: TableRow,
  changesOf: ChangesOf,
): readonly Change<TypedExpression>[] => {
  const own = changesOf(then);
  if (own.length > 0) return own;
  const written = writtenOf(then);
  const at = rows.findIndex((row) => writtenOf(row.then) !== written);
  const other = rows[at];
  return other === undefined ? [] : [{ what: `that of row ${at + 1}`, part: other.then }];
};

/** What an expression says, without its places. */
const writtenOf = (expression: TypedExpression): string =>
  JSON.stringify(canonicalExpression(expression, (root, fields) => [root, ...fields]));

const nameOf = (input: TypedExpression | undefined): string =>
  input?.kind === 'read' ? [input.root, ...input.fields].join('.') : '';
