/** Starts the service over HTTP with all that it needs. */
import type { DecisionLog } from './audit/store/decision-log.js';
import type { ServiceOptions } from './clausebook-options.js';
import type { Service } from './over-http.js';
import { openStore } from './open-store.js';
import { checkFirst } from './first-checks.js';
import { editionsOf } from './given-editions.js';

export type { Service } from './over-http.js';

/** Starts the service. Throws {@link StartError}; nothing is opened by then where what was given can't be served. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const editions = await editionsOf(options);
  const admitted = await checkFirst(options);
  const ours: { log: Promise<DecisionLog> | undefined } = { log: openStore(options) };
  // Whoever takes the log is told why there is none.
  ours.log?.catch(() => undefined);
  const takeLog = (): Promise<DecisionLog> => {
    const { log } = ours;
    if (log === undefined) throw new RangeError('The log was taken already');
    ours.log = undefined;
    return log;
  };
  try {
    // A store opens in a thread of its own, or elsewhere: what answers is loaded meanwhile.
    const { serveOverHttp } = await import('./over-http.js');
    return await serveOverHttp(options, { ...admitted, editions, takeLog });
  } catch (error) {
    admitted.access.close();
    await ours.log?.then((log) => log.close()).catch(() => undefined);
    throw error;
  }
};
