import type { Checkpoint, RegistryHead } from '../../audit/chain/checkpoint.js';
import { lastVouched } from '../../audit/chain/vouched.js';
import { refuseOtherKey } from '../../audit/chain/other-signing-key.js';
import { makeCheckpointing, type CheckpointInterval } from '../../audit/chain/checkpointing.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import { readVerifyingKeys, type SigningKey } from '../../audit/chain/signing-key.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { makeDecide, makePreview } from '../../decide/decide.js';
import { makeAskOne } from '../http/decide/ask-one.js';
import { makeDecideOne } from '../http/decide/decide-one.js';
import { makeFront } from '../http/front.js';
import { makeLate } from '../../language/late.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import type { DraftShadow } from '../../decide/shadow/draft-shadow.js';
import type { KeptReleases } from '../../decide/editions/editions.js';
import { openGate, type Gate, type TellAnswer } from '../http/gate.js';
import type { Metrics } from '../monitoring/metrics.js';
import {
  makeRegistryEditions,
  type PublishedEditions,
  type PublishingFailure,
} from '../../decide/editions/published-editions.js';
import { defaultLimits, type RequestLimits } from '../http/request/request-limits.js';
import { usualLookMs, watchRegistry } from './registry-watch.js';
import { listen, type Address } from '../http/server.js';
import type { BookServing, DraftServing, ServiceParts, McpServing } from './service-parts.js';
import { openingFailure, type StartFailure } from './start-failure.js';
import { entriesOf } from '../events/registry-entries.js';
import type { Witnesses, WitnessesParts } from '../../audit/witness/witnesses.js';
import { WitnessUnusableError } from '../../audit/witness/witness.js';
import type { Webhooks, WebhooksParts } from '../events/webhooks/webhooks.js';
import type { Tracing } from '../monitoring/tracing/tracing.js';
import { warmUp } from '../../decide/warm-up.js';

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
  /** Where releases are published; signed by the same key as checkpoints. Nothing is published where either is left out. */
  readonly registry?: RegistryServing;
  /** Begins to tell those who are told of events; nobody is where it is left out. Rejects with `WebhooksUnusableError`. */
  readonly startWebhooks?: (parts: Pick<WebhooksParts, 'log' | 'entries'>) => Promise<Webhooks>;
  /** Begins to tell those who are told of checkpoints; nobody is where it is left out. Rejects with `WitnessUnusableError`. */
  readonly startWitnesses?: (parts: Pick<WitnessesParts, 'log'>) => Promise<Witnesses>;
  /** Keys of the metadata by which records are to be found; default: none. */
  readonly searchableMetadata?: readonly string[] | undefined;
  /** Asked of every request first; admits everyone where it is left out. */
  readonly gate?: Gate;
  /** Makes spans of what is done; none are made where it is left out. Its hook is hung into the log by whoever opens that. */
  readonly tracing?: Tracing | undefined;
  /** Told of every answer. */
  readonly tellAnswer?: TellAnswer;
  /** A draft of an edition that evaluates decisions too, and answers none. */
  readonly draftShadow?: DraftShadow;
  /** Answered at `/metrics`; nothing is there where they are left out. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  /** The book in the browser; nothing is at `/` where it is left out. */
  readonly book?: BookServing;
  /** Tools for agents; there are none where it is left out. */
  readonly mcp?: McpServing | undefined;
  /** Drafts of editions; there are none where it is left out. */
  readonly drafts?: DraftServing;
}

/** How checkpoints of the log are signed. */
export interface Signing {
  /** Reads the key, once the log is open. Rejects with `SigningKeyFileError`. */
  readonly openKey: () => Promise<SigningKey>;
  readonly every: CheckpointInterval;
  /** Told where a checkpoint could not be made; the next one covers the same records. */
  readonly reportFailure: (cause: unknown) => void;
  /** Told where the last checkpoint is signed by another key, by that and by its own; default: nobody is. */
  readonly reportOtherKey?: (key: string, own: string) => void;
  /** Whether it starts though it signed none of the checkpoints that are there, and signs by its own key from then on. Default: no. */
  readonly acceptKey?: boolean;
  /** Whether it starts though the log or the registry ends before what the last checkpoint vouches for. Default: no. */
  readonly acceptLoss?: boolean;
}

