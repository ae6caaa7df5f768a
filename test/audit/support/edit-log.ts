import { join } from 'node:path';
import { isLogLine } from '../../../src/audit/record/log-line-shape.js';
import { rowOf } from '../../../src/audit/store/sql/record/record-row.js';
import { firstRow, openDatabase, type Database } from '../../../src/audit/store/sqlite/database.js';

/** Changes the database of a log by itself, as somebody might who can write the file. */
export const editDatabase = (directory: string, change: (database: Database) => void): void => {
  const database = openDatabase(join(directory, 'log.db'));
  try {
    change(database);
  } finally {
    database.close();
  }
};

/**
 * Rewrites the lines of a log and what finds them; each stands in the place of the one before, what is more behind the last, what is fewer is gone.
 */
export const editLines = (directory: string, change: (lines: string[]) => readonly string[]): void => {
  editDatabase(directory, (database) => {
    const rows = database.prepare('SELECT line FROM record ORDER BY place').all();
    const salt = String(firstRow(database, 'SELECT subject_salt FROM log')?.[0]);
    const before = rows.map(([line]) => String(line));
    const lines = change([...before]);
    const changed = lines
      .map((line, index) => ({ line, place: index + 1 }))
      .filter(({ line, place }) => before[place - 1] !== line);
    for (const { place } of changed) database.prepare('DELETE FROM record WHERE place = ?').run(place);
    database.prepare('DELETE FROM record WHERE place > ?').run(lines.length);
    for (const { line, place } of changed) {
      const bytes = Buffer.from(line);
      const record = parsed(line);
      const row = isLogLine(record) ? rowOf(record, place, bytes, salt) : undefined;
      const id = row === undefined || isThere(database, row.id) ? `put in ${place}` : row.id;
      if (row?.kind != null)
        database
          .prepare('INSERT INTO kind SELECT max(number) + 1, ? FROM kind WHERE true ON CONFLICT DO NOTHING')
          .run(row.kind);
      const kind =
        row?.kind == null
          ? null
          : (database.prepare('SELECT number FROM kind WHERE kind = ?').all(row.kind)[0]?.[0] ?? null);
      database
        .prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)')
        .run(place, id, row?.at ?? 0, kind === null ? null : Number(kind), row?.subject ?? null, bytes);
    }
  });
};

const isThere = (database: Database, id: string): boolean =>
  database.prepare('SELECT 1 FROM record WHERE id = ?').all(id).length > 0;

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Makes the log say that its chain ends with one of its lines, as somebody would who hides what was cut off. */
export const endAt = (directory: string, sequence: number): void => {
  editDatabase(directory, (database) => {
    const [line] = database.prepare('SELECT line FROM record WHERE place = ?').all(sequence)[0] ?? [];
    const { hash } = JSON.parse(String(line)) as { readonly hash: string }; // a line of a log
    database.prepare(`UPDATE chain SET sequence = ?, hash = ? WHERE name = ''`).run(sequence, hash);
  });
};
