import { counted } from '../../language/numbers/counted.js';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { tableToCsv, withRowsOf, type TableExchange } from '../../edition/read/exchange-table.js';
import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { namedFolders } from '../arguments/edition-folders.js';
import { editionsOption } from '../arguments/edition-options.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { choice } from '../shell/options.js';
import { writeWhole } from '../shell/write-whole.js';

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** `clausebook table`: the rows of a decision table to and from a spreadsheet. */
export const tableCommand = command({
  name: 'table',
  summary: 'write the rows of a decision table as CSV, or read them in',
  usage: 'export TABLE [FOLDER] | import TABLE FILE [FOLDER] [--separator NAME] [--editions DIR]',
  options: {
    separator: choice(['comma', 'semicolon', 'tab'], {
      value: 'NAME',
      means: 'what separates the cells that export writes: comma, semicolon or tab',
      told: 'comma',
    }),
    editions: editionsOption,
  },
  help: `
export prints the rows of a table of tables.yaml as CSV (RFC 4180, UTF-8): a column for each input and output, \`clauses\`, and \`note\`
where a row has one. import puts the rows of a CSV file in their place: in the CSV file that the table names, else in tables.yaml, where
rows that stay the same keep their comments. It reads commas, semicolons and tabs, with or without a byte order mark
and a first line \`sep=;\`. Where a column is none of the table's, it says so and writes nothing. Run \`clausebook check\` after it.

  clausebook table export callPrice > callPrice.csv
  clausebook table import callPrice callPrice.csv`,
  names: { least: 2, most: 4, say: 'Say export or import, and the table.' },
  run: async (args, shell, [action = '', term = '', ...others]) => {
    if (action !== 'export' && action !== 'import')
      throw new WrongUse(`\`${action}\` is neither export nor import.`);
    const [file, more] = action === 'import' ? [others[0], others.slice(1)] : [undefined, others];
    if (action === 'import' && file === undefined) throw new WrongUse('Name the CSV file to read.');
    const folders = await namedFolders(more, args);
    const [folder] = folders;
    if (folder === undefined || folders.length > 1)
      throw new WrongUse(`Name the folder of one edition; there are ${folders.join(', ')}.`);
    const files = await readEditionFolder(folder);
    if (file === undefined) {
      shell.out(exchanged(tableToCsv(files, folder, term, separators[args.separator ?? 'comma']), term).text);
      return 0;
    }
    const csv = await readFile(file, 'utf8');
    const made = exchanged(withRowsOf(files, folder, term, csv, file), term);
    await writeWhole(join(folder, made.file), made.text);
    shell.out(`${join(folder, made.file)}: ${counted(made.rows, 'row')} of ${term}\n`);
    return 0;
  },
});

const exchanged = (made: TableExchange, term: string) => {
  if (made.code === 'exchanged') return made;
  if (made.code === 'no-table')
    throw new WrongUse(
      `The edition has no table \`${term}\`. ${made.known.length === 0 ? 'It has none.' : `There are ${made.known.join(', ')}.`}`,
    );
  throw new CouldNot(`the rows cannot be read:\n${made.diagnostics.map(formatDiagnostic).join('\n')}`);
};
