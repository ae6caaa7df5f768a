import type { DecisionLog } from '../audit/decision-log.js';
import { openJournal } from '../audit/journal/journal.js';
import { openingFailure, tellStartFailure } from '../service/start-failure.js';
import { CouldNot, type Shell } from './command.js';

/** Opens the log of a data directory to read it; to be closed. Throws {@link CouldNot} where it is held, broken or not usable. */
export const openLogToRead = async (directory: string, shell: Shell): Promise<DecisionLog> => {
  try {
    return await openJournal({
      directory,
      // Nothing is recorded, so nothing is salted.
      random: () => {
        throw new TypeError('This log is open for reading');
      },
      now: shell.now,
      report: () => undefined,
    });
  } catch (error) {
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure), { cause: error });
  }
};
