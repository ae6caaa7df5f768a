import { makeCheckpointing, type CheckpointInterval } from '../audit/checkpointing.js';
import type { DecisionLog } from '../audit/decision-log.js';
import type { SigningKey } from '../audit/signing-key.js';
import type { Edition } from '../edition/edition.js';
import type { Evaluator } from '../engine/evaluation.js';
import { defaultLimits, makeApp, type RequestLimits, type ServiceParts } from './app.js';
import { makeEvaluators } from './decide.js';
import { makeEditions, type KeptReleases } from './editions.js';
import { openGate, type Gate, type TellAnswer } from './gate.js';
import { makeListener } from './listener.js';
import { makeMessageClasses } from './message-classes.js';
import type { Metrics } from './metrics.js';
import { listen, type Address } from './server.js';
import { openingFailure, type StartFailure } from './start-failure.js';
import { warmUp } from './warm-up.js';

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
  /** Signs checkpoints of the log; nothing does where it is left out. */
  readonly signing?: Signing;
  /** Asked of every request first; admits everyone where it is left out. */
  readonly gate?: Gate;
  /** Told of every answer. */
  readonly tellAnswer?: TellAnswer;
  /** Answered at `/metrics`; nothing is there where they are left out. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
}

/** How checkpoints of the log are signed. */
export interface Signing {
  /** Reads the key, once the log is open. Rejects with `SigningKeyFileError`. */
  readonly openKey: () => Promise<SigningKey>;
  readonly every: CheckpointInterval;
  /** Told where a checkpoint could not be made; the next one covers the same records. */
  readonly reportFailure: (cause: unknown) => void;
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
  let signing: ServiceParts['signing'];
  try {
    ({ log, signing } = await openSigned(options));
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
  const isStopping = (): boolean => stopped !== undefined;
  const evaluators = makeEvaluators(options.makeEvaluator);
  const limits = { ...defaultLimits, ...options.limits };
  const { app, direct } = makeApp({ ...options, editions, log, signing, evaluators }, limits, isStopping);
  const { gate = openGate, tellAnswer, reportDefect } = options;
  const listener = makeListener({
    gate,
    tellAnswer,
    direct,
    app,
    reportDefect,
    restTimeoutMs: limits.bodyTimeoutMs,
  });
  const result = await listen(
    listener,
    makeMessageClasses(app, isStopping),
    options,
    limits.headersTimeoutMs,
  ).catch(async (error: unknown) => {
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
  void warmUp({ editions: options.editions, evaluators, nextTurn, isStopping, reportDefect });
  return { code: 'started', service: { url: server.url, port: server.port, stop } };
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The log, and what signs it. What was opened is closed again where there is no key. */
const openSigned = async ({
  openLog,
  signing,
  clock,
}: StartOptions): Promise<Pick<ServiceParts, 'log' | 'signing'>> => {
  const opened = await openLog();
  if (signing === undefined) return { log: opened, signing: undefined };
  const { openKey, every, reportFailure } = signing;
  try {
    const key = await openKey();
    const { log, make } = makeCheckpointing({ log: opened, key, now: clock, every, reportFailure });
    return { log, signing: { published: key.published, make } };
  } catch (error) {
    await opened.close();
    throw error;
  }
};
