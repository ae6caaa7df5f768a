import {
  withRowsChanged,
  withRowsOf,
  type TableExchange,
  type TableRow,
} from '../../edition/read/exchange-table.js';
import { readEditionFiles } from '../../edition/read/edition-files.js';
import { makeFindings } from '../../edition/read/diagnostic.js';
import type { Place } from '../../edition/read/place.js';
import { wholeItems } from '../../edition/read/structure.js';
import { clauseSeparator, ownColumns, rowsWritten } from '../../edition/read/table-rows.js';
import { describeType } from '../../language/types/describe-type.js';
import { typeOf } from '../../edition/read/shapes.js';
import { refused, type Edited } from './edit-refusal.js';

type Files = ReadonlyMap<string, string>;

/** A stretch of a file: lines and columns from 1, the end not included. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A decision table as a grid shows it. */
export interface TableForm {
  readonly table: string;
  readonly describes: string;
  readonly clauses: readonly string[];
  readonly hit: string;
  /** The file in which its rows stand. */
  readonly file: string;
  readonly columns: readonly {
    readonly name: string;
    readonly kind: 'input' | 'output' | 'own';
    /** Of an input the name whose value it tests, of an output its type. */
    readonly of: string;
  }[];
  readonly rows: readonly {
    /** By column, as it is written; several clauses with `|` between. */
    readonly cells: Readonly<Record<string, string>>;
    /** Where each stands that is there, and the row itself under `''`. */
    readonly places: Readonly<Record<string, Stretch>>;
  }[];
}

/** The tables whose rows a file of an edition has, or names. */
export const tableForms = (files: Files, file: string): readonly TableForm[] => {
  const { tables } = readEditionFiles(files, undefined, makeFindings());
  if (tables === undefined) return [];
  return wholeItems(tables, 'tables').flatMap(({ value, path }): readonly TableForm[] => {
    const at = typeof value.rows === 'string' ? value.rows : 'tables.yaml';
    if (file !== 'tables.yaml' && file !== at) return [];
    const rows = rowsWritten({ ...value }, path, tables);
    const [clauses, note] = ownColumns;
    return [
      {
        table: value.table,
        describes: value.describes ?? '',
        clauses: value.clauses ?? [],
        hit: typeof value.hit === 'string' ? value.hit : JSON.stringify(value.hit),
        file: at,
        columns: [
          ...Object.entries(value.inputs).map(([name, of]) => ({ name, kind: 'input' as const, of })),
          ...Object.entries(value.outputs).map(([name, shape]) => ({
            name,
            kind: 'output' as const,
            of: describeType(typeOf(shape)),
          })),
          ...ownColumns.map((name) => ({ name, kind: 'own' as const, of: '' })),
        ],
        rows: rows.map((row) => ({
          cells: {
            ...Object.fromEntries([...row.cells].map(([column, { text }]) => [column, text])),
            ...(row.clauses.length === 0
              ? {}
              : { [clauses]: row.clauses.map(({ text }) => text).join(` ${clauseSeparator} `) }),
            ...(row.note === '' ? {} : { [note]: row.note }),
          },
          places: {
            '': stretchOf(row.place),
            ...Object.fromEntries([...row.cells].map(([column, { place }]) => [column, stretchOf(place)])),
            ...(row.clauses[0] === undefined
              ? {}
              : { [clauses]: stretchOf({ ...row.clauses[0].place, to: row.clauses.at(-1)?.place.to ?? 0 }) }),
          },
        })),
      },
    ];
  });
};

const stretchOf = ({ source, from, to }: Place): Stretch => {
  const [start, end] = [source.position(from), source.position(to)];
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
};

/** What a grid changes: one cell, a row, or all rows by those of a CSV text. */
export type TableEdit =
  | {
      readonly kind: 'cell';
      readonly table: string;
      readonly row: number;
      readonly column: string;
      readonly text: string;
    }
  | {
      readonly kind: 'row';
      readonly table: string;
      readonly row: number;
      readonly put: 'below' | 'away' | 'up' | 'down';
    }
  | { readonly kind: 'rows'; readonly table: string; readonly csv: string; readonly name: string };

/** The text of a file with other rows of a table in it. What its cells say is left to the check, which tells it at the cell. */
export const editTable = (files: Files, file: string, edit: TableEdit): Edited => {
  const { table } = edit;
  const form = tableForms(files, file).find((one) => one.table === table);
  if (form === undefined)
    return refused(
      [],
      `There is no whole table \`${table}\` here.`,
      'See the findings, and mend it in the YAML.',
    );
  if (form.file !== file)
    return refused([], `The rows of \`${table}\` stand in ${form.file}.`, 'Change them there.');
  if (edit.kind === 'rows') return editedFrom(withRowsOf(files, '', table, edit.csv, edit.name));
  const { row: at } = edit;
  if (form.rows[at] === undefined && !(edit.kind === 'row' && edit.put === 'below'))
    return refused([], 'This row is not there any more.', 'Look at the table again.');
  if (edit.kind === 'cell') {
    const { column, text } = edit;
    if (!form.columns.some(({ name }) => name === column))
      return refused([], `The table has no column \`${column}\`.`, 'Look at the table again.');
    return editedFrom(
      withRowsChanged(files, '', table, (rows) =>
        rows.map((row, place) => (place === at ? withCell(row, column, text.trim()) : row)),
      ),
    );
  }
  if (edit.put === 'away' && form.rows.length === 1)
    return refused([], 'A table has a row.', 'Change this one, or take the table out in the YAML.');
  const { put } = edit;
  return editedFrom(withRowsChanged(files, '', table, (rows) => moved(rows, at, put)));
};

const withCell = (row: TableRow, column: string, text: string): TableRow => {
  const [clauses, note] = ownColumns;
  if (column === note) return { ...row, note: text };
  if (column === clauses)
    return {
      ...row,
      clauses: text
        .split(clauseSeparator)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    };
  const cells = new Map(row.cells);
  if (text === '') cells.delete(column);
  else cells.set(column, text);
  return { ...row, cells };
};

const moved = (
  rows: readonly TableRow[],
  at: number,
  put: 'below' | 'away' | 'up' | 'down',
): readonly TableRow[] => {
  const row = rows[at];
  if (put === 'below') {
    // A copy is nearer to what is meant than an empty row, and is told as an overlap until it is changed.
    const copy = row ?? rows.at(-1);
    return copy === undefined ? rows : rows.toSpliced(at + 1, 0, copy);
  }
  if (row === undefined) return rows;
  const others = rows.toSpliced(at, 1);
  if (put === 'away') return others;
  return others.toSpliced(put === 'up' ? Math.max(0, at - 1) : at + 1, 0, row);
};

const editedFrom = (made: TableExchange): Edited => {
  if (made.code === 'exchanged') return { code: 'edited', text: made.text };
  if (made.code === 'no-table')
    return refused([], 'The table is not there any more.', 'Look at the file again.');
  return {
    code: 'refused',
    remarks: made.diagnostics.map(({ file, line, column, message, hint }) => ({
      path: [],
      message: `${file}, line ${line}, column ${column}: ${message}`,
      hint,
    })),
  };
};
