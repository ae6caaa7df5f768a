import { newId } from '../../new-id.js';
import { NotRecordedError } from '../../audit/store/decision-log.js';
import { parseInstant } from '../../language/instants.js';
import { CouldNot, WrongUse, type Arguments, type ExitCode, type Shell } from '../shell/command.js';
import { required } from './erase.js';
import { openLogToWrite } from '../arguments/open-log-to-write.js';

/** `clausebook log drop`: records decided before a time lose their content. */
export const dropBefore = async (args: Arguments, shell: Shell): Promise<ExitCode> => {
  const [given, by, reason] = [required(args, 'before'), required(args, 'by'), required(args, 'reason')];
  const before = parseInstant(given);
  if (!before.ok)
    throw new WrongUse(`\`${given}\` is no instant: RFC 3339 with an offset, 2026-08-15T12:00:00Z.`);
  const log = await openLogToWrite(args, shell);
  try {
    const removed = await log.drop({
      id: newId(),
      at: shell.now(),
      by,
      reason,
      before: before.epochMs,
    });
    shell.out(
      removed.event === null
        ? 'Nothing to drop: no record was decided before.\n'
        : `Dropped the content of ${removed.records} record${removed.records === 1 ? '' : 's'}; the event is ${removed.event}.\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof NotRecordedError) throw new CouldNot(error.message, { cause: error });
    throw error;
  } finally {
    await log.close();
  }
};
