import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { LogSource } from '../../audit/store/log-source.js';
import { tellReport, type Report } from '../../audit/store/failures.js';
import { openSqliteSource, openSqliteToRead } from '../../audit/store/sqlite/source.js';
import { openRegistryFile } from '../../audit/registry/registry-file.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeEditions, type Editions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import { CouldNot, type Shell } from '../shell/command.js';
import type { NamedLog } from './log-options.js';
import { personalKeyOf } from './personal-options.js';

/** What reads a log to find decisions in it. */
export type LogToRead = Pick<
  DecisionLog,
  | 'get'
  | 'dropped'
  | 'search'
  | 'tally'
  | 'release'
  | 'covered'
  | 'ends'
  | 'linesAfter'
  | 'linesJoined'
  | 'choices'
  | 'close'
>;

/** Runs what opens something, and tells why it does not open. Throws {@link CouldNot}. */
export const opening = async <Opened>(open: () => Promise<Opened>): Promise<Opened> => {
  try {
    return await open();
  } catch (cause) {
    const failure = openingFailure(cause);
    throw failure === undefined ? cause : new CouldNot(tellStartFailure(failure), { cause });
  }
};

// Only who names a database needs what speaks to one: it is loaded then.

/** Opens the log that a call names as it is stored, whatever is wrong with it; to be closed. Throws {@link CouldNot}. */
export const openSource = (named: NamedLog): Promise<LogSource> =>
  opening(async () => {
    if (named.store === undefined) return openSqliteSource(named.data);
    const { openPostgresSource } = await import('../../audit/store/postgres/source.js');
    return openPostgresSource(named.store);
  });

/** Opens the log that a call names to find decisions in it, also while a service writes to it; to be closed. Throws {@link CouldNot}. */
export const openLog = (named: NamedLog): Promise<LogToRead> =>
  opening(async () => {
    if (named.store === undefined) return openSqliteToRead({ directory: named.data });
    const { openPostgresToRead } = await import('../../audit/store/postgres/source.js');
    return openPostgresToRead(named.store);
  });

/** Opens the log that a call names to remove something from it; to be closed. Throws {@link CouldNot}. */
export const openLogToWrite = async (
  named: NamedLog & { readonly personalKey: string | undefined },
  shell: Pick<Shell, 'now' | 'err'>,
): Promise<DecisionLog> => {
  const key = await personalKeyOf(named);
  const options = {
    now: shell.now,
    report: (report: Report) => {
      shell.err(`${tellReport(report)}\n`);
    },
    ...(key === undefined ? {} : { personal: { mode: 'open', key } as const }),
  };
  return opening(async () => {
    if (named.store === undefined) {
      // Beside a service that may be running on it.
      const { openSqliteLog } = await import('../../audit/store/sqlite/sqlite-log.js');
      return openSqliteLog({ ...options, directory: named.data, holds: false });
    }
    const { openPostgresLog } = await import('../../audit/store/postgres/postgres-log.js');
    return openPostgresLog({ ...options, url: named.store });
  });
};

/** Opens the registry that a call names; to be closed. Throws {@link CouldNot}. */
export const openRegistry = (named: NamedLog): Promise<RegistryStore> =>
  opening(async () => {
    if (named.store === undefined) return openRegistryFile({ directory: named.data });
    const { openRegistryTable } = await import('../../audit/store/postgres/registry-table.js');
    return openRegistryTable(named.store);
  });

/** The editions below a directory, loaded and checked. Throws {@link CouldNot} where one of them has an error. */
export const openEditions = async (named: { readonly editions: string }): Promise<Editions> =>
  (await openEditionFolders(named)).editions;

/** The editions below a directory, loaded and checked, and the folder of each. Throws {@link CouldNot} where one of them has an error. */
export const openEditionFolders = async ({
  editions,
}: {
  readonly editions: string;
}): Promise<{ readonly editions: Editions; readonly folders: ReadonlyMap<Edition, string> }> => {
  const loaded = await loadEditions(editions);
  if (loaded.code !== 'loaded') throw new CouldNot(tellStartFailure(loaded));
  const kept = { files: () => Promise.resolve(undefined), load: loadKeptRelease };
  return { editions: makeEditions(loaded.editions, kept), folders: loaded.folders };
};
