import pg from 'pg';
import { fill, StoreNotEmptyError, type Restore } from '../sql/fill.js';
import { runAwaited } from '../sql/statement.js';
import { configOf, databaseName, migrateAt } from './connection.js';
import { DatabaseUnusableError, SchemaError } from './failures.js';
import { groupStatement } from './group-statement.js';
import { runOn } from './reader.js';

/** A statement may take so long: an import is one transaction, and waits for nobody. */
const statementMs = 600_000;

/** Fills a database without records, in one transaction. Besides as `Restore` does, it rejects with `DatabaseUnusableError` or `SchemaError`. */
export const restorePostgres =
  (url: string): Restore =>
  async (items) => {
    const config = configOf(url, statementMs);
    const client = new pg.Client(config);
    // What breaks the connection shows in the query that needs it.
    client.on('error', () => undefined);
    try {
      await migrateAt(url);
      await client.connect();
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw cause instanceof SchemaError ? cause : new DatabaseUnusableError(databaseName(url), cause);
    }
    try {
      await client.query('BEGIN');
      await client.query('LOCK TABLE clausebook.chain IN EXCLUSIVE MODE');
      const filled = await client.query('SELECT 1 FROM clausebook.chain WHERE sequence > 0');
      if (filled.rows.length > 0) throw new StoreNotEmptyError(databaseName(url));
      await fill(
        {
          run: (steps) => runAwaited(steps, (statement) => runOn(client, statement)),
          write: async (group, kinds) =>
            (await client.query(groupStatement(group, kinds))).rowCount === group.rows.length,
        },
        items,
      );
      await client.query('COMMIT');
    } finally {
      // What was not committed is rolled back with the connection.
      await client.end().catch(() => undefined);
    }
  };
