import { openDatabase, sqliteCode } from './database.js';

/** The file in a directory that its holder has locked. */
export const lockFile = 'lock.db';

/** So long is waited for others who want the lock too. */
const othersMs = 100;

/** A lock that this process holds. */
export interface Lock {
  readonly release: () => void;
}

/**
 * Takes the lock that a file stands for; `null` where another has it. It is the operating system's, by SQLite: it ends with its process
 * however that ends, holds between containers that share the file, and needs no names of hosts or numbers of processes.
 */
export const takeLock = (path: string): Lock | null => {
  const database = openDatabase(path);
  try {
    // Of several who want it at once each sees the others for an instant: without waiting that out none might get it.
    database.exec(`PRAGMA busy_timeout = ${othersMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
  } catch (cause) {
    database.close();
    if (/^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(cause) ?? '')) return null;
    throw cause;
  }
  return {
    release: () => {
      database.exec('ROLLBACK');
      database.close();
    },
  };
};
