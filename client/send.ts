import { ClausebookProblem, NoAnswer, problemIn } from './problem.js';

/** Where the service is, and how it is asked. */
export interface ClientOptions {
  /** Such as `https://terms.example.com`; what stands behind the host is kept. */
  readonly url: string;
  /** An API key or a JSON Web Token, where callers must say who they are. */
  readonly key?: string;
  /** How often a request that may safely be sent again is sent again: 4 unless told otherwise. */
  readonly retries?: number;
  /** The longest that is waited before a request is sent again, in milliseconds: a minute unless told otherwise. */
  readonly maximumWaitMs?: number;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What sends: `fetch` unless told otherwise. */
  readonly fetch?: typeof fetch;
}

/** What a single call may say. */
export interface CallOptions {
  /** Under the same key the same is decided once; a new one for each call unless given. Keep your own where a process may end before it has the answer. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** A request, as it is sent. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  /** Below `/v1`. */
  readonly path: string;
  readonly body?: string;
  readonly key?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** The headers of a request. */
export const headersOf = (
  options: ClientOptions,
  { body, key, accept = 'application/json' }: Sent,
): Headers => {
  const headers = new Headers(options.headers);
  headers.set('accept', accept);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) headers.set('idempotency-key', key);
  if (options.key !== undefined) headers.set('authorization', `Bearer ${options.key}`);
  return headers;
};

/** An address of the service, below `/v1`. */
export const addressOf = ({ url }: ClientOptions, path: string): string =>
  `${url.replace(/\/+$/, '')}/v1${path}`;

/**
 * Sends a request until it is answered, and resolves to the text of the answer. It is sent again where its connection broke or the service asks
 * for patience: each request of this client is a question only, or has an idempotency key.
 * Throws {@link ClausebookProblem}, {@link NoAnswer}, and the reason of a signal that aborts.
 */
export const send = async (options: ClientOptions, sent: Sent): Promise<string> => {
  const { retries = 4, maximumWaitMs = 60_000 } = options;
  for (let attempt = 0; ; attempt += 1) {
    const came = await sendOnce(options, sent);
    if (came.code === 'answered') return came.text;
    const waitMs = came.waitMs ?? backoffMs(attempt);
    if (!came.mayAgain || attempt >= retries || waitMs > maximumWaitMs) throw came.error;
    await sleep(waitMs, sent.signal);
  }
};

type Came =
  | { readonly code: 'answered'; readonly text: string }
  | {
      readonly code: 'failed';
      readonly error: ClausebookProblem | NoAnswer;
      readonly mayAgain: boolean;
      readonly waitMs?: number;
    };

const sendOnce = async (options: ClientOptions, sent: Sent): Promise<Came> => {
  const { method, path, body, signal } = sent;
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(addressOf(options, path), {
      method,
      headers: headersOf(options, sent),
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    const error = new NoAnswer(`${method} ${path}: no answer came`, { cause });
    return { code: 'failed', error, mayAgain: true };
  }
  if (response.ok) return { code: 'answered', text };
  const waitMs = waitOf(response.headers.get('retry-after'));
  return {
    code: 'failed',
    error: failureOf(response.status, text, `${method} ${path}`),
    mayAgain: passing.has(response.status),
    ...(waitMs === undefined ? {} : { waitMs }),
  };
};

/** What an answer with another status than 200 says. */
export const failureOf = (status: number, text: string, asked: string): ClausebookProblem | NoAnswer => {
  const problem = problemIn(text);
  return problem === undefined
    ? new NoAnswer(`${asked}: answered with status ${status}, and no problem of the service`)
    : new ClausebookProblem(problem);
};

/** What passes: too many requests, or somebody between or behind who is away. */
const passing = new Set([429, 502, 503, 504]);

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110 §10.2.3). */
const waitOf = (header: string | null): number | undefined => {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};

/** Doubled each time, from 0.2 to 10 seconds, of which a random part is taken so that callers do not come back together. */
const backoffMs = (attempt: number): number =>
  Math.min(10_000, 200 * 2 ** attempt) * (0.5 + Math.random() / 2);

const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      // What the caller aborted with, whatever that is.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
