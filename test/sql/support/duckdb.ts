import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers, Engine } from './engine.js';

/** DuckDB in memory, with two threads. */
export const openDuckDb = async (): Promise<Engine> => {
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection: DuckDBConnection = await instance.connect();
  const ask = async (sql: string): Promise<Answers> => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  };
  return {
    ask,
    load: async (table, columns, rows) => {
      const file = join(folder, `${table}.ndjson`);
      writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const types = columns.map(([name, type]) => `'${name.replaceAll("'", "''")}': '${type}'`).join(', ');
      await connection.run(
        `CREATE OR REPLACE TABLE "${table}" AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types}})`,
      );
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
};
