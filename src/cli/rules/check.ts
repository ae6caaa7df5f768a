import { counted } from '../../language/numbers/counted.js';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkEdition } from '../../analysis/check-edition.js';
import { brokenInvariants } from '../../analysis/check-invariants.js';
import { checkRejected } from '../../analysis/check-rejected.js';
import { scenarioFaults } from '../../analysis/check-scenarios.js';
import { checkTraps } from '../../analysis/check-traps.js';
import { checkWords } from '../../analysis/check-words.js';
import {
  exploreEdition,
  tellExplorations,
  type ExploredEdition,
} from '../../analysis/boundary/explore-edition.js';
import type { Edition, EditionIdentity } from '../../edition/model/edition.js';
import { loadEdition } from '../../edition/build/load-edition.js';
import { findTwice, tellTwice } from '../../edition/check/edition-twice.js';
import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { command } from '../shell/command.js';
import { choice, flag } from '../shell/options.js';
import { namedFolders } from '../arguments/edition-folders.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import {
  findingFormats,
  githubCommand,
  githubError,
  placedFault,
  repositoryFolder,
  sarifOf,
  type Finding,
  type FindingFormat,
} from './told-findings.js';
import { readScenarioCases } from '../../decide/request/scenario-cases.js';

/** Cases for each decision: some seconds for an edition, and some minutes. */
const caseLimit = { usual: 4_000, deep: 250_000 } as const;

/** `clausebook check`: everything that is wrong with editions. */
export const checkCommand = command({
  name: 'check',
  summary: 'report everything that is wrong with an edition',
  usage: '[FOLDER…] [--editions DIR] [--features DIR] [--deep] [--json] [--format FORMAT]',
  options: {
    editions: editionsOption,
    features: featuresOption('where <document>/ has scenarios, whose cases are starting points'),
    deep: flag({ means: 'look much further for rules that conflict or leave a gap; takes minutes' }),
    format: choice<FindingFormat, 'text'>(findingFormats, {
      value: 'FORMAT',
      means: 'text; github: annotations of GitHub Actions; sarif: SARIF 2.1.0, for code scanning',
      otherwise: 'text',
      insteadOf: ['json'],
    }),
    json: flag({ means: 'print the findings as a JSON array of { folder, digest, diagnostics, looked }' }),
  },
  help: `
Checks the editions in the named folders, or all editions. Each finding says file, line and column, what was written, the clause that
is meant, and what to do. Warnings do not fail; any error gives exit code 1.

Where nothing else is wrong, it looks for rules that conflict or leave a gap: it decides cases in which each pair of facts takes values
around the boundaries of the conditions, starting from the cases of the scenarios; so too with what each reading rejected. It says how far it looked; that it found nothing is no proof.

What always.yaml declares is tried in the cases of the scenarios, which is no proof either: \`clausebook prove\` gives one.

--format github has each finding stand at its file and line in a pull request; --format sarif is for code scanning. Paths are those from the folder
in which it runs, or from GITHUB_WORKSPACE. Exit codes are the same.

What is wrong with scenarios, with the names in their phrases, and with the titles that readings name, is told too.

  clausebook check rules/kommo-ai-agent-terms/2026-04-27`,
  run: async (args, shell, names) => {
    const folders = await namedFolders(names, args);
    const root = repositoryFolder(shell);
    const limit = args.deep ? caseLimit.deep : caseLimit.usual;
    const reports = [];
    const findings: Finding[] = [];
    const editions: {
      readonly folder: string;
      readonly identity: EditionIdentity;
      readonly edition: Edition;
    }[] = [];
    for (const folder of folders) {
      const checked = checkEdition(await readEditionFolder(folder), { folder });
      const { edition } = checked;
      if (edition !== undefined) editions.push({ folder, identity: edition.identity, edition });
      const { diagnostics: found, explorations } = await explored(edition, limit, folder, args.features);
      const diagnostics = [...checked.diagnostics, ...found];
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
      reports.push({
        folder,
        digest: errors === 0 ? (edition?.identity.digest ?? null) : null,
        diagnostics,
        looked: explorations.map(({ findings, ...looked }) => ({ ...looked, findings: findings.length })),
      });
      findings.push(...diagnostics);
      if (args.json || args.format === 'sarif') continue;
      for (const diagnostic of diagnostics)
        shell.out(
          args.format === 'github'
            ? `${githubCommand(diagnostic, root)}\n`
            : `${formatDiagnostic(diagnostic)}\n\n`,
        );
      const warnings = diagnostics.length - errors;
      const told = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
      shell.out(
        edition === undefined
          ? `${folder}: ${told}\n`
          : `${folder}: ${tellExplorations(explorations)}\n` +
              `${folder}: ${told}; ${counted(edition.contract.clauses.size, 'clause')}, ${counted(edition.decisions.size, 'decision')}, ${edition.invariants.length === 0 ? '' : `${counted(edition.invariants.length, 'invariant')}, `}${edition.identity.digest}\n`,
      );
    }
    if (args.json) shell.out(`${JSON.stringify(reports, null, 2)}\n`);
    const faults = await faultsOf(
      editions.map(({ edition }) => edition),
      args.features,
      await othersOf(folders, editions),
      (edition) => editions.find((one) => one.edition === edition)?.folder.replace(/\/+$/, '') ?? '',
    );
    const twice = findTwice(editions);
    const others = [...faults, ...(twice === undefined ? [] : [`edition-twice: ${tellTwice(twice)}`])];
    if (args.format === 'text') for (const other of others) shell.err(`${other}\n`);
    else {
      const placed = others.map((other) => placedFault(other) ?? other);
      const unplaced = placed.filter((one) => typeof one === 'string');
      const more = placed.filter((one) => typeof one === 'object');
      if (args.format === 'sarif')
        shell.out(`${JSON.stringify(sarifOf([...findings, ...more], unplaced, root), null, 2)}\n`);
      else
        for (const one of placed)
          shell.out(`${typeof one === 'string' ? githubError(one) : githubCommand(one, root)}\n`);
    }
    return others.length > 0 || reports.some(({ digest }) => digest === null) ? 1 : 0;
  },
});

