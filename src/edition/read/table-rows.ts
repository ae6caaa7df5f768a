import { mergeMarkerIn } from '../../language/merge-marker.js';
import { suggestion } from '../../language/nearest.js';
import { counted } from '../../language/numbers/counted.js';
import { isRecord } from '../../language/values.js';
import { csvSeparators, readCsv, type CsvCell } from './csv.js';
import { notUtf8 } from './parse-source.js';
import { keyPlace, valuePlace, spanPlace, filePlace, type Path, type Place } from './place.js';
import type { Source } from './source.js';
import { entriesOf, type Structured } from './structure.js';
import type { Span } from '../../language/syntax/expression.js';

/** A cell of a table, and where it stands. */
export interface WrittenCell {
  readonly text: string;
  readonly place: Place;
  /** The place of a part of its text. */
  readonly part: (span: Span) => Place;
}

/** A row of a table as it is written, in YAML or CSV. */
export interface WrittenTableRow {
  /** By column; without `clauses` and `note`. */
  readonly cells: ReadonlyMap<string, WrittenCell>;
  readonly clauses: readonly WrittenCell[];
  readonly note: string;
  readonly place: Place;
}

/** Called for what is wrong with the rows of a table. */
export type WrongRows = (place: Place, message: string, hint: string) => void;

/** Names of columns that say something of the row. */
export const ownColumns = ['clauses', 'note'] as const;

/**
 * The rows of a table, whole or not, in YAML or in the CSV file that it names.
 * @param table what tables.yaml says of the table
 * @param wrong told what is no table; nobody listens where only citations are looked for
 */
export const rowsWritten = (
  table: Readonly<Record<string, unknown>>,
  path: Path,
  { source, beside }: Structured,
  wrong: WrongRows = () => undefined,
): readonly WrittenTableRow[] => {
  const { rows } = table;
  if (typeof rows !== 'string')
    return entriesOf(table, 'rows').flatMap((item) =>
      isRecord(item.value) ? [rowOfYaml(item.value, [...path, ...item.path], source)] : [],
    );
  const csv = beside?.get(rows);
  if (csv !== undefined) return rowsOfCsv(csv, columnsOf(table), wrong);
  wrong(
    valuePlace(source, [...path, 'rows']),
    `The edition has no ${rows}.`,
    suggestion(rows, [...(beside?.keys() ?? [])], 'Put the file beside tables.yaml, or list the rows here.'),
  );
  return [];
};

/** The columns of a table, its own first. */
export const columnsOf = (table: Readonly<Record<string, unknown>>): readonly string[] =>
  [table['inputs'], table['outputs']].flatMap((columns) => (isRecord(columns) ? Object.keys(columns) : []));

const rowOfYaml = (row: Readonly<Record<string, unknown>>, path: Path, source: Source): WrittenTableRow => {
  const cellAt = (value: unknown, at: Path): WrittenCell => ({
    text: String(value),
    place: valuePlace(source, at),
    part: (span) => spanPlace(source, at, span),
  });
  return {
    cells: new Map(
      Object.entries(row)
        .filter(([column]) => !ownColumns.some((own) => own === column))
        .map(([column, value]) => [column, cellAt(value, [...path, column])]),
    ),
    clauses: entriesOf(row, 'clauses').flatMap((clause) =>
      typeof clause.value === 'string' ? [cellAt(clause.value, [...path, ...clause.path])] : [],
    ),
    note: typeof row['note'] === 'string' ? row['note'] : '',
    place: keyPlace(source, path),
  };
};

/** Between the clauses of one row in CSV, since ids may have commas in them. */
export const clauseSeparator = '|';

