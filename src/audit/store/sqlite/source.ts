import { join } from 'node:path';
import { noDigest } from '../../../language/canonical.js';
import type { PersonalKey } from '../../record/personal-storage.js';
import type { DecisionLog } from '../decision-log.js';
import { openRegistryFile } from '../../registry/registry-file.js';
import { sourceOf, type LogSource } from '../log-source.js';
import { makeReading, stepsOf } from '../sql/reading.js';
import { tellCause, NotRecordedError } from '../failures.js';
import { openDatabase } from './database.js';
import { openToRead, openingError } from './opening.js';
import { logFile, settle } from './schema.js';

/** What reading a data directory needs. */
export interface ToReadOptions {
  readonly directory: string;
  /** Finds sealed subjects. */
  readonly personalKey?: PersonalKey | undefined;
}

/**
 * Opens the decision log of a data directory to read it, also while another process writes to it: takes no lock and writes nothing. Throws as
 * `openSqliteLog` rejects, and `NoLogError`.
 */
export const openSqliteToRead = ({ directory, personalKey }: ToReadOptions): DecisionLog => {
  const { queries, run, close } = openToRead(
    directory,
    personalKey === undefined ? undefined : { mode: 'open', key: personalKey },
  );
  const { once, records, ...reading } = makeReading(
    (asked) =>
      new Promise((resolve) => {
        try {
          resolve(run(stepsOf(queries, asked)));
        } catch (cause) {
          throw openingError(directory, cause);
        }
      }),
  );
  const refuse = (): Promise<never> => Promise.reject(new NotRecordedError(readOnly));
  return {
    append: refuse,
    appendTogether: refuse,
    choose: refuse,
    keepRelease: refuse,
    keepCheckpoint: refuse,
    keepNodes: refuse,
    erase: refuse,
    drop: refuse,
    hang: () => undefined,
    foundAltered: () => undefined,
    once: (key) => once(key, Number.MIN_SAFE_INTEGER),
    ...reading,
    health: async () => {
      const heads = await reading.heads();
      const head = heads.find(({ chain }) => chain === null)?.hash ?? noDigest;
      return { writable: false, problem: readOnly, records: await records(), head, waiting: 0, altered: [] };
    },
    close: () => {
      close();
      return Promise.resolve();
    },
  };
};

const readOnly = 'This decision log is open for reading alone.';

/** The log of a data directory as an auditor reads it, also beside who writes to it. Throws as `openSqliteToRead` does. */
export const openSqliteSource = (directory: string): LogSource => ({
  ...sourceOf(openSqliteToRead({ directory }), openRegistryFile({ directory }).entries),
  damage: () => Promise.resolve(damageOf(join(directory, logFile))),
});

/** So many places are told. */
const mostDamage = 20;

/** What SQLite finds wrong with its own pages and indexes: a record that stands in no index is found by nobody who asks for it. */
const damageOf = (path: string): readonly string[] => {
  const database = openDatabase(path);
  try {
    settle(database);
    return database
      .prepare(`SELECT integrity_check FROM pragma_integrity_check(${mostDamage})`)
      .all()
      .map(([told]) => String(told))
      .filter((told) => told !== 'ok');
  } catch (cause) {
    return [tellCause(cause)];
  } finally {
    database.close();
  }
};
