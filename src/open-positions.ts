import type { Positions, PositionsKind } from './audit/store/positions.js';
import { newId } from './new-id.js';
import type { RegistryPlace } from './open-registry-store.js';

/**
 * Opens what keeps how far each was told: beside the decisions. To be closed.
 * @param nothingLasts what it rejects with where the log is kept in memory alone
 */
export const openPositionsOf = async (
  { dataDirectory, store }: RegistryPlace,
  kind: PositionsKind,
  nothingLasts: () => Error,
): Promise<Positions> => {
  if (store !== undefined) {
    const { openPositionsTable } = await import('./audit/store/postgres/positions-table.js');
    return openPositionsTable(store, newId());
  }
  if (dataDirectory === null) throw nothingLasts();
  const { openPositionsFiles } = await import('./audit/store/positions-files.js');
  return openPositionsFiles(dataDirectory, kind);
};
