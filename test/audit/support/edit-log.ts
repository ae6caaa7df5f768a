import { join } from 'node:path';
import { openDatabase, type Database } from '../../../src/audit/store/sqlite/database.js';

/** Changes the database of a log by itself, as somebody might who can write the file. */
export const editDatabase = (directory: string, change: (database: Database) => void): void => {
  const database = openDatabase(join(directory, 'log.db'));
  try {
    change(database);
  } finally {
    database.close();
  }
};

/** Rewrites the lines of a log; each stands in the place of the one before, what is more behind the last, what is fewer is gone. */
export const editLines = (directory: string, change: (lines: string[]) => readonly string[]): void => {
  editDatabase(directory, (database) => {
    const rows = database.prepare('SELECT line FROM record ORDER BY place').all();
    const lines = change(rows.map(([line]) => String(line)));
    for (const [index, line] of lines.entries()) {
      const place = index + 1;
      if (place <= rows.length)
        database.prepare('UPDATE record SET line = ? WHERE place = ?').run(Buffer.from(line), place);
      else
        database
          .prepare('INSERT INTO record VALUES (?, 1, ?, ?, 0, NULL, NULL, NULL, ?)')
          .run(place, place, `put in ${place}`, Buffer.from(line));
    }
    database.prepare('DELETE FROM record WHERE place > ?').run(lines.length);
  });
};

/** Makes the log say that its chain ends with one of its lines, as somebody would who hides what was cut off. */
export const endAt = (directory: string, sequence: number): void => {
  editDatabase(directory, (database) => {
    const [line] = database.prepare('SELECT line FROM record WHERE place = ?').get(sequence) ?? [];
    const { hash } = JSON.parse(String(line)) as { readonly hash: string }; // a line of a log
    database.prepare(`UPDATE chain SET sequence = ?, hash = ? WHERE name = ''`).run(sequence, hash);
  });
};
