import { isMap, isSeq, parseDocument } from 'yaml';
import { makeFindings, type Diagnostic } from './diagnostic.js';
import { suggestion } from '../../language/nearest.js';
import { writeCsv } from './csv.js';
import { writeValue } from '../edit/write-value.js';
import { readEditionFiles } from './edition-files.js';
import type { Path } from './place.js';
import { plainSource } from './source.js';
import { wholeItems, type Item, type Structured } from './structure.js';
import {
  clauseSeparator,
  columnsOf,
  csvFormOf,
  ownColumns,
  rowsOfCsv,
  rowsWritten,
  type WrittenTableRow,
} from './table-rows.js';
import type { WrittenTable } from './written.js';

/** A file of an edition that is to be written anew, or why there is none. */
export type TableExchange =
  | { readonly code: 'exchanged'; readonly file: string; readonly text: string; readonly rows: number }
  | { readonly code: 'no-table'; readonly known: readonly string[] }
  | { readonly code: 'unreadable'; readonly diagnostics: readonly Diagnostic[] };

/** The rows of a table as CSV: its inputs, its outputs, the clauses and notes of each row; `file` says where they stand now. */
export const tableToCsv = (
  files: ReadonlyMap<string, string>,
  folder: string,
  term: string,
  separator: string,
): TableExchange =>
  withTable(files, folder, term, (table, structured, wrong) => {
    const rows = rowsWritten({ ...table.value }, table.path, structured, wrong);
    const { rows: written } = table.value;
    return {
      file: typeof written === 'string' ? written : 'tables.yaml',
      text: csvOf(columnsOf({ ...table.value }), rows.map(plainRow), separator),
      rows: rows.length,
    };
  });

/** The file of an edition in which the rows of a table stand, with those of a CSV text in their place. @param name how the text is named in diagnostics */
export const withRowsOf = (
  files: ReadonlyMap<string, string>,
  folder: string,
  term: string,
  csv: string,
  name: string,
): TableExchange =>
  withTable(files, folder, term, (table, structured, wrong) => {
    const columns = columnsOf({ ...table.value });
    const rows = rowsOfCsv(plainSource(name, name, csv), columns, wrong);
    tellUnknown(rows, columns, wrong);
    return { ...withRowsIn(table, structured, rows.map(plainRow)), rows: rows.length };
  });

/** A row of a table as somebody edits it. */
export interface TableRow {
  /** By column; without `clauses` and `note`. */
  readonly cells: ReadonlyMap<string, string>;
  readonly clauses: readonly string[];
  readonly note: string;
  /** How tables.yaml has it: what still says the same stays as it is. */
  readonly written?: Readonly<Record<string, unknown>>;
}

/** The file in which the rows of a table stand, with other ones in their place. */
export const withRowsChanged = (
  files: ReadonlyMap<string, string>,
  folder: string,
  term: string,
  change: (rows: readonly TableRow[]) => readonly TableRow[],
): TableExchange =>
  withTable(files, folder, term, (table, structured, wrong) => {
    const { rows: written } = table.value;
    const rows = rowsWritten({ ...table.value }, table.path, structured, wrong).map(
      (row, place): TableRow => {
        const item = typeof written === 'string' ? undefined : written[place];
        return item === undefined ? plainRow(row) : { ...plainRow(row), written: item };
      },
    );
    const changed = change(rows);
    return { ...withRowsIn(table, structured, changed), rows: changed.length };
  });

const plainRow = ({ cells, clauses, note }: WrittenTableRow): TableRow => ({
  cells: new Map([...cells].map(([column, { text }]) => [column, text])),
  clauses: clauses.map(({ text }) => text),
  note,
});

