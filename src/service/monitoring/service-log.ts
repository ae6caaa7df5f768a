import { pino, type LevelWithSilent } from 'pino';
import type { Report } from '../../audit/store/failures.js';
import { tellReport } from '../../audit/store/failures.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import type { Refusal } from '../access/access-gate.js';
import { tellDifference, type DifferenceNote } from '../../decide/shadow/differences.js';
import type { TellAnswer } from '../http/gate.js';
import type { PublishingFailure } from '../../decide/editions/published-editions.js';

/** How much the log tells; `debug` adds a line for each request, which costs speed. */
export const logLevels = [
  'silent',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
] as const satisfies LevelWithSilent[];

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/**
 * The service's own log, for whoever runs it: JSON, a line for each event. It holds no facts, no subject, no key or token, no query and no
 * address but by its route: what may hold one of these, such as the message of an error, is left out.
 */
export interface ServiceLog {
  readonly started: (about: Started) => void;
  readonly stopping: () => void;
  readonly stopped: () => void;
  /** What the store found, and what became of it. */
  readonly store: (report: Report) => void;
  readonly publishingFailed: (failure: PublishingFailure) => void;
  readonly checkpointFailed: (cause: unknown) => void;
  /** A receiver of events begins to fail, and why; `null` where it takes all again. */
  readonly webhook: (name: string, reason: string | null) => void;
  /** A witness begins to fail, and why; `null` where it has all checkpoints again. */
  readonly witness: (name: string, reason: string | null) => void;
  readonly keysUnreadable: (cause: unknown) => void;
  readonly difference: (note: DifferenceNote) => void;
  readonly defect: (error: unknown) => void;
  readonly refused: (refusal: Refusal) => void;
  readonly answered: TellAnswer;
}

/** What a service started with. */
export interface Started {
  readonly url: string;
  readonly editions: readonly EditionIdentity[];
  /** Whether callers must say who they are. */
  readonly authentication: boolean;
}

/** What the log needs from outside. */
export interface ServiceLogOptions {
  readonly level: LogLevel;
  /** Takes a line with its end. */
  readonly write: (line: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Makes the log. */
export const makeServiceLog = ({ level, write, now }: ServiceLogOptions): ServiceLog => {
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (name) => ({ level: name }) },
    },
    { write },
  );
  return {
    started: ({ url, editions, authentication }) => {
      log.info({ event: 'started', url, authentication, editions }, `serves on ${url}`);
      if (!authentication) log.warn({ event: 'no-authentication' }, 'whoever reaches it may ask');
    },
    stopping: () => {
      log.info({ event: 'stopping' }, 'stopping; finishing the answers under way');
    },
    stopped: () => {
      log.info({ event: 'stopped' }, 'stopped');
    },
    store: (report) => {
      const isGood = report.code === 'write-recovered';
      const told = 'cause' in report ? { ...report, cause: new Error(wordsOf(report.cause)) } : report;
      log[isGood ? 'info' : 'error']({ event: 'store', code: report.code }, tellReport(told));
    },
    checkpointFailed: (cause) => {
      const words = `no checkpoint could be made; the next one covers the same records: ${wordsOf(cause)}`;
      log.error({ event: 'checkpoint-failed', error: errorOf(cause) }, words);
    },
    publishingFailed: ({ code, release, reason }) => {
      const words = `the registry can't be served as it stands; what was served before is: ${code}: ${reason}`;
      log.error({ event: 'publishing-failed', code, release }, words);
    },
    webhook: (webhook, reason) => {
      if (reason === null) log.info({ event: 'webhook-recovered', webhook }, 'it takes all events again');
      else
        log.warn(
          { event: 'webhook-failing', webhook, reason },
          'it does not take an event; it is told again',
        );
    },
    witness: (witness, reason) => {
      if (reason === null) log.info({ event: 'witness-recovered', witness }, 'it has all checkpoints again');
      else
        log.warn(
          { event: 'witness-failing', witness, reason },
          'it does not take a checkpoint; it is sent again',
        );
    },
    keysUnreadable: (cause) => {
      const words = `the keys can't be read; those read last hold on: ${wordsOf(cause)}`;
      log.error({ event: 'keys-unreadable', error: errorOf(cause) }, words);
    },
    difference: (note) => {
      log.error({ event: 'difference' }, tellDifference(note));
    },
    defect: (error) => {
      log.error({ event: 'defect', error: errorOf(error) }, `defect: ${wordsOf(error)}`);
    },
    refused: ({ requestId, method, need, callerId, from, failure, cause, traceId }) => {
      const about = {
        event: 'refused',
        ...{ code: failure.code, requestId, traceId, method, need, caller: callerId, from },
      };
      if (failure.code === 'rate-limited') log.debug(about);
      else log.warn(cause === undefined ? about : { ...about, error: errorOf(cause) });
    },
    answered: ({ request, requestId, callerId, route, status, startedAt, complete, traceId }) => {
      const isFailure = status >= 500;
      if (!isFailure && !log.isLevelEnabled('debug')) return;
      const ms = Math.round((performance.now() - startedAt) * 1000) / 1000;
      const { method } = request;
      const about = {
        event: 'answered',
        ...{ requestId, traceId, method, route, status, ms, complete, caller: callerId },
      };
      log[isFailure ? 'error' : 'debug'](about);
    },
  };
};

/** What is known of an error without its message, which may hold what somebody sent. */
interface LoggedError {
  readonly name: string;
  readonly code?: string;
  /** The functions that it went through, without the message that a stack begins with. */
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

const mostFrames = 20;
const mostCauses = 5;

const errorOf = (error: unknown, depth = 1): LoggedError => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { cause, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const at = frames.filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
  return {
    name: error.name,
    ...codeOf(error),
    at: at.slice(0, mostFrames).map((line) => line.slice(7)),
    ...(cause === undefined || depth === mostCauses ? {} : { cause: errorOf(cause, depth + 1) }),
  };
};

const codeOf = (error: Error): { readonly code?: string } =>
  'code' in error && typeof error.code === 'string' ? { code: error.code } : {};

/** The operating system's words name files and addresses, never what a request held; of any other error only its kind is told. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  if ('syscall' in error) return error.message;
  const { code } = codeOf(error);
  const kind = code === undefined ? error.name : `${error.name} (${code})`;
  return error.cause === undefined ? kind : `${kind}: ${wordsOf(error.cause)}`;
};
