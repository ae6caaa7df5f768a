import type { Positions } from './audit/store/positions.js';
import { newId } from './new-id.js';
import type { RegistryPlace } from './open-registry-store.js';
import { WebhooksUnusableError } from './service/events/webhooks/webhooks-unusable.js';

/** Opens what keeps how far each receiver was told: beside the decisions. Rejects with `WebhooksUnusableError` where nothing lasts. To be closed. */
export const openPositionsOf = async (
  { dataDirectory, store }: RegistryPlace,
  file: string,
): Promise<Positions> => {
  if (store !== undefined) {
    const { openPositionsTable } = await import('./audit/store/postgres/positions-table.js');
    return openPositionsTable(store, newId());
  }
  if (dataDirectory === null)
    throw new WebhooksUnusableError(file, 'nobody can be told of what is kept in memory alone.');
  const { openPositionsFiles } = await import('./service/events/webhooks/positions-files.js');
  return openPositionsFiles(dataDirectory);
};