/** The file of a table's rows with others in it; in tables.yaml, what stays the same keeps its comments and layout. */
const withRowsIn = (
  { value, path }: Item<WrittenTable>,
  structured: Structured<'tables'>,
  rows: readonly TableRow[],
): { readonly file: string; readonly text: string } => {
  const columns = columnsOf({ ...value });
  if (typeof value.rows === 'string') {
    const before = structured.beside?.get(value.rows)?.text ?? '';
    const { separator, head } = csvFormOf(before, columns);
    const text = head + csvOf(columns, rows, separator);
    return { file: value.rows, text: before.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text };
  }
  const { text } = structured.source;
  const at = [...path, 'rows'];
  const next = rows.map((row) => asYaml(row, columns));
  return { file: 'tables.yaml', text: writeValue(text, at, next) ?? writtenAnew(text, at, next) };
};

const writtenAnew = (text: string, path: Path, rows: readonly object[]): string => {
  const document = parseDocument(text, { version: '1.2' });
  const list = document.createNode(rows);
  if (isSeq(list)) for (const item of list.items) if (isMap(item)) item.flow = true;
  document.setIn(path, list);
  return document.toString({ lineWidth: 110 });
};

/** Tells of cells in a column that the table does not have: they would be lost. */
const tellUnknown = (rows: readonly WrittenTableRow[], columns: readonly string[], wrong: Wrong): void => {
  const told = new Set<string>();
  for (const { cells } of rows)
    for (const [column, { place }] of cells) {
      if (columns.includes(column) || told.has(column)) continue;
      told.add(column);
      wrong(
        place,
        `The table has no column \`${column}\`, and what stands in it would be lost.`,
        suggestion(
          column,
          columns,
          `Add the column in tables.yaml, or take it out; there are ${columns.join(', ')}.`,
        ),
      );
    }
};

type Wrong = NonNullable<Parameters<typeof rowsWritten>[3]>;

const withTable = (
  files: ReadonlyMap<string, string>,
  folder: string,
  term: string,
  exchange: (
    table: Item<WrittenTable>,
    structured: Structured<'tables'>,
    wrong: Wrong,
  ) => Omit<Extract<TableExchange, { code: 'exchanged' }>, 'code'>,
): TableExchange => {
  const findings = makeFindings();
  const { tables } = readEditionFiles(files, folder, makeFindings());
  const items = tables === undefined ? [] : wholeItems(tables, 'tables');
  const table = items.find(({ value }) => value.table === term);
  if (tables === undefined || table === undefined)
    return { code: 'no-table', known: items.map(({ value }) => value.table) };
  const exchanged = exchange(table, tables, (place, message, hint) => {
    findings.report('table-csv', place, { message, hint });
  });
  const diagnostics = findings.sorted();
  return diagnostics.length > 0 ? { code: 'unreadable', diagnostics } : { code: 'exchanged', ...exchanged };
};

const csvOf = (columns: readonly string[], rows: readonly TableRow[], separator: string): string => {
  const [clauses, note] = ownColumns;
  const own = rows.some((row) => row.note !== '') ? [clauses, note] : [clauses];
  const header = [...columns, ...own];
  return writeCsv(
    [
      header,
      ...rows.map((row) =>
        header.map((column) => {
          if (column === clauses) return row.clauses.join(` ${clauseSeparator} `);
          return column === note ? row.note : (row.cells.get(column) ?? '');
        }),
      ),
    ],
    separator,
  );
};

/** A row as tables.yaml has it; a plain number stands without quotes. */
const asYaml = (
  { cells, clauses, note, written = {} }: TableRow,
  columns: readonly string[],
): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(
    columns.flatMap((column) => {
      const text = cells.get(column);
      if (text === undefined) return [];
      const before = written[column];
      if (isPlain(before) && String(before) === text) return [[column, before]];
      return [[column, String(Number(text)) === text ? Number(text) : text]];
    }),
  ),
  ...(clauses.length === 0 ? {} : { clauses }),
  ...(note === '' ? {} : { note }),
});

/** Whether a cell is written as a text, a number, true or false. */
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
