/** What may refuse a start, looked at before anything is opened, so that a start that is refused has written nothing. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ServiceOptions } from './clausebook-options.js';
import type { DraftShadow } from './decide/shadow/draft-shadow.js';
import { defaultEngine, engines } from './engine/engines.js';
import { editionsOf } from './given-editions.js';
import { openAccess, type Access } from './service/access/open-access.js';
import type { Metrics } from './service/monitoring/metrics.js';
import type { Tracing } from './service/monitoring/tracing/tracing.js';
import { StartError } from './start-error.js';

/** Who is told of refusals besides, once there is somebody. */
interface Told {
  refused?: Metrics['refused'];
}

/** What a service has before its store is open. */
export interface Admitted {
  /** To be closed. */
  readonly access: Access;
  readonly draftShadow: DraftShadow | undefined;
  readonly tracing: Tracing | undefined;
  readonly told: Told;
}

/** Throws {@link StartError} where the service may not start. */
export const checkFirst = async (options: ServiceOptions): Promise<Admitted> => {
  const draftShadow = await draftOf(options);
  const tracing = options.telemetry === true ? await tracingOf() : undefined;
  const told: Told = {};
  return { draftShadow, tracing, told, access: await accessOf(options, told) };
};

/** The address to listen on: loopback where none is named. */
export const hostOf = ({ host = '127.0.0.1' }: ServiceOptions): string => host;

const accessOf = async (options: ServiceOptions, told: Told): Promise<Access> => {
  const { dataDirectory } = options;
  const keysFile = dataDirectory === null ? null : join(dataDirectory, 'keys.json');
  const opened = await openAccess(options.access ?? { keysFile, insecure: false, openMetrics: false }, {
    host: hostOf(options),
    clock: Date.now,
    elapsed: () => performance.now(),
    newRequestId: randomUUID,
    tellRefusal: (refusal) => {
      told.refused?.(refusal);
      options.tellRefusal?.(refusal);
    },
    reportUnreadableKeys: options.reportUnreadableKeys ?? (() => undefined),
  });
  if (opened.code !== 'open') throw new StartError(opened);
  return opened.access;
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

/** What makes spans. Throws {@link StartError} where it is not installed. */
const tracingOf = async (): Promise<Tracing> => {
  const { openTracing } = await import('./service/monitoring/tracing/open-tracing.js');
  try {
    return await openTracing();
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new StartError({ code: 'telemetry-missing', reason });
  }
};
