import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Type } from '../../../src/language/types/types.js';
import { isRecord } from '../../../src/language/values.js';
import { nameOf } from '../../../src/sql/values/sql-text.js';
import type { Answers, Engine } from './engine.js';

/** Where ClickHouse is installed: in a folder of its own, since it has 546 MB. */
const folder = fileURLToPath(new URL('../chdb/', import.meta.url));

/** What installs it. */
export const howToGetClickHouse = 'npm --prefix test/sql/chdb install';

export const hasClickHouse = (): boolean => existsSync(join(folder, 'node_modules/chdb/package.json'));

/** As much of `chdb` as is used. */
interface Session {
  readonly query: (sql: string, format?: string) => string;
  readonly cleanup: () => void;
}

/** ClickHouse in this process. Throws where it is not installed. */
export const openClickHouse = (): Promise<Engine> => {
  if (!hasClickHouse()) throw new Error(`ClickHouse is not installed: ${howToGetClickHouse}`);
  // What chdb exports.
  const chdb = createRequire(join(folder, 'package.json'))('chdb') as {
    readonly Session: new (path: string) => Session;
  };
  const data = mkdtempSync(join(tmpdir(), 'clausebook-clickhouse-'));
  const session = new chdb.Session(data);
  for (const setting of ['max_query_size = 10000000', 'output_format_json_quote_64bit_integers = 1'])
    session.query(`SET ${setting}`);
  session.query('CREATE DATABASE IF NOT EXISTS cases ENGINE = Atomic');
  session.query('USE cases');
  const ask = (sql: string): Answers =>
    session
      .query(sql, 'JSONEachRow')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Answers[number]); // Each line of this format is an object.
  return Promise.resolve({
    ask: (sql) => Promise.resolve().then(() => ask(sql)),
    load: (table, columns, rows) => {
      const typed = columns.map(([name, type]) => `${nameOf(name)} ${type}`).join(', ');
      session.query(`DROP TABLE IF EXISTS ${nameOf(table)}`);
      session.query(`CREATE TABLE ${nameOf(table)} (${typed}) ENGINE = Memory`);
      const lines = rows.map((row) =>
        JSON.stringify(
          Object.fromEntries(
            columns.map(([column, , name = column, type]) => [
              column,
              type === undefined ? row[name] : nested(row[name], type),
            ]),
          ),
        ),
      );
      if (lines.length > 0)
        session.query(`INSERT INTO ${nameOf(table)} FORMAT JSONEachRow ${lines.join('\n')}`);
      return Promise.resolve();
    },
    plain: (value, type) => plain(value, type),
    close: () => {
      session.cleanup();
      rmSync(data, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
};

/** A value as ClickHouse has it: a record and a list stand in a list of one, or of none where they are absent. */
const nested = (value: unknown, type: Type): unknown => {
  if (type.kind === 'list')
    return Array.isArray(value) ? [value.map((item: unknown) => nested(item, type.of))] : [];
  if (type.kind === 'record')
    return isRecord(value)
      ? [Object.fromEntries(Object.entries(type.fields).map(([name, of]) => [name, nested(value[name], of)]))]
      : [];
  return value ?? null;
};

/** The same back. */
const plain = (value: unknown, type: Type): unknown => {
  if (type.kind !== 'list' && type.kind !== 'record') return value;
  const one: unknown = Array.isArray(value) ? value[0] : undefined;
  if (type.kind === 'list')
    return Array.isArray(one) ? one.map((item: unknown) => plain(item, type.of)) : null;
  return isRecord(one)
    ? Object.fromEntries(Object.entries(type.fields).map(([name, of]) => [name, plain(one[name], of)]))
    : null;
};
