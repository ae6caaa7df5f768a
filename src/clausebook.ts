/** Starts the service over HTTP with all that it needs. */
import type { DecisionLog } from './audit/store/decision-log.js';
import type { ServiceOptions } from './clausebook-options.js';
import type { Service } from './over-http.js';
import { openStore } from './open-store.js';
import { editionsOf } from './given-editions.js';

export type { Service } from './over-http.js';

/** Starts the service. Throws {@link StartError}. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const editions = await editionsOf(options);
  const ours = { log: startOpening(options) };
  const takeLog = (): Promise<DecisionLog> => {
    const { log } = ours;
    if (log === undefined) throw new RangeError('The log was taken already');
    ours.log = undefined;
    return log;
  };
  try {
    // A store opens in a thread of its own, or elsewhere: what answers is loaded meanwhile.
    const { serveOverHttp } = await import('./over-http.js');
    return await serveOverHttp(options, { editions, takeLog });
  } catch (error) {
    await ours.log?.then((log) => log.close()).catch(() => undefined);
    throw error;
  }
};

/** Whoever takes the log is told why there is none. */
const startOpening = (options: ServiceOptions): Promise<DecisionLog> | undefined => {
  const opening = openStore(options);
  opening.catch(() => undefined);
  return opening;
};
