import { randomBytes } from 'node:crypto';
import { inPortions } from './audit/record/commitment.js';
import type { DecisionLog } from './audit/store/decision-log.js';
import { openJournal } from './audit/store/journal/journal.js';
import { makeMemoryLog } from './audit/store/memory-log.js';
import type { Report } from './audit/store/journal/failures.js';
import type { PersonalStorage } from './audit/record/personal-storage.js';

const dayMs = 86_400_000;

/** Where decisions are recorded; as `ServiceOptions` says it. */
export interface StoreOptions {
  readonly dataDirectory: string | null;
  readonly store?: string | undefined;
  readonly personal?: PersonalStorage | undefined;
  readonly onceLifeMs?: number;
  readonly report?: (report: Report) => void;
}

/** Opens the decision log that the options name: a database, a data directory, or memory. To be closed. */
export const openStore = async (options: StoreOptions): Promise<DecisionLog> => {
  const { dataDirectory, store, report, onceLifeMs = dayMs } = options;
  const personal = options.personal === undefined ? {} : { personal: options.personal };
  const random = inPortions((bytes) => randomBytes(bytes));
  if (store !== undefined) {
    // Only who names a database needs what speaks to one.
    const { openPostgresLog } = await import('./audit/store/postgres/postgres-log.js');
    return openPostgresLog({
      url: store,
      random,
      ...personal,
      onceLifeMs,
      now: () => Date.now(),
      report: report ?? (() => undefined),
    });
  }
  if (dataDirectory === null)
    return makeMemoryLog({ random, ...personal, keys: { lifeMs: onceLifeMs, now: () => Date.now() } });
  return openJournal({
    directory: dataDirectory,
    random,
    ...personal,
    onceLifeMs,
    now: () => Date.now(),
    report: report ?? (() => undefined),
  });
};
