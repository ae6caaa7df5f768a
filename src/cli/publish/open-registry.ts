import { checkEntries, tellRegistryProblem } from '../../audit/registry/registry-entry.js';
import { openRegistryFile } from '../../audit/registry/registry-file.js';
import { RegistryUnreadableError, type RegistryStore } from '../../audit/registry/registry-store.js';
import { readVerifyingKeys, type SigningKey } from '../../audit/chain/signing-key.js';
import {
  openSigningKey,
  readSigningKeyFile,
  SigningKeyFileError,
} from '../../audit/chain/signing-key-file.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { CouldNot, type Arguments, type CommandOption, type Shell } from '../shell/command.js';
import { dataDirectory, storeUrl } from '../arguments/open-source.js';

/** The options that say which registry is meant, and who signs. */
export const registryOptions: readonly CommandOption[] = [
  {
    name: 'data',
    value: 'DIR',
    means: 'the data directory (CLAUSEBOOK_DATA; default ./data); a service may be running on it',
  },
  {
    name: 'store',
    value: 'URL',
    means: 'a PostgreSQL database (postgres://…) in place of a data directory (CLAUSEBOOK_STORE)',
  },
  {
    name: 'signing-key',
    value: 'FILE',
    means:
      'the key that signs, the same as the service’s (CLAUSEBOOK_SIGNING_KEY; default: the one in the data directory)',
  },
];

/** Opens the registry that a call names; to be closed. Throws {@link CouldNot}. */
export const openRegistry = async (args: Arguments, shell: Shell): Promise<RegistryStore> => {
  const store = storeUrl(args, shell);
  if (store === undefined) return openRegistryFile({ directory: dataDirectory(args, shell) });
  // Only who names a database needs what speaks to one.
  const { openRegistryTable } = await import('../../audit/store/postgres/registry-table.js');
  const { DatabaseUnusableError } = await import('../../audit/store/postgres/failures.js');
  try {
    return await openRegistryTable(store);
  } catch (cause) {
    throw cause instanceof DatabaseUnusableError ? new CouldNot(cause.message, { cause }) : cause;
  }
};

/** The key that signs for a call. Throws {@link CouldNot}. */
export const signingKeyOf = async (args: Arguments, shell: Shell): Promise<SigningKey> => {
  const file = args.text('signing-key') ?? shell.settings.signingKey;
  try {
    return await (file === undefined ? openSigningKey(dataDirectory(args, shell)) : readSigningKeyFile(file));
  } catch (cause) {
    throw cause instanceof SigningKeyFileError ? new CouldNot(cause.message, { cause }) : cause;
  }
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
