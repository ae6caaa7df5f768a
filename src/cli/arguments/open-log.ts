import type { DecisionLog } from '../../audit/store/decision-log.js';
import { openSqliteToRead } from '../../audit/store/sqlite/source.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import { CouldNot, type Arguments, type Shell } from '../shell/command.js';
import { dataDirectory, openingDatabase, storeUrl } from './open-source.js';

/** The log that a call names, whichever store has it, to find decisions in it; to be closed. Throws {@link CouldNot}. */
export const openNamedLog = async (
  args: Arguments,
  shell: Shell,
): Promise<Pick<DecisionLog, 'get' | 'dropped' | 'search' | 'release' | 'close'>> => {
  const store = storeUrl(args, shell);
  if (store === undefined) return openLogToRead(dataDirectory(args, shell));
  // Only who names a database needs what speaks to one.
  const { openPostgresToRead } = await import('../../audit/store/postgres/source.js');
  return openingDatabase(() => openPostgresToRead(store));
};

/**
 * Opens the log of a data directory to read it, also while a service writes to it; to be closed. Throws {@link CouldNot} where it is broken or
 * not usable.
 */
export const openLogToRead = (directory: string): DecisionLog => {
  try {
    return openSqliteToRead({ directory });
  } catch (error) {
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure), { cause: error });
  }
};
