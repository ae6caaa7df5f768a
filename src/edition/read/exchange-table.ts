import { isMap, isSeq, parseDocument } from 'yaml';
import { makeFindings, type Diagnostic } from './diagnostic.js';
import { suggestion } from '../../language/nearest.js';
import { writeCsv } from './csv.js';
import { readEditionFiles } from './edition-files.js';
import { plainSource } from './source.js';
import { wholeItems, type Item, type Structured } from './structure.js';
import {
  clauseSeparator,
  columnsOf,
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
      text: csvOf(columnsOf({ ...table.value }), rows, separator),
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
  withTable(files, folder, term, ({ value, key }, structured, wrong) => {
    const columns = columnsOf({ ...value });
    const rows = rowsOfCsv(plainSource(name, name, csv), columns, wrong);
    tellUnknown(rows, columns, wrong);
    if (typeof value.rows === 'string')
      return { file: value.rows, text: csvOf(columns, rows, ','), rows: rows.length };
    const document = parseDocument(structured.source.text, { version: '1.2' });
    const list = document.createNode(rows.map((row) => asYaml(row, columns)));
    if (isSeq(list)) for (const item of list.items) if (isMap(item)) item.flow = true;
    document.setIn(['tables', Number(key), 'rows'], list);
    return { file: 'tables.yaml', text: document.toString({ lineWidth: 110 }), rows: rows.length };
  });

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

const csvOf = (columns: readonly string[], rows: readonly WrittenTableRow[], separator: string): string => {
  const [clauses, note] = ownColumns;
  const own = rows.some((row) => row.note !== '') ? [clauses, note] : [clauses];
  const header = [...columns, ...own];
  return writeCsv(
    [
      header,
      ...rows.map((row) =>
        header.map((column) => {
          if (column === clauses) return row.clauses.map(({ text }) => text).join(` ${clauseSeparator} `);
          return column === note ? row.note : (row.cells.get(column)?.text ?? '');
        }),
      ),
    ],
    separator,
  );
};

/** A row as tables.yaml has it; a plain number stands without quotes. */
const asYaml = (
  { cells, clauses, note }: WrittenTableRow,
  columns: readonly string[],
): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(
    columns.flatMap((column) => {
      const text = cells.get(column)?.text;
      return text === undefined ? [] : [[column, String(Number(text)) === text ? Number(text) : text]];
    }),
  ),
  ...(clauses.length === 0 ? {} : { clauses: clauses.map(({ text }) => text) }),
  ...(note === '' ? {} : { note }),
});
