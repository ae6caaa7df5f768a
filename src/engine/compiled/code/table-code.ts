import type { TableExpression, TypedExpression } from '../../../language/syntax/expression.js';
import { isWrittenOut } from '../../../language/syntax/walk.js';
import { comparedValues } from '../../../language/tables/column-test.js';
import { literal } from './source-text.js';

/**
 * Source of the numbers of a table's rows that apply. They are found by the index that the module's runtime makes of the table; only tests that
 * the value of their input does not decide are code.
 */
export const rowsCode = (
  table: TableExpression,
  term: string,
  code: (part: TypedExpression) => string,
): string => {
  const tests = table.rows.flatMap(({ tests: ofRow }, row) =>
    ofRow.flatMap((test, column) => {
      const input = table.inputs[column];
      if (test === null || input === undefined || comparedValues(test, input) !== undefined) return [];
      return [`case ${row * table.inputs.length + column}: return ${code(test)};`];
    }),
  );
  const holds =
    tests.length === 0
      ? 'null'
      : `(row, column) => { switch (row * ${table.inputs.length} + column) { ${tests.join(' ')} default: return true; } }`;
  const drops = table.rows.some(({ rests }) => rests !== undefined) ? ', notInForce' : '';
  return `rowsOf(${literal(term)}, [${table.inputs.map(code).join(', ')}], ${holds}${drops})`;
};

/** Source of what a table comes to by rows that apply. Outputs that are written out are the runtime's; only others are code. */
export const tableCode = (
  { rows, otherwise }: TableExpression,
  term: string,
  found: string,
  code: (part: TypedExpression) => string,
): string => {
  const outputs = [
    ...(otherwise === null ? [] : [[0, otherwise] as const]),
    ...rows.map(({ then }, at) => [at + 1, then] as const),
  ];
  const computed = outputs
    .filter(([, output]) => !isWrittenOut(output))
    .map(([row, output]) => `case ${row}: return ${code(output)};`);
  const compute =
    computed.length === 0
      ? 'null'
      : `(row) => { switch (row) { ${computed.join(' ')} default: return null; } }`;
  return `outputOf(${literal(term)}, ${found}, ${compute})`;
};
