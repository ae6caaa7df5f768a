import { perChain } from '../sql/record/place.js';
import { firstRow, sqlite, type Database } from './database.js';

/** The file of the log in a data directory. */
export const logFile = 'log.db';

/** What stands in the file's header (PRAGMA application_id): it is Clausebook's log. */
const applicationId = 0x436c_6231;
const version = 5;

const records = `
-- One row a line of the log. Its place is that of its chain, and its sequence there (sql/record/place.ts): it grows with every record.
CREATE TABLE record (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Epoch milliseconds; of an event, when it happened.
  decided_at INTEGER NOT NULL,
  -- NULL where the line is no decision.
  kind INTEGER,
  -- SHA-256 over the salt and the subject, its first 16 bytes; NULL where there is none, or it is erased.
  subject BLOB,
  -- Its canonical JSON.
  line BLOB NOT NULL
);
CREATE INDEX record_kind ON record (kind, decided_at) WHERE kind IS NOT NULL;
-- Subjects come in no order: only within a stretch of records do they stand among one another, so that a group of records touches few pages.
CREATE INDEX record_subject ON record (${sqlite.stretchOfPlace}, subject, decided_at) WHERE subject IS NOT NULL;

-- Every key under which records were made, once, and where they stand; cleared when its life is over.
CREATE TABLE once (
  key TEXT PRIMARY KEY,
  made_at INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL
) WITHOUT ROWID;
`;

const metadata = `
-- By what records are found of their metadata: SHA-256 over the salt, the key and the value, its first 16 bytes; a row for each.
CREATE TABLE metadata (
  place INTEGER NOT NULL,
  term BLOB NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (place, term)
) WITHOUT ROWID;
-- Within a stretch of records, as subjects are.
CREATE INDEX metadata_term ON metadata (${sqlite.stretchOfPlace}, term, decided_at);
`;

const nodes = `
-- The tree over the hashes of each chain's records (RFC 6962): a node of level n is over 256 to the n of them. Number: among those of its level, from 0.
CREATE TABLE node (
  chain INTEGER NOT NULL,
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (chain, level, number)
) WITHOUT ROWID;
`;

const asOf = `
-- By the instant that a record is as of, which stands in its line alone.
CREATE INDEX record_as_of ON record (kind, ${sqlite.asOf}, decided_at) WHERE kind IS NOT NULL;
`;

const tables = `
CREATE TABLE log (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Keeps subjects from being guessed from their hashes by who has the indexes alone.
  subject_salt TEXT NOT NULL,
  -- Who writes; checked in the transaction of every group of records.
  owner TEXT NOT NULL
);

-- Always empty: filled and emptied in one transaction, to see whether the disk takes a write.
CREATE TABLE probe (filler BLOB NOT NULL);

-- The chains and their ends. Name '' is the chain that this log itself writes; others come by an import.
CREATE TABLE chain (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
);

-- What was decided and what stands behind it: few for many records.
CREATE TABLE kind (
  number INTEGER PRIMARY KEY,
  -- Decision, outcome, rules, clauses: a JSON array.
  kind TEXT NOT NULL UNIQUE
);

${records}${metadata}${nodes}${asOf}
CREATE TABLE release (
  digest TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  revision TEXT NOT NULL,
  -- File name to text, JSON.
  files TEXT NOT NULL
);

-- Checkpoints are chained: no two follow the same one.
CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY,
  previous TEXT NOT NULL UNIQUE,
  checkpoint TEXT NOT NULL
);

-- The events whose removal is not carried out yet.
CREATE TABLE removal (event TEXT PRIMARY KEY, begun_at INTEGER NOT NULL);
`;

