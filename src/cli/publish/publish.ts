import { approvalsOf } from '../../analysis/publishing/approvals.js';
import type { Refusal } from '../../analysis/publishing/refuse-publishing.js';
import type { Edition } from '../../edition/model/edition.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { formatInstant } from '../../language/instants.js';
import { command, WrongUse, type Shell, type ExitCode } from '../shell/command.js';
import { text, flag, texts } from '../shell/options.js';
import { approvalsOption } from '../arguments/approvals-option.js';
import { namedFolders } from '../arguments/edition-folders.js';
import { editionsOption, shippedFeatures } from '../arguments/edition-options.js';
import { signingKeyOf } from '../arguments/keys.js';
import { openRegistry } from '../arguments/open.js';
import { required } from '../arguments/required.js';
import { checkRelease, readRelease } from '../../publishing/check-release.js';
import { enterRelease } from '../../publishing/enter-release.js';
import { refuseApprovals, refuseBeside } from '../../publishing/refuse-release.js';
import { standingOf } from '../../publishing/standing.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { askInMemory } from '../../service/ask-in-scenarios.js';
import { readEvidence } from './proof-evidence.js';
import { registryOptions, soundEntriesIn, sourcesOf, stands } from './registry-entries.js';

/** `clausebook publish`: freezes an edition as a release, and enters it in the registry. */
export const publishCommand = command({
  name: 'publish',
  summary: 'check an edition, freeze it as a release and enter it in the registry, signed',
  usage:
    'FOLDER --author NAME --reviewer NAME… --reason TEXT [--data DIR | --store URL] [--scenarios DIR]\n' +
    '       [--approvals N] [--require-proof FILE] [--adopt] [--dry-run] [--json]',
  options: {
    author: text({ value: 'NAME', means: 'who made the edition' }),
    reviewer: texts({ value: 'NAME', means: 'who approved it; may be given several times' }),
    reason: text({ value: 'TEXT', means: 'why it is released, for whoever reads the registry' }),
    approvals: approvalsOption('how many besides the author must have approved it'),
    ...registryOptions,
    scenarios: text<string>({ ...shippedFeatures, means: 'where <document>/ has scenarios' }),
    editions: editionsOption,
    requireProof: text({
      value: 'FILE',
      means:
        'refuse what this `proof.json` of `clausebook prove --out` does not prove; the entry names its digest',
    }),
    adopt: flag({ means: 'enter an edition that was in force before there was a registry' }),
    dryRun: flag({ means: 'check everything, and enter nothing' }),
    json: flag({ means: 'print { refusals, entry } as JSON' }),
  },
  help: `
Checks the edition as \`clausebook check\` does, runs all scenarios of its document, and holds what they show against \`clausebook coverage --strict\`.
A release is refused, with a stable code and what is meant, where any of that fails; where too few approved it; where the first release of a
revision would take effect in the past; where --require-proof names evidence that is of another release, or has findings; and where a later release of it changes the words, or a figure that has been in force.

A service that runs on the same data directory or database serves it within a second.

  clausebook publish rules/kommo-ai-agent-terms/2027-01-01 --author Ann --reviewer Ben --reason 'New metering'`,
  names: { least: 1, most: 1, say: 'Name one folder of an edition.' },
  run: async (args, shell, names) => {
    const [folder, ...others] = await namedFolders(names, args);
    if (folder === undefined || others.length > 0) throw new WrongUse('Name one folder of an edition.');
    const { author, reason } = required(args, 'author', 'reason');
    const reviewers = approvalsOf(author, args.reviewer);
    const read = readRelease(await readEditionFolder(folder), folder);
    if (read.code === 'refused') return tell(args.json, shell, { folder, refusals: read.refusals });
    const { edition } = read;
    const evidence =
      args.requireProof === undefined ? undefined : await readEvidence(args.requireProof, edition);
    const registry = await openRegistry(args);
    try {
      const key = await signingKeyOf(args);
      const release = { edition, author, reason, reviewers, adopt: args.adopt, evidence };
      const sources = sourcesOf(registry, args.editions);
      const beside = stands(await standingOf(edition, await soundEntriesIn(registry, key), sources));
      const refusals = [
        ...refuseApprovals(args.approvals, author, reviewers),
        ...(evidence?.refusals ?? []),
        ...refuseBeside(release, beside, shell.now()),
      ];
      // What is refused in any case need not be checked for minutes.
      const checked =
        refusals.length > 0
          ? []
          : await checkRelease(edition, {
              folder,
              features: await readFeatures(args.scenarios, edition.identity.document),
              featuresDirectory: args.scenarios,
              beside: beside.editions,
              askUnder: askInMemory,
              now: shell.now,
            });
      if (refusals.length > 0 || checked.length > 0)
        return tell(args.json, shell, { folder, refusals: [...refusals, ...checked] });
      if (args.dryRun) return tell(args.json, shell, { folder, refusals: [], edition });
      const entered = stands(await enterRelease(release, { registry, key, sources, now: shell.now }));
      return entered.code === 'entered'
        ? tell(args.json, shell, { folder, edition, refusals: [], entry: entered.entry })
        : tell(args.json, shell, { folder, edition, refusals: entered.refusals });
    } finally {
      await registry.close();
    }
  },
});

interface Outcome {
  readonly folder: string;
  readonly refusals: readonly Refusal[];
  readonly edition?: Edition;
  readonly entry?: RegistryEntry;
}

const tell = (json: boolean, shell: Shell, { folder, refusals, edition, entry }: Outcome): ExitCode => {
  if (json) shell.out(`${JSON.stringify({ refusals, entry: entry ?? null }, null, 2)}\n`);
  else {
    for (const { code, where, message } of refusals) shell.out(`${code}: ${where}\n  ${message}\n`);
    if (refusals.length > 0) shell.out(`${folder} is not published.\n`);
    else if (edition !== undefined) {
      const { document, revision, digest } = edition.identity;
      const from = formatInstant(edition.effectiveFrom);
      const done = entry === undefined ? 'could be published' : entry.kind;
      shell.out(`${document}/${revision} ${done}: ${digest}, in effect from ${from}\n`);
    }
  }
  return refusals.length > 0 ? 1 : 0;
};
