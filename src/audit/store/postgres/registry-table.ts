import type { RegistryEntry } from '../../../edition/model/registry.js';
import { canonical } from '../../../language/canonical.js';
import { parseEntry } from '../../registry/registry-entry.js';
import { RegistryUnreadableError, type RegistryStore } from '../../registry/registry-store.js';
import { configOf, databaseName, migrateAt } from './connection.js';
import { DatabaseUnusableError, sqlState, uniqueViolation } from './failures.js';
import { Queries } from '../sql/queries.js';
import { makeReading, stepsOf } from '../sql/reading.js';
import { rows, type Steps } from '../sql/statement.js';
import { makeReader, postgres } from './reader.js';

const statementMs = 10_000;

/** The registry in a database, which several services read and whoever publishes adds to. Rejects with `DatabaseUnusableError`. */
export const openRegistryTable = async (url: string): Promise<RegistryStore> => {
  try {
    await migrateAt(url);
  } catch (cause) {
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
  const reader = makeReader({ ...configOf(url, statementMs), max: 2 });
  const { run } = reader;
  const queries = new Queries(postgres, { salt: '', key: undefined });
  const { release } = makeReading((asked) => run(stepsOf(queries, asked)));

  return {
    version: async () => {
      const [row] = await run(rows('SELECT coalesce(max(number), 0) FROM registry'));
      return String(row?.[0]);
    },
    entries: () => run(entriesIn()),
    // Both in one statement, and so in one transaction.
    add: async (entry, kept) => {
      const text = canonical(entry);
      const { document, revision, digest } = entry;
      const files = kept === undefined ? null : JSON.stringify(Object.fromEntries(kept.files));
      try {
        await run(
          rows(
            `WITH added AS (
               INSERT INTO registry (previous, entry) VALUES (?, ?) RETURNING number
             ), kept AS (
               INSERT INTO release (digest, document, revision, files)
               SELECT ?, ?, ?, ? FROM added WHERE ?::text IS NOT NULL
               ON CONFLICT DO NOTHING
             )
             SELECT number FROM added`,
            ...[entry.previous, text, digest, document, revision, files, files],
          ),
        );
        return 'added';
      } catch (cause) {
        if (sqlState(cause) !== uniqueViolation) throw cause;
        // The statement may have run twice: then the one that is there is this one.
        const same = await run(
          rows('SELECT 1 FROM registry WHERE previous = ? AND entry = ?', entry.previous, text),
        );
        return same.length === 0 ? 'changed' : 'added';
      }
    },
    release,
    close: reader.close,
  };
};

/** All entries, oldest first. One statement: what another adds meanwhile is in it whole or not at all. */
export function* entriesIn(): Steps<readonly RegistryEntry[]> {
  const found = yield* rows('SELECT entry FROM registry ORDER BY number');
  return found.map(([text], place) => {
    const entry = parseEntry(jsonOf(String(text)));
    if (entry === undefined)
      throw new RegistryUnreadableError(`Entry ${place + 1} of the registry does not hold what it should.`);
    return entry;
  });
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
