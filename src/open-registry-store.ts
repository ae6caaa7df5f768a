import { openRegistryFile } from './audit/registry/registry-file.js';
import type { RegistryStore } from './audit/registry/registry-store.js';

/** Where the registry is: beside the decisions. */
export interface RegistryPlace {
  readonly dataDirectory: string | null;
  readonly store?: string | undefined;
}

/** Opens the registry of releases that the options name; `null` where nothing lasts. To be closed. */
export const openRegistryStore = async ({
  dataDirectory,
  store,
}: RegistryPlace): Promise<RegistryStore | null> => {
  if (store !== undefined) {
    // Only who names a database needs what speaks to one.
    const { openRegistryTable } = await import('./audit/store/postgres/registry-table.js');
    return openRegistryTable(store);
  }
  if (dataDirectory === null) return null;
  return openRegistryFile({ directory: dataDirectory });
};
