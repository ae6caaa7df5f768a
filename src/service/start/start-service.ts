import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import { readVerifyingKeys, type SigningKey } from '../../audit/chain/signing-key.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeDecide, makePreview } from '../../decide/decide.js';
import { makeAskOne } from '../http/decide/ask-one.js';
import { makeDecideOne } from '../http/decide/decide-one.js';
import { makeFront } from '../http/front.js';
import { makeLate } from '../../language/late.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import { openGate } from '../http/gate.js';
import { makeRegistryEditions, type PublishedEditions } from '../../decide/editions/published-editions.js';
import { defaultLimits } from '../http/request/request-limits.js';
import { usualLookMs, watchRegistry } from './registry-watch.js';
import { listen } from '../http/server.js';
import type { ServiceParts } from './service-parts.js';
import { openingFailure, type StartFailure } from './start-failure.js';
import { entriesOf } from '../events/registry-entries.js';
import type { Witnesses } from '../../audit/witness/witnesses.js';
import { WitnessUnusableError } from '../../audit/witness/witness.js';
import type { Webhooks } from '../events/webhooks/webhooks.js';
import { warmUp } from '../../decide/warm-up.js';
import { openRegistryOf, openSigned } from './open-stores.js';
import { makeReleasing } from '../../publishing/releasing.js';
import type { StartOptions } from './start-options.js';

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
  let key: SigningKey | undefined;
  const served: { head?: PublishedEditions['head'] } = {};
  const told: { webhooks?: Webhooks; witnesses?: Witnesses } = {};
  try {
    ({ log, signing, vouched, catchUp, key } = await openSigned(
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
  const releasing =
    registry === null || key === undefined
      ? undefined
      : makeReleasing({
          ...{ registry, key, published, given: options.editions },
          ...{ load: options.loadRelease, now: options.clock },
        });
  const parts = {
    ...{ ...options, webhooks, witnesses, editions: published, published, log, signing, evaluators },
    releasing,
  };
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
