import { dayMs } from './language/instants.js';
import type { DecisionLog } from './audit/store/decision-log.js';
import type { Report } from './audit/store/failures.js';
import type { PersonalStorage } from './audit/record/personal-storage.js';

/** Where decisions are recorded; as `ServiceOptions` says it. */
export interface StoreOptions {
  readonly dataDirectory: string | null;
  readonly store?: string | undefined;
  readonly personal?: PersonalStorage | undefined;
  readonly onceLifeMs?: number;
  readonly report?: (report: Report) => void;
  /** Whether to go on with what is left of a data directory's log; default: no. */
  readonly acceptLoss?: boolean;
}

/** Opens the decision log that the options name: a database, a data directory, or memory. To be closed. */
export const openStore = async (options: StoreOptions): Promise<DecisionLog> => {
  const { dataDirectory, store, personal, onceLifeMs = dayMs, acceptLoss = false } = options;
  const report = options.report ?? (() => undefined);
  const given = { personal, onceLifeMs, now: Date.now, report };
  // Each loads what its own store needs.
  if (store !== undefined) {
    const { openPostgresLog } = await import('./audit/store/postgres/postgres-log.js');
    return openPostgresLog({ url: store, ...given });
  }
  if (dataDirectory === null) {
    const { makeMemoryLog } = await import('./audit/store/sqlite/memory-log.js');
    return makeMemoryLog(given);
  }
  const { openSqliteLog } = await import('./audit/store/sqlite/sqlite-log.js');
  return openSqliteLog({ directory: dataDirectory, acceptLoss, ...given });
};
