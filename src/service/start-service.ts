import type { DecisionLog } from '../audit/decision-log.js';
import type { Edition } from '../edition/edition.js';
import type { Evaluator } from '../engine/evaluation.js';
import { defaultLimits, makeApp, type RequestLimits } from './app.js';
import { makeEvaluators } from './decide.js';
import { makeEditions, type KeptReleases } from './editions.js';
import { listen, type Address } from './server.js';
import { openingFailure, type StartFailure } from './start-failure.js';

/** What a service is started with. */
export interface StartOptions extends Address {
  /** At least one; loaded and valid. */
  readonly editions: readonly Edition[];
  /** Opens the decision log, which is the service's from then on, to be closed by it. */
  readonly openLog: () => Promise<DecisionLog>;
  /** Reads a release from the files that the log kept. */
  readonly loadRelease: KeptReleases['load'];
  readonly makeEvaluator: (edition: Edition) => Evaluator;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  readonly limits?: Partial<RequestLimits>;
}

/** A service that answers. */
export interface RunningService {
  /** `http://host:port`. */
  readonly url: string;
  readonly port: number;
  /** Finishes the answers under way, closes every connection, then the decision log. May be called more than once. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** A running service, or why there is none. */
export type StartResult = { readonly code: 'started'; readonly service: RunningService } | StartFailure;

/** Starts the service: opens the log, then listens. What was opened is closed again where it cannot listen. */
export const startService = async (options: StartOptions): Promise<StartResult> => {
  let log: DecisionLog;
  try {
    log = await options.openLog();
  } catch (error) {
    const failure = openingFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
  let stopped: Promise<void> | undefined;
  const editions = makeEditions(options.editions, {
    files: async (digest) => (await log.release(digest))?.files,
    load: options.loadRelease,
  });
  const app = makeApp(
    { ...options, editions, log, evaluators: makeEvaluators(options.makeEvaluator) },
    { ...defaultLimits, ...options.limits },
    () => stopped !== undefined,
  );
  const result = await listen(app, options).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  if (result.code !== 'listening') {
    await log.close();
    return result;
  }
  const { server } = result;
  const stop = (graceMs?: number): Promise<void> => {
    stopped ??= server.stop(graceMs).finally(() => log.close());
    return stopped;
  };
  return { code: 'started', service: { url: server.url, port: server.port, stop } };
};
