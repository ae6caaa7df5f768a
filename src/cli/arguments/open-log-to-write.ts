import type { DecisionLog } from '../../audit/store/decision-log.js';
import { tellReport, type Report } from '../../audit/store/failures.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import { CouldNot, type Arguments, type Shell } from '../shell/command.js';
import { dataDirectory, storeUrl } from './open-source.js';
import { personalKeyOf } from './personal-arguments.js';

/** Opens the log that a call names to remove something from it; to be closed. Throws {@link CouldNot}. */
export const openLogToWrite = async (args: Arguments, shell: Shell): Promise<DecisionLog> => {
  const key = await personalKeyOf(args, shell);
  const options = {
    now: shell.now,
    report: (report: Report) => {
      shell.err(`${tellReport(report)}\n`);
    },
    ...(key === undefined ? {} : { personal: { mode: 'open', key } as const }),
  };
  const store = storeUrl(args, shell);
  const directory = dataDirectory(args, shell);
  try {
    if (store === undefined) {
      // Beside a service that may be running on it.
      const { openSqliteLog } = await import('../../audit/store/sqlite/sqlite-log.js');
      return await openSqliteLog({ ...options, directory, holds: false });
    }
    // Only who names a database needs what speaks to one.
    const { openPostgresLog } = await import('../../audit/store/postgres/postgres-log.js');
    return await openPostgresLog({ ...options, url: store });
  } catch (error) {
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure), { cause: error });
  }
};
