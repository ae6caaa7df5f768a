import { readAccessKey } from './access-key.js';
import { noteConnection } from './connection.js';
import { RequestFailure, type ProblemDetails } from './request-failure.js';

/** What a request may carry besides its address. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the service, with the reader's key where there is one. Throws {@link RequestFailure} for anything but 2xx. */
export const ask = async (path: string, options: RequestOptions = {}): Promise<Response> => {
  const { method = 'GET', body, headers = {}, signal } = options;
  const key = readAccessKey();
  const init: RequestInit = {
    method,
    // What a release says never changes; how the service tells it may, with a newer version.
    cache: 'no-cache',
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    noteConnection('lost');
    throw new RequestFailure(null, { cause: error });
  }
  noteConnection('fine');
  if (response.ok) return response;
  throw new RequestFailure(await readProblem(response));
};

/**
 * Asks for JSON.
 * @typeParam Answer what the address answers, one of the forms in `wire/`
 */
export const askJson = async <Answer>(path: string, options: RequestOptions = {}): Promise<Answer> => {
  const response = await ask(path, options);
  // The service and the book are built together: its answers have the forms that `wire/` defines.
  return (await response.json()) as Answer;
};

/** A path with its query; what is undefined or empty is left out. */
export const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

const readProblem = async (response: Response): Promise<ProblemDetails> => {
  const { status } = response;
  const unknown = { code: 'unknown', title: `The service answered ${String(status)}.`, status };
  try {
    // What is no problem document lacks a code, and is told by its status.
    const told = (await response.json()) as Partial<ProblemDetails>;
    return { ...unknown, ...told };
  } catch {
    return unknown;
  }
};
