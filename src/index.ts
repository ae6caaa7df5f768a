/**
 * The public API: a service over HTTP on its embedded store, or the same decisions by a call in this process.
 * Everything else in `src/` may change without notice.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { DecisionLog } from './audit/decision-log.js';
import type { Edition } from './edition/edition.js';
import type { Report } from './audit/journal/failures.js';
import { openJournal } from './audit/journal/journal.js';
import { makeMemoryLog } from './audit/memory-log.js';
import { defaultEngine, engines, type EngineName } from './engine/engines.js';
import { makeDecide, makeEvaluators } from './service/decide.js';
import { readDecideRequest } from './service/decide-request.js';
import { makeEditions } from './service/editions.js';
import { loadEditions, loadKeptRelease } from './service/load-editions.js';
import { problemOf } from './service/problems.js';
import { startService as start } from './service/start-service.js';
import { tellStartFailure, type StartFailure } from './service/start-failure.js';

// What a scenario means, one meaning for whoever runs it.
export { failureOf, type Answer, type Check } from './scenarios/check.js';
export { asSent, type Json, type JsonObject } from './scenarios/json.js';
export { phraseParameters, wordsParameter, type PhraseParameter } from './scenarios/parameter-types.js';
export { readPhraseTable, type PhraseTable } from './scenarios/phrase-table.js';
export { generalSteps, nothingSaid, stepsOf, type Step } from './scenarios/step.js';

/** Where the editions are, and where decisions are recorded. */
export interface ClausebookOptions {
  /** Editions as `<document>/<revision>/`, or one of these folders. */
  readonly editionsDirectory: string;
  /** The data directory, made where it is not there; `null` records in memory, until closed. */
  readonly dataDirectory: string | null;
  /** What evaluates; both say the same. Default: compiled. */
  readonly engine?: EngineName;
  /** Told of what the store found when it opened: a half-written tail that was set aside, a missing release. */
  readonly report?: (report: Report) => void;
}

/** Where to listen besides. */
export interface ServiceOptions extends ClausebookOptions {
  /** Default: loopback. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect?: (error: unknown) => void;
}

/** A service that answers. */
export interface Service {
  /** `http://host:port`. */
  readonly url: string;
  /** A case to try first, of the newest edition that has one. */
  readonly example: Edition['example'];
  /** Finishes the answers under way, then closes the store. */
  readonly close: () => Promise<void>;
}

/** Clausebook in this process: what `POST /decide/{decision}` does, without HTTP. */
export interface Clausebook {
  /** Decides and records. `status` and `body` are those of the HTTP answer: a decision, or a problem document. */
  readonly decide: (
    decision: string,
    request: unknown,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  readonly close: () => Promise<void>;
}

/** Clausebook could not start: `failure.code` says why, the message in one line what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly failure: StartFailure;

  constructor(failure: StartFailure) {
    super(tellStartFailure(failure));
    this.failure = failure;
  }
}

/** Starts the service. Throws {@link StartError}. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const editions = await editionsOf(options);
  const result = await start({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    editions,
    openLog: () => openLog(options),
    loadRelease: loadKeptRelease,
    makeEvaluator: engines[options.engine ?? defaultEngine],
    clock: () => Date.now(),
    newId: () => randomUUID(),
    reportDefect: options.reportDefect ?? (() => undefined),
  });
  if (result.code !== 'started') throw new StartError(result);
  return {
    url: result.service.url,
    example: editions.findLast(({ example }) => example !== null)?.example ?? null,
    close: () => result.service.stop(),
  };
};

/** Opens Clausebook without a server. Throws {@link StartError} where an edition is invalid. */
export const openClausebook = async (options: ClausebookOptions): Promise<Clausebook> => {
  const given = await editionsOf(options);
  const log = await openLog(options);
  const editions = makeEditions(given, {
    files: async (digest) => (await log.release(digest))?.files,
    load: loadKeptRelease,
  });
  const decide = makeDecide({
    editions,
    log,
    clock: () => Date.now(),
    newId: () => randomUUID(),
    evaluators: makeEvaluators(engines[options.engine ?? defaultEngine]),
  });
  return {
    decide: async (decision, request) => {
      const read = readDecideRequest(request);
      const result = read.code === 'read' ? await decide(decision, read.value) : read;
      if (result.code === 'decided') return { status: 200, body: result.answer };
      const problem = problemOf(result);
      return { status: problem.status, body: problem };
    },
    close: () => log.close(),
  };
};

const editionsOf = async ({ editionsDirectory }: ClausebookOptions) => {
  const loaded = await loadEditions(editionsDirectory);
  if (loaded.code !== 'loaded') throw new StartError(loaded);
  return loaded.editions;
};

const openLog = ({ dataDirectory, report }: ClausebookOptions): Promise<DecisionLog> => {
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  if (dataDirectory === null) return Promise.resolve(makeMemoryLog({ random }));
  return openJournal({
    directory: dataDirectory,
    random,
    now: () => Date.now(),
    report: report ?? (() => undefined),
  });
};
