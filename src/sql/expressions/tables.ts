import type { TableExpression, TypedExpression } from '../../language/syntax/expression.js';
import { Untranslatable } from '../untranslatable.js';
import { either, nothing, type Column } from '../values/column.js';
import { and, not, or, surely, yes, type Sql } from '../values/sql-text.js';
import { conditionOf, type Translating } from './translating.js';

/** A table with more rows is a relation of its own, and no expression. */
const mostRows = 400;

/** What a decision table comes to (`language/tables/table-value.ts`); it fails where rows apply together of which one alone may, or none does. */
export const tableOf = (
  table: TableExpression,
  given: Translating,
  translate: (part: TypedExpression, given: Translating) => Column,
): Column => {
  const { under, fails, share } = given;
  const { hit } = table;
  if (hit !== 'unique' && hit !== 'first') throw new Untranslatable(`a table that is read as \`${hit}\``);
  if (table.rows.length > mostRows) throw new Untranslatable(`a table of more than ${mostRows} rows`);
  const where = (conditions: readonly Sql[], part: TypedExpression): Column =>
    translate(part, { ...given, under: [...under, ...conditions] });
  const before: Sql[] = [];
  const rows = table.rows.map(({ tests, then }) => {
    // A test that may fail is tried only where those before it hold, and in a table of which the first row counts only where no row has.
    const reached = hit === 'first' ? before.map(not) : [];
    const holding: Sql[] = [];
    for (const test of tests)
      if (test !== null) holding.push(surely(conditionOf(where([...reached, ...holding], test))));
    const applies = share(and(...holding));
    before.push(applies);
    return { applies, value: where([...reached, applies], then) };
  });
  const none = not(or(...before));
  if (hit === 'unique' && before.length > 1)
    fails(and(...under, `((${before.map((one) => `CASE WHEN ${one} THEN 1 ELSE 0 END`).join(' + ')}) > 1)`));
  if (table.otherwise === null) fails(and(...under, none));
  const otherwise = table.otherwise === null ? nothing : where([none], table.otherwise);
  const isSure = before.at(-1) === yes || table.otherwise !== null;
  const [last, ...others] = [...rows].reverse();
  const start = isSure || last === undefined ? otherwise : last.value;
  const left = isSure || last === undefined ? [...rows].reverse() : others;
  return left.reduce<Column>((rest, { applies, value }) => either(applies, value, rest), start);
};
