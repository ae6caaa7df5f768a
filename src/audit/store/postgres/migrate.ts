import type pg from 'pg';
import { sha256 } from '../../../language/canonical.js';
import { SchemaError } from './failures.js';

/** One step of the schema, applied once and whole. */
export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  readonly version: number;
  readonly digest: string;
}

/** Class of the advisory locks that are taken here ('club' in ASCII); object 0 of it is the schema. */
export const lockClass = 0x636c7562;

/**
 * Brings the schema to the last migration. Concurrent starters wait for each other. Where there is nothing to apply it needs no right to
 * change the schema. Rejects with `SchemaError`.
 */
export const migrate = async (client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> => {
  if (missing(await appliedTo(client), migrations).length === 0) return;
  // Not within the transaction: one that began before it had the lock may not see the tables that another made meanwhile.
  await client.query('SELECT pg_advisory_lock($1, 0)', [lockClass]);
  try {
    await client.query('BEGIN');
    for (const { version, name, sql } of missing(await appliedTo(client), migrations)) {
      if (version === 1) await client.query(table);
      await client.query(sql);
      await client.query(
        'INSERT INTO clausebook.applied_migration (version, name, digest) VALUES ($1, $2, $3)',
        [version, name, sha256(sql)],
      );
    }
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1, 0)', [lockClass]).catch(() => undefined);
  }
};

const table = `
CREATE SCHEMA IF NOT EXISTS clausebook;
CREATE TABLE clausebook.applied_migration (
  version integer PRIMARY KEY,
  name text NOT NULL,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

const appliedTo = async (client: pg.ClientBase): Promise<readonly Applied[]> => {
  const { rows: there } = await client.query<{ readonly found: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_catalog.pg_tables WHERE schemaname = 'clausebook' AND tablename = 'applied_migration'
     ) AS found`,
  );
  if (there[0]?.found !== true) return [];
  const { rows } = await client.query<Applied>(
    'SELECT version, digest FROM clausebook.applied_migration ORDER BY version',
  );
  return rows;
};

/** What is still to be applied, once what was applied is found to be ours. */
const missing = (applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] => {
  for (const [place, { version, digest }] of applied.entries()) {
    const own = migrations[place];
    if (own === undefined) throw new SchemaError('schema-newer', version);
    if (own.version !== version || sha256(own.sql) !== digest)
      throw new SchemaError('schema-changed', version);
  }
  return migrations.slice(applied.length);
};
