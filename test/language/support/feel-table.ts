import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A row of the table of expressions; `feel-table.yaml` says what each part means. Values are as written there. */
export interface FeelRow {
  readonly feel: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly is?: unknown;
  readonly fails?: true;
  readonly refused?: string;
  readonly dmn?: unknown;
  readonly feelin?: unknown;
  readonly feelinFails?: true;
  readonly notFeel?: true;
  readonly why?: string;
}

/** Rows about one part of FEEL, and where DMN 1.5 says what it means. */
export interface FeelSection {
  readonly title: string;
  readonly dmn: string;
  readonly rows: readonly FeelRow[];
}

/** The table of expressions: names that they may read, as facts are declared, and rows. */
export interface FeelTable {
  readonly names: Readonly<Record<string, object>>;
  readonly sections: readonly FeelSection[];
}

const file = new URL('../feel-table.yaml', import.meta.url);

/** Reads the table of expressions. */
export const readFeelTable = async (): Promise<FeelTable> =>
  parse(await readFile(file, 'utf8'), { maxAliasCount: -1 }) as FeelTable; // the test holds each row to its form

/** Whether a row has a part; its value may be `null`. */
export const has = (row: FeelRow, part: keyof FeelRow): boolean => Object.hasOwn(row, part);

/** What DMN says of a row's expression. */
export const dmnSays = (row: FeelRow): unknown => (has(row, 'dmn') ? row.dmn : row.is);

/** What feelin alone says of it. */
export const feelinSays = (row: FeelRow): unknown => (has(row, 'feelin') ? row.feelin : dmnSays(row));

/** A row in a line, to be found by. */
export const titleOf = (row: FeelRow): string =>
  row.with === undefined ? row.feel : `${row.feel} with ${JSON.stringify(row.with)}`;