/** How the registry of releases is looked at. */
export interface RegistryServing {
  /** `null` where nothing lasts. */
  readonly open: () => Promise<RegistryStore | null>;
  /** Told once of each failure; what was served before is still served. */
  readonly reportFailure: (failure: PublishingFailure) => void;
  /** Told of the editions that are served, at the start. */
  readonly serving?: (editions: PublishedEditions) => void;
  /** Milliseconds between two looks; default 500. */
  readonly everyMs?: number;
}

/** A service that answers. */
export interface RunningService {
  /** `http://host:port`. */
  readonly url: string;
  readonly port: number;
  /** Resolves once all is loaded that the first answer of each kind would else wait for; it answers before. */
  readonly warm: Promise<void>;
  /** Finishes the answers under way, closes every connection, then the decision log. May be called more than once. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** A running service, or why there is none. */
export type StartResult = { readonly code: 'started'; readonly service: RunningService } | StartFailure;

/** Starts the service: opens the log, then listens. What was opened is closed again where it cannot listen. */
export const startService = async (options: StartOptions): Promise<StartResult> => {
  let log: DecisionLog;
  let signing: ServiceParts['signing'];
  let registry: RegistryStore | null = null;
  let vouched: Checkpoint | undefined;
  let catchUp: (() => Promise<void>) | undefined;
  const served: { head?: PublishedEditions['head'] } = {};
  const told: { webhooks?: Webhooks; witnesses?: Witnesses } = {};
  try {
    ({ log, signing, vouched, catchUp } = await openSigned(
      options,
      () => served.head?.(),
      () => told.witnesses?.made(),
    ));
    registry = await openRegistryOf(options, signing, log);
  } catch (error) {
    const failure = openingFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
  let stopped: Promise<void> | undefined;
  const isStopping = (): boolean => stopped !== undefined;
  const stopping = new AbortController();
  const evaluators = makeEvaluators(options.makeEvaluator);
  const published = makeRegistryEditions({
    given: options.editions,
    registry,
    keys: signing === undefined ? [] : readVerifyingKeys(signing.published.pem),
    kept: {
      files: async (digest) => (await log.release(digest))?.files,
      load: options.loadRelease,
      foundAltered: (digest) => {
        log.foundAltered(`release ${digest}`);
      },
    },
    vouched: vouched?.registry,
    served: () => {
      if (served.head?.()?.entries !== vouched?.registry?.entries || options.signing?.acceptLoss === true)
        signing?.make().catch((cause: unknown) => options.signing?.reportFailure(cause));
    },
    now: options.clock,
    makeReady: (edition) => makeReady(edition, evaluators),
    report: (failure) => options.registry?.reportFailure(failure),
  });
  served.head = published.head;
  const closeStores = async (): Promise<void> => {
    await told.webhooks?.stop();
    if (told.witnesses !== undefined) {
      // They have the last checkpoint, where they take it at once.
      await signing?.make().catch((cause: unknown) => options.signing?.reportFailure(cause));
      await told.witnesses.stop();
    }
    await registry?.close();
    await log.close();
  };
  await published.refresh();
  const unusable = published.failure();
  if (unusable !== null) {
    await closeStores();
    return { code: 'registry-unusable', failure: unusable.code, reason: unusable.reason };
  }
  options.registry?.serving?.(published);
  const witnesses = await orFailure(async () => {
    if (options.startWitnesses !== undefined && signing === undefined)
      throw new WitnessUnusableError('Nothing signs checkpoints: give a key by `--signing-key`.');
    return options.startWitnesses?.({ log });
  });
  if (witnesses !== undefined && 'code' in witnesses) {
    await closeStores();
    return witnesses;
  }
  if (witnesses !== undefined) told.witnesses = witnesses;
  const webhooks = await orFailure(async () =>
    options.startWebhooks?.({ log, entries: () => entriesOf(published) }),
  );
  if (webhooks !== undefined && 'code' in webhooks) {
    await closeStores();
    return webhooks;
  }
  if (webhooks !== undefined) told.webhooks = webhooks;
  const limits = { ...defaultLimits, ...options.limits };
  const parts = { ...options, webhooks, witnesses, editions: published, published, log, signing, evaluators };
  const { tracing } = options;
  const decide = tracing === undefined ? makeDecide(parts) : tracing.decide(makeDecide(parts));
  const { gate = openGate, tellAnswer, reportDefect } = options;
  const one = {
    editions: published,
    limits: { limitBytes: limits.bodyLimitBytes, timeoutMs: limits.bodyTimeoutMs },
    clock: options.clock,
    reportDefect,
  };
  // Express and all that it leads to: most of what there is to load, and nothing that a decision needs.
  const app = makeLate(async () => {
    const { makeApp } = await import('../http/app.js');
    return makeApp({ ...parts, limits, decide, isStopping, stopping: stopping.signal });
  });
  const front = makeFront({
    gate,
    tellAnswer,
    tracing,
    decide: makeDecideOne({ ...one, decide, takesKeys: true }),
    preview: makeDecideOne({ ...one, decide: makePreview(parts), takesKeys: false }),
    ask: makeAskOne({ ...parts, ...one }),
    app,
    reportDefect,
    restTimeoutMs: limits.bodyTimeoutMs,
  });
  const result = await listen(front, options, limits).catch(async (error: unknown) => {
    await closeStores();
    throw error;
  });
  if (result.code !== 'listening') {
    await closeStores();
    return result;
  }
  const watch =
    registry === null
      ? undefined
      : watchRegistry(published.refresh, options.registry?.everyMs ?? usualLookMs);
  const { server } = result;
  const stop = (graceMs?: number): Promise<void> => {
    stopping.abort();
    stopped ??= server
      .stop(graceMs)
      .finally(() => watch?.stop())
      .finally(closeStores);
    return stopped;
  };
  // Nobody waits for these: whoever started the service is told first that it answers. Without its application it can't go on, and the
  // process ends by the rejection.
  const warm = nextTurn()
    .then(app.load)
    .catch((error: unknown) => {
      reportDefect(error);
      throw error;
    })
    .then(() => warmUp({ editions: published.all(), evaluators, nextTurn, isStopping, reportDefect }))
    .then(() => {
      if (!isStopping()) void catchUp?.();
    });
  return { code: 'started', service: { url: server.url, port: server.port, warm, stop } };
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What is started, or why it can't be. */
const orFailure = async <Started>(start: () => Promise<Started>): Promise<Started | StartFailure> => {
  try {
    return await start();
  } catch (error) {
    const failure = openingFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
};

/** Compiles every decision of an edition, one in a turn, so that requests come between. */
const makeReady = async (edition: Edition, evaluators: ReturnType<typeof makeEvaluators>): Promise<void> => {
  for (const decision of edition.decisions.keys()) {
    await nextTurn();
    evaluators(edition).warmUp?.(decision);
  }
};

/** The registry, where there is a key that its entries are signed by. The log is closed again where it can't be opened. */
const openRegistryOf = async (
  { registry }: StartOptions,
  signing: ServiceParts['signing'],
  log: DecisionLog,
): Promise<RegistryStore | null> => {
  if (registry === undefined || signing === undefined) return null;
  try {
    return await registry.open();
  } catch (error) {
    await log.close();
    throw error;
  }
};

/** The log, what signs it, and the last checkpoint. What was opened is closed again where there is no key, or less than was signed. */
const openSigned = async (
  { openLog, signing, clock }: StartOptions,
  registry: () => RegistryHead | undefined,
  made: () => void,
): Promise<
  Pick<ServiceParts, 'log' | 'signing'> & {
    readonly vouched: Checkpoint | undefined;
    /** Makes what checkpoints of earlier versions lack. */
    readonly catchUp?: () => Promise<void>;
  }
> => {
  const opened = await openLog();
  if (signing === undefined) return { log: opened, signing: undefined, vouched: undefined };
  const { openKey, acceptLoss = false, acceptKey = false } = signing;
  try {
    const key = await openKey();
    const kept = await opened.checkpoints();
    const isOwn = ({ key: signedBy }: Checkpoint): boolean => signedBy === key.published.key;
    const last = kept.at(-1);
    if (!acceptKey) refuseOtherKey(kept, key.published.key);
    const vouched = acceptLoss ? undefined : await lastVouched(opened, readVerifyingKeys(key.published.pem));
    if (last !== undefined && !isOwn(last)) signing.reportOtherKey?.(last.key, key.published.key);
    const { hook, make, catchUp, due } = makeCheckpointing({
      ...signing,
      log: opened,
      key,
      registry,
      made,
      now: clock,
    });
    opened.hang(hook);
    // Its own checkpoint, by which the next start knows the key.
    if (last !== undefined && !kept.some(isOwn)) await make().catch(signing.reportFailure);
    return { log: opened, signing: { published: key.published, make, due }, vouched, catchUp };
  } catch (error) {
    await opened.close();
    throw error;
  }
};
