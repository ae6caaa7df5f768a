import pg from 'pg';
import type { PostgresServer } from '../../support/postgres.js';
import { nameOf } from '../../../src/sql/values/sql-text.js';
import type { Engine } from './engine.js';

/** A database of its own on a PostgreSQL server. */
export const openPostgres = async (server: PostgresServer): Promise<Engine> => {
  const client = new pg.Client(await server.makeDatabase());
  await client.connect();
  // What is compiled once for 500 rows takes longer than they do.
  await client.query('SET jit = off');
  return {
    ask: async (sql) => (await client.query<Readonly<Record<string, unknown>>>(sql)).rows,
    load: async (table, columns, rows) => {
      const typed = columns.map(([name, type]) => `${nameOf(name)} ${type}`).join(', ');
      await client.query(`DROP TABLE IF EXISTS ${nameOf(table)}`);
      await client.query(`CREATE TABLE ${nameOf(table)} (${typed})`);
      await client.query(
        `INSERT INTO ${nameOf(table)} SELECT * FROM jsonb_to_recordset($1) AS rows(${typed})`,
        [JSON.stringify(rows)],
      );
    },
    close: () => client.end(),
  };
};
