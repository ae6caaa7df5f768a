/**
 * A service over HTTP on its embedded store, or the same decisions by a call in this process: the public API without what reads
 * scenarios, which a service does not need.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCheckpointInterval, type CheckpointInterval } from './audit/chain/checkpointing.js';
import type { Edition, EditionIdentity } from './edition/model/edition.js';
import type { Report } from './audit/store/failures.js';
import type { PersonalStorage } from './audit/record/personal-storage.js';
import { retain } from './audit/removal/retention.js';
import type { SigningKey } from './audit/chain/signing-key.js';
import { openSigningKey, readSigningKeyFile } from './audit/chain/signing-key-file.js';
import { defaultEngine, engines, type EngineName } from './engine/engines.js';
import { openAccess, type Access, type AccessOptions } from './service/access/open-access.js';
import type { Refusal } from './service/access/access-gate.js';
import { makeDecide } from './decide/decide.js';
import { makeEvaluators } from './decide/evaluate.js';
import { makeBookWork } from './service/book/book-work.js';
import { makeFolderDrafts, makeMemoryDrafts } from './service/drafts/draft-store.js';
import { makeDraftWork } from './service/drafts/draft-work.js';
import type { DraftShadow } from './decide/shadow/draft-shadow.js';
import { makeEditions } from './decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from './decide/editions/load-editions.js';
import type { DifferenceNote } from './decide/shadow/differences.js';
import type { TellAnswer } from './service/http/gate.js';
import { logSize } from './audit/store/log-size.js';
import { makeMetrics, type Metrics } from './service/monitoring/metrics.js';
import type { PublishedEditions, PublishingFailure } from './decide/editions/published-editions.js';
import { makeAsk } from './service/http/ask.js';
import { makeShadowing, type ShadowingCounts } from './decide/shadow/shadowing.js';
import { startService as start } from './service/start/start-service.js';
import { tellStartFailure, type StartFailure } from './service/start/start-failure.js';
import { openRegistryStore } from './open-registry-store.js';
import { openStore } from './open-store.js';
import { newId } from './new-id.js';

/** Where the editions are, and where decisions are recorded. */
export interface ClausebookOptions {
  /** Editions as `<document>/<revision>/`, or one of these folders. */
  readonly editionsDirectory: string;
  /** The data directory, made where it is not there; `null` records in memory, until closed. */
  readonly dataDirectory: string | null;
  /** `postgres://…`: a database that several processes may share records in place of the data directory. */
  readonly store?: string | undefined;
  /** What evaluates; both say the same. Default: compiled. */
  readonly engine?: EngineName;
  /** Told of what the store found when it opened: a half-written tail that was set aside, a missing release. */
  readonly report?: (report: Report) => void;
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage | undefined;
}

/** Where to listen besides. */
export interface ServiceOptions extends ClausebookOptions {
  /** Default: loopback. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /**
   * The share of decisions and traces, 0 to 1, that the reference evaluates too, and then answers; for the compiled engine. Default 0.
   */
  readonly shadow?: number;
  /** The folder of a draft of an edition, which evaluates decisions too and answers none; default: no draft. */
  readonly draftFolder?: string | undefined;
  /** The share of decisions that the draft evaluates too, more than 0 to 1; default 1. */
  readonly draftShare?: number;
  /** Told of each difference between the two, once its case is kept. */
  readonly reportDifference?: (note: DifferenceNote) => void;
  /** The file of the key that signs checkpoints of the log; default: one in the data directory, made at the first start. */
  readonly signingKeyFile?: string | undefined;
  /** How often a checkpoint is made; default: every 10,000 records, and every hour in which something was recorded. */
  readonly checkpointEvery?: CheckpointInterval;
  /** Told where a checkpoint could not be made; the next one covers the same records. */
  readonly reportCheckpoint?: (cause: unknown) => void;
  /** Whether to start though the log or the registry ends before what its last checkpoint vouches for; default: no. */
  readonly acceptLoss?: boolean;
  /** How long an `Idempotency-Key` stays in use after its decision, in milliseconds; default: a day. */
  readonly onceLifeMs?: number;
  /** How long records keep their content, in milliseconds; default: for ever. */
  readonly retainMs?: number | undefined;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect?: (error: unknown) => void;
  /** Who may ask, and how much; default: whoever has a key of `keys.json` in the data directory, or everybody on this machine where there is none. */
  readonly access?: AccessOptions;
  /** Told of each request that was refused before it was looked at. */
  readonly tellRefusal?: (refusal: Refusal) => void;
  /** Told of each answer. */
  readonly tellAnswer?: TellAnswer;
  /** Where the built book in the browser is; default: what the build of this package made. */
  readonly bookDirectory?: string;
  /** Where `<document>/` has scenarios; default: those that come with this package. */
  readonly featuresDirectory?: string | undefined;
  /** Told once when what the registry says can't be served; what was served before still is. */
  readonly reportPublishing?: (failure: PublishingFailure) => void;
  /** Told once when the keys can't be read, until they can be again. */
  readonly reportUnreadableKeys?: (cause: unknown) => void;
}

