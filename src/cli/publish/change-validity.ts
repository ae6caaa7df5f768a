import type { Statement } from '../../audit/registry/registry-entry.js';
import { signEntry } from '../../audit/registry/registry-entry.js';
import { isValid, registeredReleases, type RegisteredRelease } from '../../edition/model/registry.js';
import { WrongUse, type Arguments, type CommandOption, type ExitCode, type Shell } from '../shell/command.js';
import { openRegistry, registryOptions, signingKeyOf, soundEntries } from './open-registry.js';

/** The options of whoever withdraws or restores a release. */
export const validityOptions: readonly CommandOption[] = [
  { name: 'author', value: 'NAME', means: 'who says so' },
  { name: 'reason', value: 'TEXT', means: 'why, for whoever reads the registry' },
  ...registryOptions,
];

/**
 * Enters that a release counts no more, or counts again and goes before the others of its revision. What was decided stays as it was.
 */
export const changeValidity = async (
  kind: 'withdrawn' | 'restored',
  args: Arguments,
  shell: Shell,
): Promise<ExitCode> => {
  const [named, ...others] = args.positionals;
  const author = args.text('author')?.trim() ?? '';
  const reason = args.text('reason')?.trim() ?? '';
  if (named === undefined || others.length > 0)
    throw new WrongUse('Name one release, by its digest (`sha256:…`).');
  if (author === '' || reason === '') throw new WrongUse('`--author` and `--reason` are needed.');
  const registry = await openRegistry(args, shell);
  try {
    const key = await signingKeyOf(args, shell);
    for (;;) {
      const entries = await soundEntries(registry, key);
      const releases = registeredReleases(entries);
      const release = releases.find(({ identity }) => identity.digest === named);
      if (release === undefined) {
        shell.out(`unknown-release: ${named} is not in the registry.\n`);
        return 1;
      }
      const refusal = whyNot(kind, release, releases);
      if (refusal !== undefined) {
        shell.out(`${refusal}\n`);
        return 1;
      }
      const { document, revision, digest } = release.identity;
      const effectiveFrom = new Date(release.effectiveFrom).toISOString();
      const statement: Statement = {
        ...{ kind, document, revision, digest, effectiveFrom, author, reviewers: [], reason },
      };
      const entry = signEntry(statement, { key, before: entries.at(-1), at: shell.now() });
      if ((await registry.add(entry)) === 'changed') continue;
      shell.out(`${document}/${revision} ${kind} at ${entry.at}: ${digest}\n`);
      return 0;
    }
  } finally {
    await registry.close();
  }
};

const whyNot = (
  kind: 'withdrawn' | 'restored',
  release: RegisteredRelease,
  releases: readonly RegisteredRelease[],
): string | undefined => {
  const { document, revision, digest } = release.identity;
  if (kind === 'withdrawn')
    return isValid(release)
      ? undefined
      : `already-withdrawn: ${digest} of ${document}/${revision} counts no more.`;
  if (!isValid(release)) return undefined;
  const since = (one: RegisteredRelease): number => one.known.at(-1)?.from ?? -Infinity;
  const isOvertaken = releases.some(
    (one) =>
      one !== release &&
      isValid(one) &&
      one.identity.document === document &&
      one.identity.revision === revision &&
      since(one) > since(release),
  );
  return isOvertaken ? undefined : `nothing-to-restore: ${digest} of ${document}/${revision} counts already.`;
};
