import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Evaluator } from '../../src/engine/evaluation.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { DraftShadow } from '../../src/decide/shadow/draft-shadow.js';
import type { Gate, TellAnswer } from '../../src/service/http/gate.js';
import type { Metrics } from '../../src/service/monitoring/metrics.js';
import type { Tracing } from '../../src/service/monitoring/tracing/tracing.js';
import type { RequestLimits } from '../../src/service/http/request/request-limits.js';
import type { DraftServing } from '../../src/service/start/service-parts.js';
import type { Signing } from '../../src/service/start/start-options.js';
import { startService } from '../../src/service/start/start-service.js';
import { libraryEdition } from './library-edition.js';

/** An answer over HTTP, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A service that really listens, and what it told of defects. */
export interface ServiceUnderTest {
  readonly url: string;
  readonly port: number;
  readonly defects: readonly unknown[];
  readonly stop: (graceMs?: number) => Promise<void>;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Reply>;
  /** Sends a text as it is, anything else as JSON. */
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly send: (path: string, init: RequestInit) => Promise<Reply>;
}

/** What a test may change of the service. */
export interface ServiceOptions {
  readonly editions?: readonly Edition[];
  readonly log?: DecisionLog;
  readonly makeEvaluator?: (edition: Edition) => Evaluator;
  readonly loadRelease?: (files: ReadonlyMap<string, string>) => Promise<Edition>;
  readonly clock?: () => number;
  readonly limits?: Partial<RequestLimits>;
  readonly gate?: Gate;
  readonly tellAnswer?: TellAnswer;
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  readonly draftShadow?: DraftShadow;
  readonly drafts?: DraftServing;
  readonly signing?: Signing;
  readonly searchableMetadata?: readonly string[];
  readonly tracing?: Tracing;
}

/** The time that it is in tests where none is given. */
export const now = Date.UTC(2026, 7, 15, 12);

/** A log in memory. */
export const memoryLog = (): DecisionLog => makeMemoryLog({ now: () => now });

/** Every service has figures. */
const noFigures = { text: () => Promise.resolve(''), contentType: 'text/plain' };

/** Starts the service on a free port, and stops it when the test ends. */
export const startForTest = async (
  context: TestContext,
  options: ServiceOptions = {},
): Promise<ServiceUnderTest> => {
  const defects: unknown[] = [];
  const log = options.log ?? memoryLog();
  const result = await startService({
    host: '127.0.0.1',
    port: 0,
    editions: options.editions ?? [libraryEdition()],
    openLog: () => Promise.resolve(log),
    loadRelease: options.loadRelease ?? (() => Promise.reject(new Error('No release is read in this test.'))),
    makeEvaluator: options.makeEvaluator ?? makeCompiledEvaluator,
    clock: options.clock ?? (() => now),
    newId: randomUUID,
    reportDefect: (defect) => defects.push(defect),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.gate === undefined ? {} : { gate: options.gate }),
    metrics: options.metrics ?? noFigures,
    ...(options.draftShadow === undefined ? {} : { draftShadow: options.draftShadow }),
    searchableMetadata: options.searchableMetadata,
    ...(options.signing === undefined ? {} : { signing: options.signing }),
    ...(options.drafts === undefined ? {} : { drafts: options.drafts }),
    ...(options.tracing === undefined ? {} : { tracing: options.tracing }),
    ...(options.tellAnswer === undefined ? {} : { tellAnswer: options.tellAnswer }),
  });
  if (result.code !== 'started') throw new Error(`The service did not start: ${result.code}`);
  const { url, port, stop } = result.service;
  context.after(() => stop(0));
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const json: unknown = isJson && text !== '' ? JSON.parse(text) : {};
    if (!isRecord(json)) throw new TypeError(`No JSON object: ${text}`);
    return { status: response.status, headers: response.headers, text, json };
  };
  return {
    url,
    port,
    defects,
    stop,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
};

/** Whether a value is a record; lists count too. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The value at a dotted path of a JSON value: `errors.0.pointer`. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value);
