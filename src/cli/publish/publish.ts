import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { approvalsOf } from '../../analysis/publishing/approvals.js';
import {
  refuseAdopting,
  refusePublishing,
  type Refusal,
} from '../../analysis/publishing/refuse-publishing.js';
import { signEntry } from '../../audit/registry/registry-entry.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import type { SigningKey } from '../../audit/chain/signing-key.js';
import type { Edition } from '../../edition/model/edition.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { formatInstant } from '../../language/instants.js';
import { WrongUse, type Arguments, type Command, type ExitCode, type Shell } from '../shell/command.js';
import { editionsOption, namedFolders } from '../arguments/edition-arguments.js';
import { checkRelease, readRelease } from './check-release.js';
import { openRegistry, registryOptions, signingKeyOf, soundEntries } from './open-registry.js';
import { standingOf, type StandingBeside } from './standing.js';

/** `clausebook publish`: freezes an edition as a release, and enters it in the registry. */
export const publishCommand: Command = {
  name: 'publish',
  summary: 'check an edition, freeze it as a release and enter it in the registry, signed',
  usage:
    'FOLDER --author NAME --reviewer NAME… --reason TEXT [--data DIR | --store URL] [--scenarios DIR]\n' +
    '       [--approvals N] [--adopt] [--dry-run] [--json]',
  options: [
    { name: 'author', value: 'NAME', means: 'who made the edition' },
    { name: 'reviewer', value: 'NAME', many: true, means: 'who approved it; may be given several times' },
    { name: 'reason', value: 'TEXT', means: 'why it is released, for whoever reads the registry' },
    {
      name: 'approvals',
      value: 'N',
      means: 'how many besides the author must have approved it (CLAUSEBOOK_APPROVALS; default 1)',
    },
    ...registryOptions,
    {
      name: 'scenarios',
      value: 'DIR',
      means: 'where <document>/ has scenarios (default: ./features, else those that come with clausebook)',
    },
    editionsOption,
    { name: 'adopt', means: 'enter an edition that was in force before there was a registry' },
    { name: 'dry-run', means: 'check everything, and enter nothing' },
    { name: 'json', means: 'print { refusals, entry } as JSON' },
  ],
  help: `
Checks the edition as \`clausebook check\` does, runs all scenarios of its document, and holds what they show against \`clausebook coverage --strict\`.
A release is refused, with a stable code and what is meant, where any of that fails; where too few approved it; where the first release of a
revision would take effect in the past; and where a later release of it changes the words, or a figure that has been in force.

A service that runs on the same data directory or database serves it within a second.

  clausebook publish rules/kommo-ai-agent-terms/2027-01-01 --author Ann --reviewer Ben --reason 'New metering'`,
  run: async (args, shell) => {
    const [folder, ...others] = await foldersOf(args, shell);
    if (folder === undefined || others.length > 0) throw new WrongUse('Name one folder of an edition.');
    const author = needed(args, 'author');
    const reason = needed(args, 'reason');
    const reviewers = approvalsOf(author, args.texts('reviewer'));
    const read = readRelease(await readEditionFolder(folder), folder);
    if (read.code === 'refused') return tell(args, shell, { folder, refusals: read.refusals });
    const { edition } = read;
    const registry = await openRegistry(args, shell);
    try {
      const key = await signingKeyOf(args, shell);
      const release = { edition, author, reason, reviewers, adopt: args.flag('adopt') };
      const beside = await standingOf(edition, await soundEntries(registry, key), registry, { args, shell });
      const refusals = [
        ...refuseApprovals(args, shell, author, reviewers),
        ...refuse(release, beside, shell.now()),
      ];
      const features = { folder, features: featuresOf(args), beside: beside.editions };
      // What is refused in any case need not be checked for minutes.
      const checked = refusals.length > 0 ? [] : await checkRelease(edition, features, shell);
      if (refusals.length > 0 || checked.length > 0)
        return tell(args, shell, { folder, refusals: [...refusals, ...checked] });
      if (args.flag('dry-run')) return tell(args, shell, { folder, refusals: [], edition });
      const entered = await enter(release, { registry, key }, args, shell);
      return tell(args, shell, { folder, edition, ...entered });
    } finally {
      await registry.close();
    }
  },
};

interface NewRelease {
  readonly edition: Edition;
  readonly author: string;
  readonly reason: string;
  readonly reviewers: readonly string[];
  readonly adopt: boolean;
}

const refuse = (
  { edition, adopt }: NewRelease,
  { standing }: StandingBeside,
  now: number,
): readonly Refusal[] =>
  adopt ? refuseAdopting(edition, { ...standing, now }) : refusePublishing(edition, { ...standing, now });

/** Enters a release after the last entry there is; where another was entered meanwhile, its own standing is looked at again. */
const enter = async (
  release: NewRelease,
  { registry, key }: { readonly registry: RegistryStore; readonly key: SigningKey },
  args: Arguments,
  shell: Shell,
): Promise<{ readonly refusals: readonly Refusal[]; readonly entry?: RegistryEntry }> => {
  const { edition, author, reason, reviewers, adopt } = release;
  const { document, revision, digest } = edition.identity;
  for (;;) {
    const entries = await soundEntries(registry, key);
    const now = shell.now();
    const beside = await standingOf(edition, entries, registry, { args, shell });
    const refusals = refuse(release, beside, now);
    if (refusals.length > 0) return { refusals };
    const effectiveFrom = new Date(edition.effectiveFrom).toISOString();
    const entry = signEntry(
      {
        kind: adopt ? 'adopted' : 'published',
        ...{ document, revision, digest, effectiveFrom, author, reviewers, reason },
      },
      { key, before: entries.at(-1), at: now },
    );
    const kept = { identity: { document, revision, digest }, files: edition.files };
    if ((await registry.add(entry, kept)) === 'added') return { refusals: [], entry };
  }
};

const foldersOf = (args: Arguments, shell: Shell): Promise<readonly string[]> => {
  if (args.positionals.length !== 1) throw new WrongUse('Name one folder of an edition.');
  return namedFolders(args, shell);
};

const needed = (args: Arguments, option: string): string => {
  const text = args.text(option)?.trim() ?? '';
  if (text === '') throw new WrongUse(`\`--${option}\` is missing.`);
  return text;
};

const refuseApprovals = (
  args: Arguments,
  shell: Shell,
  author: string,
  reviewers: readonly string[],
): readonly Refusal[] => {
  const written = args.text('approvals') ?? shell.settings.approvals ?? '1';
  if (!/^\d{1,2}$/.test(written)) throw new WrongUse(`\`${written}\` is no number of approvals: 0 to 99.`);
  const by = reviewers.length === 0 ? 'nobody' : reviewers.join(', ');
  return reviewers.length >= Number(written)
    ? []
    : [
        {
          code: 'too-few-approvals',
          where: `${reviewers.length} of ${written}`,
          message: `Approved by ${by}. ${author} is its author, and does not count; nor does anybody twice.`,
        },
      ];
};

const featuresOf = (args: Arguments): string =>
  args.text('scenarios') ??
  (existsSync('features') ? 'features' : fileURLToPath(new URL('../../../features', import.meta.url)));

interface Outcome {
  readonly folder: string;
  readonly refusals: readonly Refusal[];
  readonly edition?: Edition;
  readonly entry?: RegistryEntry;
}

const tell = (args: Arguments, shell: Shell, { folder, refusals, edition, entry }: Outcome): ExitCode => {
  if (args.flag('json')) shell.out(`${JSON.stringify({ refusals, entry: entry ?? null }, null, 2)}\n`);
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
