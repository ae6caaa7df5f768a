import { openDatabase, type Database } from '../../../src/audit/store/sqlite/database.js';

/** Which steps fail now. */
export interface Faults {
  /** Nothing can be written any more. */
  full: boolean;
  /** What was written can not be forced to disk. */
  sync: boolean;
  /** The file system went read-only, by itself or by somebody. */
  readOnly: boolean;
}

class DiskError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** SQLite over a disk that fails as it is told; `open` opens a database on it, and `beforeCommit` is told of every commit. */
export const makeFaultyDisk = (
  beforeCommit: () => void = () => undefined,
): { readonly faults: Faults; readonly open: (path: string) => Database } => {
  const faults: Faults = { full: false, sync: false, readOnly: false };
  const open = (path: string): Database => {
    const database = openDatabase(path);
    return {
      ...database,
      exec: (sql) => {
        if (sql !== 'COMMIT') {
          database.exec(sql);
          return;
        }
        beforeCommit();
        if (!faults.full && !faults.sync && !faults.readOnly) {
          database.exec(sql);
          return;
        }
        // As SQLite does where a commit fails: it is rolled back as far as this process sees.
        database.exec('ROLLBACK');
        if (faults.readOnly) throw new DiskError('SQLITE_READONLY', 'attempt to write a readonly database');
        throw faults.full
          ? new DiskError('SQLITE_FULL', 'database or disk is full')
          : new DiskError('SQLITE_IOERR_FSYNC', 'disk I/O error');
      },
    };
  };
  return { faults, open };
};
