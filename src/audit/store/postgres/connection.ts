import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from './migrate.js';
import { migrations } from './migrations/migrations.js';

/**
 * How every connection is made; `statementMs` is when a statement is given up, by the server, and here where that does not answer. 0: never.
 */
export const configOf = (url: string, statementMs: number): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'clausebook',
  connectionTimeoutMillis: 5000,
  query_timeout: statementMs,
  statement_timeout: statementMs,
  keepAlive: true,
  // Searches stop at their first page: compiling them, or starting workers for them, costs more than it saves. What a database may have
  // been set to otherwise, and statements here rely on, is said of each connection.
  options:
    '-c jit=off -c max_parallel_workers_per_gather=0 -c default_transaction_isolation=read\\ committed -c DateStyle=ISO -c search_path=clausebook',
});

/** Host, port and database of a URL, for a message; never its password. */
export const databaseName = (url: string): string => {
  if (!URL.canParse(url)) return 'the given URL';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
};

/** Closes a connection, and waits a second at most: the server may not answer any more. */
export const endOf = async (connection: { readonly end: () => Promise<void> }): Promise<void> => {
  const given = new AbortController();
  await Promise.race([
    connection.end().catch(() => undefined),
    wait(1000, undefined, { ref: false, signal: given.signal }).catch(() => undefined),
  ]);
  given.abort();
};

/** Brings the schema to the last migration on a connection of its own. */
export const migrateAt = async (url: string): Promise<void> => {
  // A migration may rewrite every record: it takes as long as it takes.
  const client = new pg.Client(configOf(url, 0));
  // What breaks the connection shows in the query that needs it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await migrate(client, migrations);
  } finally {
    await endOf(client);
  }
};
