import { canonical } from '../../record/canonical.js';
import { parseEntry } from '../../registry/registry-entry.js';
import { RegistryUnreadableError, type RegistryStore } from '../../registry/registry-store.js';
import { configOf, databaseName, migrateAt } from './connection.js';
import { DatabaseUnusableError, sqlState, uniqueViolation } from './failures.js';
import { makeReader } from './reader.js';
import { makeReleases } from './releases.js';

const statementMs = 30_000;

/** The registry in a database, which several services read and whoever publishes adds to. Rejects with `DatabaseUnusableError`. */
export const openRegistryTable = async (url: string): Promise<RegistryStore> => {
  const config = configOf(url, statementMs);
  try {
    await migrateAt(config);
  } catch (cause) {
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
  const reader = makeReader({ ...config, max: 2 });
  const { rows } = reader;
  const releases = makeReleases(reader);

  return {
    version: async () => {
      const [row] = await rows<{ readonly number: number | null }>(
        'SELECT max(number) AS number FROM clausebook.registry',
      );
      return String(row?.number ?? 0);
    },
    // One statement: what another adds meanwhile is in it whole or not at all.
    entries: async () => {
      const found = await rows<{ readonly entry: string }>(
        'SELECT entry FROM clausebook.registry ORDER BY number',
      );
      return found.map(({ entry: text }, place) => {
        const entry = parseEntry(jsonOf(text));
        if (entry === undefined)
          throw new RegistryUnreadableError(
            `Entry ${place + 1} of the registry does not hold what it should.`,
          );
        return entry;
      });
    },
    // Both in one statement, and so in one transaction.
    add: async (entry, release) => {
      const text = canonical(entry);
      const { document, revision, digest } = entry;
      const files = release === undefined ? null : JSON.stringify(Object.fromEntries(release.files));
      try {
        await rows(
          `WITH added AS (
             INSERT INTO clausebook.registry (previous, entry)
             VALUES ($1, $2)
             RETURNING number
           ), kept AS (
             INSERT INTO clausebook.release (digest, document, revision, files)
             SELECT $3, $4, $5, $6 FROM added WHERE $6::text IS NOT NULL
             ON CONFLICT DO NOTHING
           )
           SELECT number FROM added`,
          [entry.previous, text, digest, document, revision, files],
        );
        return 'added';
      } catch (cause) {
        if (sqlState(cause) !== uniqueViolation) throw cause;
        // The statement may have run twice: then the one that is there is this one.
        const same = await rows('SELECT 1 FROM clausebook.registry WHERE previous = $1 AND entry = $2', [
          entry.previous,
          text,
        ]);
        return same.length === 0 ? 'changed' : 'added';
      }
    },
    release: releases.read,
    close: reader.close,
  };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