/** Beside the compiled sources, from the sources too. */
const productFeatures = fileURLToPath(new URL('../features', import.meta.url));
const builtBook = fileURLToPath(new URL('../dist/web', import.meta.url));

/** A service that answers. */
export interface Service {
  /** `http://host:port`. */
  readonly url: string;
  /** A case to try first, of the newest edition that has one. */
  readonly example: Edition['example'];
  /** What came of the share that both engines evaluate. */
  readonly shadow: ShadowingCounts;
  /** Those that are served, as it stands. */
  readonly editions: readonly EditionIdentity[];
  /** Whether callers must say who they are, as it stands. */
  readonly isAuthenticationRequired: () => boolean;
  /** Resolves once all is loaded that the first answer of each kind would else wait for; it answers before. */
  readonly warm: Promise<void>;
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
  const shadowing = makeShadowing({
    share: options.shadow ?? 0,
    makeLeading: engines[options.engine ?? defaultEngine],
    makeReference: engines.reference,
    random: Math.random,
    dataDirectory: options.dataDirectory,
    newId,
    report: options.reportDifference ?? (() => undefined),
  });
  const draftShadow = await draftOf(options);
  let published: PublishedEditions | undefined;
  const identities = () => (published?.all() ?? editions).map(({ identity }) => identity);
  const metrics = makeMetrics({
    editions: identities,
    shadow: shadowing.counts,
    drafts: draftShadow === undefined ? [] : [draftShadow],
    logBytes: () => logBytes(options),
  });
  const host = options.host ?? '127.0.0.1';
  const access = await accessOf(options, host, metrics);
  const result = await start({
    host,
    port: options.port ?? 0,
    editions,
    openLog: async () => {
      const log = await openStore({
        ...options,
        hooks: [metrics.hook, { beforeRemoval: shadowing.settled }],
      });
      metrics.watch(log);
      const { retainMs, reportDefect = () => undefined } = options;
      if (retainMs !== undefined)
        log.hang(retain(log, { retainMs, now: Date.now, newId, reportFailure: reportDefect }));
      return log;
    },
    loadRelease: loadKeptRelease,
    ...signingOf(options),
    registry: {
      open: () => openRegistryStore(options),
      reportFailure: (failure) => {
        metrics.publishingFailed(failure.code);
        options.reportPublishing?.(failure);
      },
      serving: (served) => {
        published = served;
      },
    },
    makeEvaluator: shadowing.makeEvaluator,
    clock: Date.now,
    newId,
    reportDefect: (error) => {
      metrics.defect();
      options.reportDefect?.(error);
    },
    gate: access.gate,
    tellAnswer: (answer) => {
      metrics.answered(answer);
      options.tellAnswer?.(answer);
    },
    metrics,
    ...(draftShadow === undefined ? {} : { draftShadow }),
    book: {
      directory: options.bookDirectory ?? builtBook,
      work: makeBookWork(),
      featuresDirectory: options.featuresDirectory ?? productFeatures,
    },
    drafts: {
      store: options.dataDirectory === null ? makeMemoryDrafts() : makeFolderDrafts(options.dataDirectory),
      work: makeDraftWork(),
      featuresDirectory: options.featuresDirectory ?? productFeatures,
    },
  }).catch((error: unknown) => {
    access.close();
    throw error;
  });
  if (result.code !== 'started') {
    access.close();
    throw new StartError(result);
  }
  return {
    url: result.service.url,
    example: (published?.all() ?? editions).findLast(({ example }) => example !== null)?.example ?? null,
    shadow: shadowing.counts,
    get editions() {
      return identities();
    },
    isAuthenticationRequired: access.isRequired,
    warm: result.service.warm,
    close: () =>
      result.service.stop().finally(() => {
        access.close();
        return shadowing.settled();
      }),
  };
};

