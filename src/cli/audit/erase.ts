import { counted } from '../../language/numbers/counted.js';
import { newId } from '../../new-id.js';
import { NotRecordedError } from '../../audit/store/failures.js';
import { countUnreadSubjects } from '../../audit/removal/unread-subjects.js';
import { draftsNaming } from '../../service/drafts/naming-drafts.js';
import { command, CouldNot } from '../shell/command.js';
import { text } from '../shell/options.js';
import { openLogToWrite } from '../arguments/open.js';
import { logOptions, personalKeyOption } from '../arguments/log-options.js';
import { personalKeyOf } from '../arguments/personal-options.js';
import { required } from '../arguments/required.js';

/** `clausebook erase`: the personal values of one subject, for good. */
export const eraseCommand = command({
  name: 'erase',
  summary: "erase a subject's personal values from the log, for good",
  usage: '--subject S --by NAME --reason TEXT [--data DIR] [--store URL] [--personal-key FILE]',
  options: {
    subject: text({ value: 'S', means: 'whose values; as the requests named it' }),
    by: text({ value: 'NAME', means: 'who erases; stays in the log' }),
    reason: text({ value: 'TEXT', means: 'why; stays in the log, so nothing personal' }),
    ...logOptions('a service may be running on it'),
    personalKey: personalKeyOption,
  },
  help: `
Removes every personal value, and the subject, from all records that are about the subject. What was decided stays, and the chain still
verifies: an event in it says what was erased, when, by whom and why, and not whose. Where subjects are encrypted, the key finds them;
without it, or with another, the records that could not be read are counted, and the exit code is 1. So it is where the name stands in drafts
of the data directory, which are named: what somebody wrote is for somebody to change. Each service on a database keeps its drafts in a data
directory of its own: with --store, name that with --data, and ask once for each; asking again does no harm.
It works beside a service that runs on the data directory, which does the same by POST /erasures for callers with the scope \`erase\`. Copies and exports elsewhere are not reached.

  clausebook erase --subject account-17 --by 'data protection officer' --reason 'request of 2 May' --data ./data`,
  names: { most: 0, say: 'Name the subject with `--subject`.' },
  run: async (args, shell) => {
    const { subject, by, reason } = required(args, 'subject', 'by', 'reason');
    const naming = await draftsNaming(args.data, subject);
    const log = await openLogToWrite(args, shell);
    try {
      const removed = await log.erase({ id: newId(), at: shell.now(), by, reason, subject });
      shell.out(
        removed.event === null
          ? 'Nothing to erase: no record that keeps personal values is known to be about this subject.\n'
          : `Erased the personal values of ${counted(removed.records, 'record')}; the event is ${removed.event}.\n`,
      );
      if (args.store !== undefined)
        shell.err(
          `drafts: looked for in \`${args.data}\` alone. Each service on a database has a data directory of its own: ask again with \`--data\` for every other one.\n`,
        );
      if (naming.length > 0)
        shell.err(
          `drafts: the name stands in ${naming.map((id) => `\`${id}\``).join(', ')}: change or delete what names this subject.\n`,
        );
      const unread = await countUnreadSubjects(log, await personalKeyOf(args));
      if (unread === 0) return naming.length === 0 ? 0 : 1;
      shell.err(
        `unread: ${unread} record${unread === 1 ? ' has' : 's have'} an encrypted subject that could not be read, and may be about this one: name the key that sealed with \`--personal-key FILE\`.\n`,
      );
      return 1;
    } catch (error) {
      if (error instanceof NotRecordedError) throw new CouldNot(error.message, { cause: error });
      throw error;
    } finally {
      await log.close();
    }
  },
});
