import { counted } from '../../language/numbers/counted.js';
import { newId } from '../../new-id.js';
import { NotRecordedError } from '../../audit/store/failures.js';
import { CouldNot, WrongUse, type Shell, type ExitCode } from '../shell/command.js';
import type { NamedLog } from '../arguments/log-options.js';
import { openLogToWrite } from '../arguments/open.js';
import { required } from '../arguments/required.js';

/** `clausebook log drop`: records decided before a time lose their content. */
export const dropBefore = async (
  values: NamedLog & {
    readonly before: number | undefined;
    readonly by: string | undefined;
    readonly reason: string | undefined;
  },
  shell: Shell,
): Promise<ExitCode> => {
  const { before } = values;
  if (before === undefined) throw new WrongUse('`--before` is missing.');
  const { by, reason } = required(values, 'by', 'reason');
  const log = await openLogToWrite({ ...values, personalKey: shell.settings.personalKey }, shell);
  try {
    const removed = await log.drop({
      id: newId(),
      at: shell.now(),
      by,
      reason,
      before,
    });
    shell.out(
      removed.event === null
        ? 'Nothing to drop: no record was decided before.\n'
        : `Dropped the content of ${counted(removed.records, 'record')}; the event is ${removed.event}.\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof NotRecordedError) throw new CouldNot(error.message, { cause: error });
    throw error;
  } finally {
    await log.close();
  }
};
