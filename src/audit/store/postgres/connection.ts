import pg from 'pg';
import { NotRecordedError } from '../decision-log.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/migrations.js';
import type { Reader } from './reader.js';

/** How every connection is made; `statementMs` is when the server counts as gone though the connection stands. */
export const configOf = (url: string, statementMs: number): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'clausebook',
  connectionTimeoutMillis: 5000,
  query_timeout: statementMs,
  keepAlive: true,
  // Searches stop at their first page: compiling them, or starting workers for them, costs more than it saves. What a database may have
  // been set to otherwise, and statements here rely on, is said of each connection.
  options:
    '-c jit=off -c max_parallel_workers_per_gather=0 -c default_transaction_isolation=read\\ committed -c DateStyle=ISO',
});

/** Host, port and database of a URL, for a message; never its password. */
export const databaseName = (url: string): string => {
  if (!URL.canParse(url)) return 'the given URL';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
};

/** Brings the schema to the last migration on a connection of its own. */
export const migrateAt = async (config: pg.ClientConfig): Promise<void> => {
  const client = new pg.Client(config);
  // What breaks the connection shows in the query that needs it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await migrate(client, migrations);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** What subjects are hashed with, in this database. */
export const saltOf = async ({ rows }: Reader): Promise<string> => {
  const [row] = await rows<{ readonly subject_salt: string }>('SELECT subject_salt FROM clausebook.log');
  if (row === undefined) throw new RangeError('The table clausebook.log has no row.');
  return row.subject_salt;
};

/** Runs something whose failure means that nothing was recorded. */
export const attempt = async <Result>(message: string, run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (cause) {
    throw cause instanceof NotRecordedError ? cause : new NotRecordedError(message, { cause });
  }
};