/** The rows of a table in CSV, whole or not. @param columns those of the table */
export const rowsOfCsv = (
  source: Source,
  columns: readonly string[],
  wrong: WrongRows,
): readonly WrittenTableRow[] => {
  const strange = notUtf8(source.text);
  if (strange !== undefined) {
    wrong({ source, from: strange.at, to: strange.at + 1 }, strange.message, strange.hint);
    return [];
  }
  const merge = mergeMarkerIn(source.text);
  if (merge !== undefined) {
    wrong({ source, from: merge.at, to: merge.at + merge.length }, merge.message, merge.hint);
    return [];
  }
  const known = [...columns, ...ownColumns];
  const { separator, head } = csvFormOf(source.text, columns);
  const named = head.trimEnd().length;
  // Empty lines in its place keep all offsets.
  const text = `${'\n'.repeat(named)}${source.text.slice(named)}`;
  const read = readCsv(text, separator);
  if (!read.ok) {
    wrong({ source, from: read.at, to: read.at + 1 }, read.message, read.hint);
    return [];
  }
  const [header, ...records] = read.records;
  if (header === undefined) {
    wrong(filePlace(source), 'The file has no line.', `Begin with the columns: ${known.join(',')}.`);
    return [];
  }
  const names = header.map(({ text }) => text.trim());
  if (!names.some((name) => known.includes(name))) {
    wrong(
      placeOf(source, header[0]),
      'The first line names no column of the table.',
      `Begin with a line of the columns: ${known.join(separator)}.`,
    );
    return [];
  }
  for (const [at, cell] of header.entries()) {
    if (names.indexOf(names[at] ?? '') !== at)
      wrong(placeOf(source, cell), `The column \`${names[at] ?? ''}\` stands twice.`, 'Keep one of them.');
  }
  return records.map((record): WrittenTableRow => {
    if (record.length !== names.length)
      wrong(
        placeOf(source, record[Math.min(record.length, names.length + 1) - 1] ?? header[0]),
        `This line has ${counted(record.length, 'cell')}, and the first ${names.length}.`,
        'Give each line a cell for each column; put a cell with the separator in it in quotes.',
      );
    const cellOf = (name: string): CsvCell | undefined => record[names.indexOf(name)];
    const toCell = (cell: CsvCell): WrittenCell => ({
      text: cell.text.trim(),
      place: placeOf(source, cell),
      part: () => placeOf(source, cell),
    });
    const clauses = cellOf('clauses');
    return {
      cells: new Map(
        names
          .filter((name) => !ownColumns.some((own) => own === name))
          .flatMap((name): [string, WrittenCell][] => {
            const cell = cellOf(name);
            return cell === undefined || cell.text.trim() === '' ? [] : [[name, toCell(cell)]];
          }),
      ),
      clauses: (clauses?.text.split(clauseSeparator) ?? [])
        .map((clause) => clause.trim())
        .filter((clause) => clause !== '')
        .map((text) => ({ ...toCell(clauses ?? { text, from: 0, to: 0 }), text })),
      note: cellOf('note')?.text ?? '',
      place: placeOf(source, record[0]),
    };
  });
};

const placeOf = (source: Source, cell: CsvCell | undefined): Place => ({
  source,
  from: cell?.from ?? 0,
  to: Math.max(cell?.to ?? 0, (cell?.from ?? 0) + 1),
});

/** How a CSV file is written: what separates its cells, and what spreadsheets write above the columns, such as `sep=;`. @param columns those of the table */
export const csvFormOf = (
  text: string,
  columns: readonly string[],
): { readonly separator: string; readonly head: string } => {
  const [head = '', told] = /^\ufeff?sep=([,;\t])\r?\n/i.exec(text) ?? [];
  return { separator: told ?? separatorOf(text.slice(head.length), [...columns, ...ownColumns]), head };
};

/** The separator by which the first line has most of the known columns. */
const separatorOf = (text: string, known: readonly string[]): string => {
  const found = csvSeparators.map((separator) => {
    const read = readCsv(/[^\r\n]+/.exec(text)?.[0] ?? '', separator);
    const names = read.ok ? (read.records[0] ?? []).map((cell) => cell.text.trim()) : [];
    return { separator, count: names.filter((name) => known.includes(name)).length };
  });
  return found.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ',';
};