/**
 * The other revisions that stand beside the editions that are checked: their names count in phrases, too. `undefined` where one can't be
 * loaded: then not all names are known.
 */
const othersOf = async (
  folders: readonly string[],
  checked: readonly { readonly folder: string }[],
): Promise<readonly Edition[] | undefined> => {
  if (checked.length < folders.length) return undefined;
  const known = new Set(folders.map((folder) => resolve(folder)));
  const beside = await Promise.all(
    [...new Set(folders.map((folder) => dirname(resolve(folder))))].map(async (document) =>
      (await readdir(document, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(document, name)),
    ),
  );
  const loaded = await Promise.all(
    beside
      .flat()
      .filter((folder) => !known.has(folder) && existsSync(join(folder, 'edition.yaml')))
      .map(async (folder) => loadEdition(await readEditionFolder(folder)).edition),
  );
  const others = loaded.filter((edition) => edition !== undefined);
  return others.length < loaded.length ? undefined : others;
};

/** What is wrong with the scenarios of each contract that has some. */
const faultsOf = async (
  editions: readonly Edition[],
  features: string,
  others: readonly Edition[] | undefined,
  folderOf: (edition: Edition) => string,
): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const document of new Set(editions.map(({ identity }) => identity.document))) {
    const read = await readFeatures(features, document);
    if (read.code !== 'read') continue;
    const own = editions.filter(({ identity }) => identity.document === document);
    const all = [...own, ...(others ?? []).filter(({ identity }) => identity.document === document)];
    faults.push(...scenarioFaults(own, read.sources, others === undefined ? undefined : all, folderOf));
  }
  return faults;
};

const explored = async (
  edition: Edition | undefined,
  limit: number,
  folder: string,
  features: string,
): Promise<ExploredEdition> => {
  if (edition === undefined) return { explorations: [], diagnostics: [] };
  const { identity, effectiveFrom } = edition;
  // Scenarios that have faults are told apart; here they are only not started from.
  const { cases } = await readScenarioCases(features, identity.document);
  const asked = cases.map(({ decision, facts, asOf }) => ({ decision, facts, asOf: asOf ?? effectiveFrom }));
  const options = { limit, cases: asked, folder };
  const explored = await exploreEdition(makeCompiledEvaluator(edition), edition, options);
  const rejected = await checkRejected(edition, makeCompiledEvaluator, options);
  const traps = [...checkTraps(edition, { folder }), ...checkWords(edition, { folder })];
  const broken = await brokenInvariants(edition, makeCompiledEvaluator(edition), { cases: asked, folder });
  return { ...explored, diagnostics: [...traps, ...broken, ...explored.diagnostics, ...rejected] };
};
