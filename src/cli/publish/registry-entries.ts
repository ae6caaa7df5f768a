import type { SigningKey } from '../../audit/chain/signing-key.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { readEntries, soundEntries, type RegistryBroken } from '../../publishing/sound-entries.js';
import type { ReleaseMissing, StandingSources } from '../../publishing/standing.js';
import { signingKeyOption, sourceOptions } from '../arguments/log-options.js';
import { CouldNot } from '../shell/command.js';

/** The options that say which registry is meant, and who signs. */
export const registryOptions = {
  ...sourceOptions,
  signingKey: signingKeyOption(
    'the key that signs, the same as the service’s',
    'the one in the data directory',
  ),
};

/** The entries of a registry that is whole: each follows the one before and is signed. Throws {@link CouldNot}. */
export const soundEntriesIn = async (
  registry: Pick<RegistryStore, 'entries'>,
  key: SigningKey,
): Promise<readonly RegistryEntry[]> => stands(await soundEntries(registry, key)).entries;

/** The entries of a registry, whatever is wrong with them. Throws {@link CouldNot} where they can't be read. */
export const entriesIn = async (
  registry: Pick<RegistryStore, 'entries'>,
): Promise<readonly RegistryEntry[]> => stands(await readEntries(registry)).entries;

/** The releases of a registry, and the editions below a directory. */
export const sourcesOf = (registry: Pick<RegistryStore, 'release'>, directory: string): StandingSources => ({
  release: async ({ digest }) => {
    const release = await registry.release(digest);
    return release === undefined ? undefined : loadKeptRelease(release.files);
  },
  unregistered: async (document) => {
    const loaded = await loadEditions(directory);
    return loaded.code === 'loaded'
      ? loaded.editions.filter(({ identity }) => identity.document === document)
      : [];
  },
});

/** What a registry came to. Throws {@link CouldNot} where it is broken, or a release that counts is not kept. */
export const stands = <Result extends { readonly code: string }>(
  result: Result | RegistryBroken | ReleaseMissing,
): Exclude<Result, RegistryBroken | ReleaseMissing> => {
  if (isBroken(result))
    throw new CouldNot(
      `registry-broken: ${result.reason}${result.remedy === undefined ? '' : ` ${result.remedy}`}`,
    );
  if (isMissing(result)) {
    const { document, revision, digest } = result.release;
    throw new CouldNot(
      `release-missing: the content of ${document}/${revision}, ${digest}, is not kept. Bring it back from a copy, or withdraw that release.`,
    );
  }
  return result as Exclude<Result, RegistryBroken | ReleaseMissing>; // neither of them
};

const isBroken = (result: { readonly code: string }): result is RegistryBroken =>
  result.code === 'registry-broken';

const isMissing = (result: { readonly code: string }): result is ReleaseMissing =>
  result.code === 'release-missing';
