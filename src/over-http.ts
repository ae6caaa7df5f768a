/** The service over HTTP, on a log that is being opened: all of it but the editions and the store. */
import { fileURLToPath } from 'node:url';
import { defaultCheckpointInterval } from './audit/chain/checkpointing.js';
import type { Edition, EditionIdentity } from './edition/model/edition.js';
import { retain } from './audit/removal/retention.js';
import type { SigningKey } from './audit/chain/signing-key.js';
import { openSigningKey, readSigningKeyFile } from './audit/chain/signing-key-file.js';
import { defaultEngine, engines } from './engine/engines.js';
import { makeBookWork } from './service/book/book-work.js';
import { makeFolderDrafts, makeMemoryDrafts } from './service/drafts/draft-store.js';
import { makeDraftWork } from './service/drafts/trial/draft-work.js';
import { makeReleaseWork } from './service/drafts/review/release-work.js';
import { loadKeptRelease } from './decide/editions/load-editions.js';
import { logSize } from './audit/store/log-size.js';
import { makeMetrics } from './service/monitoring/metrics.js';
import type { PublishedEditions } from './decide/editions/published-editions.js';
import { makeShadowing, type ShadowingCounts } from './decide/shadow/shadowing.js';
import { startService as start } from './service/start/start-service.js';
import { openRegistryStore } from './open-registry-store.js';
import type { DecisionLog } from './audit/store/decision-log.js';
import { newId } from './new-id.js';
import type { ServiceOptions } from './clausebook-options.js';
import { hostOf, type Admitted } from './first-checks.js';
import { StartError } from './start-error.js';
import { webhooksOf, witnessesOf } from './who-is-told.js';

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

/** What a service stands on. */
export interface Ground extends Admitted {
  readonly editions: readonly Edition[];
  /** Closed by the service once it has it, also where it does not start. */
  readonly takeLog: () => Promise<DecisionLog>;
}

/** Starts the service over HTTP. Throws {@link StartError}. */
export const serveOverHttp = async (
  options: ServiceOptions,
  { editions, takeLog, access, draftShadow, tracing, told }: Ground,
): Promise<Service> => {
  const shadowing = makeShadowing({
    share: options.shadow ?? 0,
    makeLeading: engines[options.engine ?? defaultEngine],
    makeReference: engines.reference,
    random: Math.random,
    dataDirectory: options.dataDirectory,
    newId,
    report: options.reportDifference ?? (() => undefined),
  });
  let published: PublishedEditions | undefined;
  const identities = () => (published?.all() ?? editions).map(({ identity }) => identity);
  const metrics = makeMetrics({
    editions: identities,
    shadow: shadowing.counts,
    drafts: draftShadow === undefined ? [] : [draftShadow],
    logBytes: () => logBytes(options),
  });
  told.refused = metrics.refused;
  const result = await start({
    host: hostOf(options),
    port: options.port ?? 0,
    editions,
    openLog: async () => {
      const log = await takeLog();
      log.hang(metrics.hook);
      log.hang({ beforeRemoval: shadowing.settled });
      if (tracing !== undefined) log.hang(tracing.hook);
      metrics.watch(log);
      const { retainMs, reportDefect = () => undefined } = options;
      if (retainMs !== undefined)
        log.hang(retain(log, { retainMs, now: Date.now, newId, reportFailure: reportDefect }));
      return log;
    },
    loadRelease: loadKeptRelease,
    ...webhooksOf(options, metrics),
    ...witnessesOf(options, metrics),
    tracing,
    searchableMetadata: options.searchableMetadata,
    ...(options.keepAliveMs === undefined ? {} : { limits: { keepAliveMs: options.keepAliveMs } }),
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
    mcp: options.mcp,
    ...(draftShadow === undefined ? {} : { draftShadow }),
    book: {
      directory: options.bookDirectory ?? builtBook,
      work: makeBookWork(),
      featuresDirectory: options.featuresDirectory ?? productFeatures,
    },
    drafts: {
      store: options.dataDirectory === null ? makeMemoryDrafts() : makeFolderDrafts(options.dataDirectory),
      work: makeDraftWork(),
      releaseWork: makeReleaseWork(),
      approvals: options.approvals,
      featuresDirectory: options.featuresDirectory ?? productFeatures,
    },
  });
  if (result.code !== 'started') throw new StartError(result);
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

/** A database tells its size by itself. */
const logBytes = ({ dataDirectory, store }: ServiceOptions): Promise<number | null> =>
  dataDirectory === null || store !== undefined ? Promise.resolve(null) : logSize(dataDirectory);

/** What signs the log: the key that is given, or the data directory's; nothing where there is neither. */
const signingOf = (options: ServiceOptions): Pick<Parameters<typeof start>[0], 'signing'> => {
  const { signingKeyFile, dataDirectory } = options;
  const signWith = (openKey: () => Promise<SigningKey>): ReturnType<typeof signingOf> => ({
    signing: {
      openKey,
      every: options.checkpointEvery ?? defaultCheckpointInterval,
      reportFailure: options.reportCheckpoint ?? (() => undefined),
      acceptLoss: options.acceptLoss ?? false,
      acceptKey: options.acceptKey ?? false,
      reportOtherKey: (other, own) => options.report?.({ code: 'another-key', key: other, own }),
    },
  });
  if (signingKeyFile !== undefined) return signWith(() => readSigningKeyFile(signingKeyFile));
  return dataDirectory === null ? {} : signWith(() => openSigningKey(dataDirectory));
};