/** From version 1, in which a record had chain, sequence and key in columns of its own. */
const fromFirst = `
ALTER TABLE record RENAME TO earlier;
DROP INDEX record_kind;
DROP INDEX record_subject;
DROP INDEX record_once;
${records}
INSERT INTO record SELECT (chain - 1) * ${perChain} + sequence, id, decided_at, kind, unhex(subject), line FROM earlier ORDER BY 1;
INSERT INTO once (key, made_at, first, last)
  SELECT once, decided_at, min((chain - 1) * ${perChain} + sequence), max((chain - 1) * ${perChain} + sequence)
  FROM earlier WHERE once IS NOT NULL GROUP BY once, decided_at ORDER BY decided_at
  ON CONFLICT (key) DO UPDATE SET made_at = excluded.made_at, first = excluded.first, last = excluded.last;
DROP TABLE earlier;
ALTER TABLE removal ADD COLUMN begun_at INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 2;
`;

/** From version 2, in which nothing was found by its metadata. */
const fromSecond = `${metadata}PRAGMA user_version = 3;`;

/** From version 3, which had no tree over the records: it is made at the first checkpoint. */
const fromThird = `${nodes}PRAGMA user_version = 4;`;

/** From version 4, in which nothing was found by the instant that it is as of. */
const fromFourth = `${asOf}PRAGMA user_version = 5;`;

/** A file that is no log, or the log of a later version. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
}

/** How every connection to the file works; what it may keep of the file in memory is given in KiB. */
export const settle = (database: Database, cacheKib = 16_000): void => {
  database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  database.exec(
    `PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${cacheKib}; PRAGMA wal_autocheckpoint = 2000;`,
  );
};

/** How a connection works that only reads: the system keeps pages of the file, too, and searches of a million records are as fast with a quarter. */
export const settleToRead = (database: Database): void => {
  settle(database, 4000);
  database.exec('PRAGMA query_only = ON');
};

/** Makes a new file a log. The size of its pages and its mode stay with the file. */
export const createSchema = (
  database: Database,
  { salt, noHash, mode }: { readonly salt: string; readonly noHash: string; readonly mode: 'WAL' | 'OFF' },
): void => {
  database.exec('PRAGMA page_size = 8192');
  database.exec(`PRAGMA journal_mode = ${mode}`);
  settle(database);
  database.exec('BEGIN IMMEDIATE');
  try {
    if (!isEmpty(database)) {
      database.exec('ROLLBACK');
      return;
    }
    database.exec(tables);
    database.prepare(`INSERT INTO log VALUES (1, ?, '')`).run(salt);
    database.prepare(`INSERT INTO chain (name, sequence, hash) VALUES ('', 0, ?)`).run(noHash);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
    database.exec('COMMIT');
  } catch (cause) {
    database.exec('ROLLBACK');
    throw cause;
  }
};

const numberOf = (database: Database, pragma: string): number =>
  Number(firstRow(database, `PRAGMA ${pragma}`)?.[0]);

/** Brings the log of an earlier version to this one, in one transaction; any other file stays as it is. */
export const upgrade = (database: Database): void => {
  const from = numberOf(database, 'user_version');
  if (numberOf(database, 'application_id') !== applicationId || from < 1 || from >= version) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    if (from === 1) database.exec(fromFirst);
    if (from <= 2) database.exec(fromSecond);
    if (from <= 3) database.exec(fromThird);
    database.exec(fromFourth);
    database.exec('COMMIT');
  } catch (cause) {
    database.exec('ROLLBACK');
    throw cause;
  }
};

/** Whether nothing was written to the file yet. */
export const isEmpty = (database: Database): boolean =>
  firstRow(database, 'SELECT count(*) FROM sqlite_schema')?.[0] === 0;

/** Throws where the file is not a log that this version reads. */
export const checkSchema = (database: Database): void => {
  if (numberOf(database, 'application_id') !== applicationId)
    throw new ForeignFileError('it is no decision log');
  if (numberOf(database, 'user_version') > version)
    throw new ForeignFileError('a later version of Clausebook wrote it');
  if (numberOf(database, 'user_version') < version)
    throw new ForeignFileError(
      'an earlier version of Clausebook wrote it: a service that opens it brings it up to date',
    );
};
