import type { Group } from '../sql/group.js';
import type { Database } from './database.js';

/**
 * Makes what inserts a group in the transaction under way. It is false, and nothing is inserted, where the chain does not end as the group says,
 * or the log has another owner than given.
 */
export const groupInserter = (
  database: Database,
  owner: string | null = null,
): ((group: Group, kinds: ReadonlyMap<string, number>) => boolean) => {
  const moveEnd = database.prepare(
    `UPDATE chain SET sequence = ?, hash = ? WHERE number = ? AND sequence = ? AND hash = ?${owner === null ? '' : ' AND (SELECT owner FROM log) = ?'}`,
  );
  const addRecord = database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)');
  const addKey = database.prepare('INSERT INTO once (key, made_at, first, last) VALUES (?, ?, ?, ?)');
  return ({ chain, before, after, rows, keys }, kinds) => {
    const end = [after.sequence, after.hash, chain, before.sequence, before.hash];
    if (moveEnd.run(...end, ...(owner === null ? [] : [owner])) === 0) return false;
    for (const { place, id, at, kind, subject, line } of rows)
      addRecord.run(place, id, at, kind === null ? null : (kinds.get(kind) ?? null), subject, line);
    for (const { key, madeAt, first, last } of keys) addKey.run(key, madeAt, first, last);
    return true;
  };
};
