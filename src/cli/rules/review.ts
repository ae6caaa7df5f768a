import { counted } from '../../language/numbers/counted.js';
import { join } from 'node:path';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import {
  reviewsFor,
  reviewStates,
  unreadableToReview,
  type ReviewState,
} from '../../edition/read/write-reviews.js';
import { formatInstant } from '../../language/instants.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { text, flag, list } from '../shell/options.js';
import { namedFolders } from '../arguments/edition-folders.js';
import { editionsOption } from '../arguments/edition-options.js';
import { writeWhole } from '../shell/write-whole.js';

/** `clausebook review`: what cites which clause's words, and who has read the one against the other. */
export const reviewCommand = command({
  name: 'review',
  summary: 'show what must be reviewed, and record that it was',
  usage: '[FOLDER…] [--by NAME] [--clauses 6.3,6.4(a)] [--editions DIR] [--json]',
  options: {
    by: text({ value: 'NAME', means: 'record the review under this name; without it nothing is written' }),
    clauses: list({
      value: 'IDS',
      means: 'only these clauses, separated by commas',
      told: 'all that are open',
    }),
    editions: editionsOption,
    json: flag({ means: 'print the open reviews as a JSON array' }),
  },
  help: `
A review says that somebody has read what cites a clause (rules, definitions, parameters, readings, its ledger row) against the clause's
present words. Where the words change, or something new cites them, the review is open again and \`clausebook check\` fails.
Without --by it prints each open clause with its words and what cites it; exit code 1 where any is open. With --by it writes
reviews.yaml, which is written by this command alone. Where a file of one of the editions cannot be read, nothing is shown or written.`,
  run: async (args, shell, names) => {
    const by = args.by?.trim();
    if (by === '') throw new WrongUse('`--by` needs a name.');
    const wanted = args.clauses.length === 0 ? undefined : args.clauses;
    const told: object[] = [];
    let open = 0;
    // Everything is read before anything is written.
    const all = await readAll(await namedFolders(names, args));
    for (const { folder, states } of all) {
      const unknown = wanted?.find((id) => !states.some(({ clause }) => clause.id === id));
      if (unknown !== undefined)
        throw new WrongUse(`Nothing in \`${folder}\` cites a clause \`${unknown}\`.`);
    }
    for (const { folder, files, states } of all) {
      const due = states.filter(
        ({ state, clause }) => state !== 'reviewed' && (wanted?.includes(clause.id) ?? true),
      );
      if (by === undefined) {
        open += due.length;
        told.push(
          ...due.map(({ clause, of, state }) => ({
            folder,
            clause: clause.id,
            words: clause.words,
            state,
            of,
          })),
        );
        if (!args.json) shell.out(due.map(tellState).join(''));
        if (!args.json) shell.out(`${folder}: ${counted(due.length, 'clause')} to review\n`);
        continue;
      }
      const at = formatInstant(shell.now());
      const text = reviewsFor(files, { by, at, ...(wanted === undefined ? {} : { clauses: wanted }) });
      if (text !== undefined && text !== files.get('reviews.yaml'))
        await writeWhole(join(folder, 'reviews.yaml'), text);
      shell.out(`${folder}: ${counted(due.length, 'clause')} recorded as reviewed by ${by}\n`);
    }
    if (by === undefined && args.json) shell.out(`${JSON.stringify(told, null, 2)}\n`);
    return open > 0 ? 1 : 0;
  },
});

/** Throws {@link CouldNot} where a file is not whole: what cites a clause there would not be seen. */
const readAll = (folders: readonly string[]) =>
  Promise.all(
    folders.map(async (folder) => {
      const files = await readEditionFolder(folder);
      const unreadable = unreadableToReview(files, folder);
      const states = reviewStates(files);
      if (states !== undefined && unreadable.length === 0) return { folder, files, states };
      const why = unreadable.map(formatDiagnostic).join('\n');
      throw new CouldNot(
        `\`${folder}\` cannot be reviewed before its files can be read; no review was changed:\n${why}`,
      );
    }),
  );

const tellState = ({ clause, of, state, present }: ReviewState): string => {
  const since = present === undefined ? '' : `, last reviewed by ${present.by} at ${present.at}`;
  const why = state === 'changed' ? 'its words changed' : 'not all that cites it was reviewed';
  return `${clause.id}: ${why}${since}\n  “${clause.words}”\n  cited by ${of.join(', ')}\n\n`;
};