const accessOf = async (options: ServiceOptions, host: string, metrics: Metrics): Promise<Access> => {
  const { dataDirectory } = options;
  const keysFile = dataDirectory === null ? null : join(dataDirectory, 'keys.json');
  const opened = await openAccess(options.access ?? { keysFile, insecure: false, openMetrics: false }, {
    host,
    clock: Date.now,
    elapsed: () => performance.now(),
    newRequestId: randomUUID,
    tellRefusal: (refusal) => {
      metrics.refused(refusal);
      options.tellRefusal?.(refusal);
    },
    reportUnreadableKeys: options.reportUnreadableKeys ?? (() => undefined),
  });
  if (opened.code !== 'open') throw new StartError(opened);
  return opened.access;
};

/** A database tells its size by itself. */
const logBytes = ({ dataDirectory, store }: ServiceOptions): Promise<number | null> =>
  dataDirectory === null || store !== undefined ? Promise.resolve(null) : logSize(dataDirectory);

/** Opens Clausebook without a server. Throws {@link StartError} where an edition is invalid. */
export const openClausebook = async (options: ClausebookOptions): Promise<Clausebook> => {
  const given = await editionsOf(options);
  const log = await openStore(options);
  const editions = makeEditions(given, {
    files: async (digest) => (await log.release(digest))?.files,
    load: loadKeptRelease,
  });
  const decide = makeDecide({
    editions,
    log,
    clock: Date.now,
    newId,
    evaluators: makeEvaluators(engines[options.engine ?? defaultEngine]),
  });
  return {
    decide: makeAsk(decide),
    close: () => log.close(),
  };
};

const editionsOf = async ({ editionsDirectory }: Pick<ClausebookOptions, 'editionsDirectory'>) => {
  const loaded = await loadEditions(editionsDirectory);
  if (loaded.code !== 'loaded') throw new StartError(loaded);
  return loaded.editions;
};

/** The draft in shadow, where there is one. */
const draftOf = async (options: ServiceOptions): Promise<DraftShadow | undefined> => {
  const { draftFolder, draftShare = 1, reportDefect } = options;
  if (draftFolder === undefined || draftShare === 0) return undefined;
  const [edition] = await editionsOf({ editionsDirectory: draftFolder });
  if (edition === undefined) return undefined;
  // Only who compares a draft needs what compares.
  const { makeDraftShadow } = await import('./decide/shadow/draft-shadow.js');
  return makeDraftShadow({
    edition,
    makeEvaluator: engines[options.engine ?? defaultEngine],
    share: draftShare,
    random: Math.random,
    later: (work) => setImmediate(work),
    reportDefect: reportDefect ?? (() => undefined),
  });
};

/** What signs the log: the key that is given, or the data directory's; nothing where there is neither. */
const signingOf = (options: ServiceOptions): Pick<Parameters<typeof start>[0], 'signing'> => {
  const { signingKeyFile, dataDirectory } = options;
  const signWith = (openKey: () => Promise<SigningKey>): ReturnType<typeof signingOf> => ({
    signing: {
      openKey,
      every: options.checkpointEvery ?? defaultCheckpointInterval,
      reportFailure: options.reportCheckpoint ?? (() => undefined),
      acceptLoss: options.acceptLoss ?? false,
    },
  });
  if (signingKeyFile !== undefined) return signWith(() => readSigningKeyFile(signingKeyFile));
  return dataDirectory === null ? {} : signWith(() => openSigningKey(dataDirectory));
};
