import type { DecisionLog } from '../audit/decision-log.js';
import { openJournalToRead } from '../audit/journal/journal-to-read.js';
import { openingFailure, tellStartFailure } from '../service/start-failure.js';
import { CouldNot, type Shell } from './command.js';

/**
 * Opens the log of a data directory to read it, also while a service writes to it; to be closed. Throws {@link CouldNot} where it is broken or
 * not usable.
 */
export const openLogToRead = async (directory: string, shell: Shell): Promise<DecisionLog> => {
  try {
    return await openJournalToRead({ directory, now: shell.now });
  } catch (error) {
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure), { cause: error });
  }
};
