import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Failure } from '../failure.js';
import { processBudget, type BodyBudget } from './body-budget.js';
import { parseBody, type ParsedBody } from './read-json.js';

/** A whole body that says that it is JSON, or why there is none. */
export type BodyResult =
  | { readonly code: 'whole'; readonly bytes: Buffer }
  | Extract<
      Failure,
      { readonly code: 'body-too-large' | 'overloaded' | 'request-too-slow' | 'unsupported-media-type' }
    >;

/** A body that was read as JSON, or why not. */
export type JsonBody = ParsedBody | Exclude<BodyResult, { readonly code: 'whole' }>;

/** What a body says that it is: JSON, lines of JSON, or what the service does not take. */
export type MediaType =
  { readonly code: 'json' | 'lines' } | Extract<Failure, { readonly code: 'unsupported-media-type' }>;

/** What a body may take. */
export interface BodyLimits {
  readonly limitBytes: number;
  /** A body that is read as a whole must be here by then. */
  readonly timeoutMs: number;
  /** Shared with the other bodies of the process; default: its own. */
  readonly budget?: BodyBudget;
}

/** Up to so many bytes of a body that is too large are read and thrown away, so that its sender gets to read the answer. */
const discardedBytes = 16 * 1024 * 1024;

/**
 * Reads the whole body of a request that is JSON, not compressed, and hands it to `take` when its last byte has come, or its time is over.
 * Where the sender goes away before, `take` is never called: nobody would read an answer. Its bytes count in the budget until what `take`
 * gives has settled; it may not reject.
 */
export const readBody = (
  request: IncomingMessage,
  limits: BodyLimits,
  take: (body: BodyResult) => Promise<void> | undefined,
): void => {
  const type = readMediaType(request.headers);
  if (type.code === 'unsupported-media-type') void take(type);
  else if (type.code === 'lines')
    void take({ code: 'unsupported-media-type', given: request.headers['content-type'] ?? null });
  else
    readBytes(request, limits, (bytes) => {
      if (bytes === 'overloaded') return take({ code: 'overloaded' });
      if (bytes === 'too-slow') return take({ code: 'request-too-slow' });
      if (bytes === 'too-large') return take({ code: 'body-too-large', limitBytes: limits.limitBytes });
      return take({ code: 'whole', bytes });
    });
};

/** What the headers say of the body. */
export const readMediaType = (headers: IncomingHttpHeaders): MediaType => {
  const contentType = headers['content-type'] ?? null;
  const encoding = headers['content-encoding'];
  if (contentType === 'application/json' && encoding === undefined) return json;
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const code = mediaTypes.get(type.trim());
  if (code === undefined || !(charset === undefined || /^charset="?utf-?8"?$/.test(charset)))
    return { code: 'unsupported-media-type', given: contentType };
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return { code: 'unsupported-media-type', given: `Content-Encoding: ${encoding}` };
  return { code };
};

const json: MediaType = { code: 'json' };
const mediaTypes: ReadonlyMap<string, 'json' | 'lines'> = new Map([
  ['application/json', 'json'],
  ['application/x-ndjson', 'lines'],
]);

/** A body that may have so many bytes for what it turned out to be. */
export const withinLimit = (body: BodyResult, limitBytes: number): BodyResult =>
  body.code === 'whole' && body.bytes.length > limitBytes ? { code: 'body-too-large', limitBytes } : body;

/** Reads a body as JSON in UTF-8. */
export const readJsonBody = (body: BodyResult): JsonBody =>
  body.code === 'whole' ? parseBody(body.bytes) : body;

/** Where there are too many even to be thrown away, the connection is cut. */
const readBytes = (
  request: IncomingMessage,
  { limitBytes, timeoutMs, budget = processBudget }: BodyLimits,
  take: (bytes: Buffer | 'too-large' | 'too-slow' | 'overloaded') => Promise<void> | undefined,
): void => {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > discardedBytes && announced > limitBytes) {
    void take('too-large');
    return;
  }
  let isOverloaded = false;
  let isLate = false;
  let isTaken = false;
  let held = 0;
  let chunks: Buffer[] = [];
  let length = 0;
  const letGo = (): void => {
    chunks = [];
    budget.giveBack(held);
    held = 0;
  };
  const tooLate = setTimeout(() => {
    isLate = true;
    letGo();
    void take('too-slow');
  }, timeoutMs);
  // A request stream gives bytes as long as no encoding is set on it.
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limitBytes + discardedBytes) request.destroy();
    else if (length > limitBytes || isOverloaded || isLate) letGo();
    else if (budget.take(chunk.length)) {
      held += chunk.length;
      chunks.push(chunk);
    } else {
      isOverloaded = true;
      letGo();
    }
  });
  request.on('end', () => {
    clearTimeout(tooLate);
    if (isLate) return;
    if (length > limitBytes) void take('too-large');
    else if (isOverloaded) void take('overloaded');
    else {
      const [first = Buffer.alloc(0), ...more] = chunks;
      const taken = take(more.length === 0 ? first : Buffer.concat([first, ...more], length));
      if (taken === undefined) letGo();
      else {
        // A request closes when it has been read; what is made of it may take longer.
        isTaken = true;
        void taken.finally(letGo);
      }
    }
  });
  request.on('close', () => {
    clearTimeout(tooLate);
    if (!isTaken) letGo();
  });
};
