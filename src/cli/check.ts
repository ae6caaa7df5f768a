import { checkEdition } from '../analysis/check-edition.js';
import { formatDiagnostic } from '../edition/format-diagnostic.js';
import { readEditionFolder } from '../edition/read-edition-folder.js';
import type { Command } from './command.js';
import { editionsOption, namedFolders } from './edition-arguments.js';

/** `clausebook check`: everything that is wrong with editions. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'report everything that is wrong with an edition',
  usage: '[FOLDER…] [--editions DIR] [--json]',
  options: [
    editionsOption,
    { name: 'json', means: 'print the findings as a JSON array of { folder, digest, diagnostics }' },
  ],
  help: `
Checks the editions in the named folders, or all editions. Each finding says file, line and column, what was written, the clause that
is meant, and what to do. Warnings do not fail; any error gives exit code 1.

  clausebook check rules/kommo-ai-agent-terms/2026-04-27`,
  run: async (args, shell) => {
    const folders = await namedFolders(args, shell);
    const reports = [];
    for (const folder of folders) {
      const { edition, diagnostics } = checkEdition(await readEditionFolder(folder), { folder });
      reports.push({ folder, digest: edition?.identity.digest ?? null, diagnostics });
      if (args.flag('json')) continue;
      for (const diagnostic of diagnostics) shell.out(`${formatDiagnostic(diagnostic)}\n\n`);
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
      const warnings = diagnostics.length - errors;
      const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
      shell.out(
        edition === undefined
          ? `${folder}: ${found}\n`
          : `${folder}: ${found}; ${count(edition.contract.clauses.size, 'clause')}, ${count(edition.decisions.size, 'decision')}, ${edition.identity.digest}\n`,
      );
    }
    if (args.flag('json')) shell.out(`${JSON.stringify(reports, null, 2)}\n`);
    return reports.some(({ digest }) => digest === null) ? 1 : 0;
  },
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
