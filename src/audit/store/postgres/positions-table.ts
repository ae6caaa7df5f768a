import type { Positions } from '../positions.js';
import { rows } from '../sql/statement.js';
import { configOf, databaseName, migrateAt } from './connection.js';
import { DatabaseUnusableError } from './failures.js';
import { makeReader } from './reader.js';

const statementMs = 10_000;
/** Whoever has a name and does not keep a position for so long loses it. */
const heldMs = 15_000;

const nowMs = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Positions in a database as somebody else keeps them. To be closed. */
export const openPositionsToRead = (url: string): Pick<Positions, 'read' | 'close'> => {
  const { run, close } = makeReader({ ...configOf(url, statementMs), max: 1 });
  return { read: readingBy(run), close };
};

const readingBy =
  (run: ReturnType<typeof makeReader>['run']): Positions['read'] =>
  async (name) => {
    const [row] = await run(rows('SELECT position FROM position WHERE name = ?', name));
    return row === undefined ? undefined : String(row[0]);
  };

/** Positions in a database, of which one process at a time has each name. Rejects with `DatabaseUnusableError`. @param owner names this process */
export const openPositionsTable = async (url: string, owner: string): Promise<Positions> => {
  try {
    await migrateAt(url);
  } catch (cause) {
    throw new DatabaseUnusableError(databaseName(url), cause);
  }
  const { run, close } = makeReader({ ...configOf(url, statementMs), max: 2 });
  const read = readingBy(run);
  return {
    read,
    begin: async (name, first) => {
      if ((await read(name)) !== undefined) return;
      const position = await first();
      await run(
        rows(
          `INSERT INTO position (name, position, owner, held_until) VALUES (?, ?, '', 0) ON CONFLICT DO NOTHING`,
          name,
          position,
        ),
      );
    },
    take: async (name) => {
      const [row] = await run(
        rows(
          `UPDATE position SET owner = ?, held_until = ${nowMs} + ${heldMs}
           WHERE name = ? AND (owner = ? OR held_until < ${nowMs}) RETURNING position`,
          owner,
          name,
          owner,
        ),
      );
      return row === undefined ? undefined : String(row[0]);
    },
    keep: async (name, position) => {
      const kept = await run(
        rows(
          `UPDATE position SET position = ?, held_until = ${nowMs} + ${heldMs} WHERE name = ? AND owner = ? RETURNING 1`,
          position,
          name,
          owner,
        ),
      );
      return kept.length > 0;
    },
    release: async (name) => {
      await run(rows('UPDATE position SET held_until = 0 WHERE name = ? AND owner = ?', name, owner));
    },
    close,
  };
};
