import { checkEdition } from '../../analysis/check-edition.js';
import { checkRejected } from '../../analysis/check-rejected.js';
import { checkTraps } from '../../analysis/check-traps.js';
import {
  exploreEdition,
  tellExplorations,
  type ExploredEdition,
} from '../../analysis/boundary/explore-edition.js';
import type { Edition } from '../../edition/model/edition.js';
import { findTwice, tellTwice } from '../../edition/check/edition-twice.js';
import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { command } from '../shell/command.js';
import { flag } from '../shell/options.js';
import { namedFolders } from '../arguments/edition-folders.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { readScenarioCases } from './sweep-cases.js';

/** Cases for each decision: some seconds for an edition, and some minutes. */
const caseLimit = { usual: 4_000, deep: 250_000 } as const;

/** `clausebook check`: everything that is wrong with editions. */
export const checkCommand = command({
  name: 'check',
  summary: 'report everything that is wrong with an edition',
  usage: '[FOLDER…] [--editions DIR] [--features DIR] [--deep] [--json]',
  options: {
    editions: editionsOption,
    features: featuresOption('where <document>/ has scenarios, whose cases are starting points'),
    deep: flag({ means: 'look much further for rules that conflict or leave a gap; takes minutes' }),
    json: flag({ means: 'print the findings as a JSON array of { folder, digest, diagnostics, looked }' }),
  },
  help: `
Checks the editions in the named folders, or all editions. Each finding says file, line and column, what was written, the clause that
is meant, and what to do. Warnings do not fail; any error gives exit code 1.

Where nothing else is wrong, it looks for rules that conflict or leave a gap: it decides cases in which each pair of facts takes values
around the boundaries of the conditions, starting from the cases of the scenarios; so too with what each reading rejected. It says how far it looked; that it found nothing is no proof.

  clausebook check rules/kommo-ai-agent-terms/2026-04-27`,
  run: async (args, shell, names) => {
    const folders = await namedFolders(names, args);
    const limit = args.deep ? caseLimit.deep : caseLimit.usual;
    const reports = [];
    const editions = [];
    for (const folder of folders) {
      const checked = checkEdition(await readEditionFolder(folder), { folder });
      const { edition } = checked;
      if (edition !== undefined) editions.push({ folder, identity: edition.identity });
      const { diagnostics: found, explorations } = await explored(edition, limit, folder, args.features);
      const diagnostics = [...checked.diagnostics, ...found];
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
      reports.push({
        folder,
        digest: errors === 0 ? (edition?.identity.digest ?? null) : null,
        diagnostics,
        looked: explorations.map(({ findings, ...looked }) => ({ ...looked, findings: findings.length })),
      });
      if (args.json) continue;
      for (const diagnostic of diagnostics) shell.out(`${formatDiagnostic(diagnostic)}\n\n`);
      const warnings = diagnostics.length - errors;
      const told = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
      shell.out(
        edition === undefined
          ? `${folder}: ${told}\n`
          : `${folder}: ${tellExplorations(explorations)}\n` +
              `${folder}: ${told}; ${count(edition.contract.clauses.size, 'clause')}, ${count(edition.decisions.size, 'decision')}, ${edition.identity.digest}\n`,
      );
    }
    if (args.json) shell.out(`${JSON.stringify(reports, null, 2)}\n`);
    const twice = findTwice(editions);
    if (twice !== undefined) {
      shell.err(`edition-twice: ${tellTwice(twice)}\n`);
      return 1;
    }
    return reports.some(({ digest }) => digest === null) ? 1 : 0;
  },
});

const explored = async (
  edition: Edition | undefined,
  limit: number,
  folder: string,
  features: string,
): Promise<ExploredEdition> => {
  if (edition === undefined) return { explorations: [], diagnostics: [] };
  const { identity, effectiveFrom } = edition;
  // Scenarios that have faults are for those who run them; here they are only not started from.
  const { cases } = await readScenarioCases(features, identity.document);
  const asked = cases.map(({ decision, facts, asOf }) => ({ decision, facts, asOf: asOf ?? effectiveFrom }));
  const options = { limit, cases: asked, folder };
  const explored = await exploreEdition(makeCompiledEvaluator(edition), edition, options);
  const rejected = await checkRejected(edition, makeCompiledEvaluator, options);
  const traps = checkTraps(edition, { folder });
  return { ...explored, diagnostics: [...traps, ...explored.diagnostics, ...rejected] };
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
