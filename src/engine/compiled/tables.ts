import type { RuleSet } from '../../edition/model/rule-set.js';
import type { TableExpression, TypedExpression } from '../../language/syntax/expression.js';
import { isWrittenOut } from '../../language/syntax/walk.js';
import { makeRowIndex, type RowIndex } from '../../language/tables/row-index.js';
import { collected, noRow, requireOne } from '../../language/tables/table-value.js';
import type { Computed } from '../../language/types/types.js';
import { EvaluationDefect } from '../defect.js';
import { notComputed } from '../facts/out-of-range.js';

/** What generated code asks of the tables of a rule set. */
export const tableFunctions = ({ definitions }: RuleSet) => {
  const tables = new Map<string, Indexed>();
  const tableOf = (term: string): Indexed => {
    const known = tables.get(term);
    if (known !== undefined) return known;
    const table = definitions.find((definition) => definition.term === term)?.is;
    if (table?.kind !== 'table') throw new EvaluationDefect(`${term} is no table`);
    const { otherwise, rows } = table;
    const outputs = [otherwise ?? undefined, ...rows.map(({ then }) => then)];
    const made = {
      table,
      index: makeRowIndex(table),
      outputs: outputs.map((output) => (output === undefined ? undefined : writtenOut(output))),
    };
    tables.set(term, made);
    return made;
  };
  return {
    /** The numbers of the rows that apply, from 1; without those that drop out with clauses that are held invalid. */
    rowsOf: (
      term: string,
      values: readonly Computed[],
      holds: ((row: number, column: number) => boolean) | null,
      notInForce: readonly string[] = [],
    ): readonly number[] => tableOf(term).index.rowsFor(values, holds ?? always, notInForce),
    /** What a table comes to by rows that apply; `compute` gives the outputs that are not written out, 0 where no row applies. */
    outputOf: (
      term: string,
      rows: readonly number[],
      compute: ((row: number) => Computed) | null,
    ): Computed => {
      const { table, outputs } = tableOf(term);
      const outputOfRow = (row: number): Computed => {
        const written = outputs[row];
        if (written !== undefined) return written;
        return compute === null ? noRow() : compute(row);
      };
      try {
        requireOne(table.hit, rows);
        if (rows.length === 0) return table.otherwise === null ? noRow() : outputOfRow(0);
        return collected(table.hit, rows.map(outputOfRow));
      } catch (cause) {
        throw notComputed(term, cause);
      }
    },
  };
};

interface Indexed {
  readonly table: TableExpression;
  readonly index: RowIndex;
  /** By row, the first where none applies: what is written out; `undefined` where it is computed. */
  readonly outputs: readonly (Computed | undefined)[];
}

const always = (): boolean => true;

/** The value of an output that is made of literals alone. */
const writtenOut = (output: TypedExpression): Computed | undefined => {
  if (!isWrittenOut(output)) return undefined;
  if (output.kind === 'literal') return output.value;
  if (output.kind === 'list') return output.items.map((item) => writtenOut(item) ?? null);
  return output.kind === 'record'
    ? Object.fromEntries(output.fields.map(([name, field]) => [name, writtenOut(field) ?? null]))
    : undefined;
};
