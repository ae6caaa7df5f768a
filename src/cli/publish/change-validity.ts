import type { Statement } from '../../audit/registry/registry-entry.js';
import { signEntry } from '../../audit/registry/registry-entry.js';
import { isValid, registeredReleases, type RegisteredRelease } from '../../edition/model/registry.js';
import type { Shell, ExitCode } from '../shell/command.js';
import { text, type ValuesOf } from '../shell/options.js';
import { signingKeyOf } from '../arguments/keys.js';
import { openRegistry } from '../arguments/open.js';
import { required } from '../arguments/required.js';
import { registryOptions, soundEntries } from './sound-entries.js';

/** The options of whoever withdraws or restores a release. */
export const validityOptions = {
  author: text({ value: 'NAME', means: 'who says so' }),
  reason: text({ value: 'TEXT', means: 'why, for whoever reads the registry' }),
  ...registryOptions,
};

/**
 * Enters that a release counts no more, or counts again and goes before the others of its revision. What was decided stays as it was.
 */
export const changeValidity = async (
  kind: 'withdrawn' | 'restored',
  named: string,
  values: ValuesOf<typeof validityOptions>,
  shell: Shell,
): Promise<ExitCode> => {
  const { author, reason } = required(values, 'author', 'reason');
  const registry = await openRegistry(values);
  try {
    const key = await signingKeyOf(values);
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
