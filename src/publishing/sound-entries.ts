import type { SigningKey } from '../audit/chain/signing-key.js';
import { readVerifyingKeys } from '../audit/chain/signing-key.js';
import { checkEntries, tellRegistryProblem } from '../audit/registry/registry-entry.js';
import { RegistryUnreadableError, type RegistryStore } from '../audit/registry/registry-store.js';
import type { RegistryEntry } from '../edition/model/registry.js';
import { signingKeyOption, sourceOptions } from '../cli/arguments/log-options.js';
import { CouldNot } from '../cli/shell/command.js';

/** The options that say which registry is meant, and who signs. */
export const registryOptions = {
  ...sourceOptions,
  signingKey: signingKeyOption(
    'the key that signs, the same as the service’s',
    'the one in the data directory',
  ),
};

/** The entries of a registry that is whole: each follows the one before and is signed. Throws {@link CouldNot}. */
export const soundEntries = async (
  registry: Pick<RegistryStore, 'entries'>,
  key: SigningKey,
): Promise<readonly RegistryEntry[]> => {
  const entries = await readEntries(registry);
  const problem = checkEntries(entries, readVerifyingKeys(key.published.pem));
  if (problem !== undefined)
    throw new CouldNot(
      `registry-broken: ${tellRegistryProblem(problem)} Nothing is added to it. Restore it from a copy, or sign with the key that signed it.`,
    );
  return entries;
};

/** The entries of a registry, whatever is wrong with them. Throws {@link CouldNot} where they can't be read. */
export const readEntries = async (
  registry: Pick<RegistryStore, 'entries'>,
): Promise<readonly RegistryEntry[]> => {
  try {
    return await registry.entries();
  } catch (cause) {
    throw cause instanceof RegistryUnreadableError
      ? new CouldNot(`registry-broken: ${cause.message}`, { cause })
      : cause;
  }
};
