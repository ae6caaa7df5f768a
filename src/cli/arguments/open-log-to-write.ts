import { randomBytes } from 'node:crypto';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import { openJournal } from '../../audit/store/journal/journal.js';
import { tellReport, type Report } from '../../audit/store/journal/failures.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import { CouldNot, type Arguments, type Shell } from '../shell/command.js';
import { openJournalSource } from '../../audit/store/journal/source.js';
import { isAbsent } from '../../audit/store/journal/durable-file.js';
import { dataDirectory, storeUrl } from './open-source.js';
import { personalKeyOf } from './personal-arguments.js';

/** Opens the log that a call names to remove something from it; to be closed. Throws {@link CouldNot}. */
export const openLogToWrite = async (args: Arguments, shell: Shell): Promise<DecisionLog> => {
  const key = await personalKeyOf(args, shell);
  const options = {
    random: (bytes: number) => randomBytes(bytes),
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
      // What is no data directory yet is not made one.
      await (await openJournalSource(directory)).close();
      return await openJournal({ ...options, directory });
    }
    // Only who names a database needs what speaks to one.
    const { openPostgresLog } = await import('../../audit/store/postgres/postgres-log.js');
    return await openPostgresLog({ ...options, url: store });
  } catch (error) {
    if (isAbsent(error))
      throw new CouldNot(`\`${directory}\` is no data directory: it has no journal.`, { cause: error });
    const failure = openingFailure(error);
    throw failure === undefined ? error : new CouldNot(tellStartFailure(failure), { cause: error });
  }
};
