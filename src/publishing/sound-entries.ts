import type { SigningKey } from '../audit/chain/signing-key.js';
import { readVerifyingKeys } from '../audit/chain/signing-key.js';
import { checkEntries, tellRegistryProblem } from '../audit/registry/registry-entry.js';
import { RegistryUnreadableError, type RegistryStore } from '../audit/registry/registry-store.js';
import type { RegistryEntry } from '../edition/model/registry.js';

/** The registry can't be read, or one of its entries does not hold: nothing is added to it. */
export interface RegistryBroken {
  readonly code: 'registry-broken';
  /** What is wrong with it, in words. */
  readonly reason: string;
  /** What to do; left out where the reason says all. */
  readonly remedy?: string;
}

/** The entries of a registry that is whole, or what is wrong with it. */
export type SoundEntries =
  { readonly code: 'sound'; readonly entries: readonly RegistryEntry[] } | RegistryBroken;

/** The entries of a registry, if each follows the one before and is signed by a key. */
export const soundEntries = async (
  registry: Pick<RegistryStore, 'entries'>,
  key: Pick<SigningKey, 'published'>,
): Promise<SoundEntries> => {
  const read = await readEntries(registry);
  if (read.code !== 'read') return read;
  const problem = checkEntries(read.entries, readVerifyingKeys(key.published.pem));
  return problem === undefined
    ? { code: 'sound', entries: read.entries }
    : {
        code: 'registry-broken',
        reason: `${tellRegistryProblem(problem)} Nothing is added to it.`,
        remedy: 'Restore it from a copy, or sign with the key that signed it.',
      };
};

/** The entries of a registry, whatever is wrong with them, or why they can't be read. */
export const readEntries = async (
  registry: Pick<RegistryStore, 'entries'>,
): Promise<{ readonly code: 'read'; readonly entries: readonly RegistryEntry[] } | RegistryBroken> => {
  try {
    return { code: 'read', entries: await registry.entries() };
  } catch (cause) {
    if (cause instanceof RegistryUnreadableError) return { code: 'registry-broken', reason: cause.message };
    throw cause;
  }
};
