import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Failure } from '../failure.js';
import { readJson } from './read-json.js';

/** A whole body that says that it is JSON, or why there is none. */
export type BodyResult =
  | { readonly code: 'whole'; readonly bytes: Buffer }
  | Extract<Failure, { readonly code: 'body-too-large' | 'unsupported-media-type' }>;

/** Bytes that were read as JSON, or why not. */
export type ParsedBody =
  | { readonly code: 'read'; readonly value: unknown }
  | Extract<Failure, { readonly code: 'not-json' | 'invalid-request' }>;

/** A body that was read as JSON, or why not. */
export type JsonBody = ParsedBody | Exclude<BodyResult, { readonly code: 'whole' }>;

/** What a body says that it is: JSON, lines of JSON, or what the service does not take. */
export type MediaType =
  { readonly code: 'json' | 'lines' } | Extract<Failure, { readonly code: 'unsupported-media-type' }>;

/** What a body may take. */
export interface BodyLimits {
  readonly limitBytes: number;
  /** A body that is read as a whole must be here by then; its connection is cut otherwise. */
  readonly timeoutMs: number;
}

/** Up to so many bytes of a body that is too large are read and thrown away, so that its sender gets to read the answer. */
const discardedBytes = 16 * 1024 * 1024;

/**
 * Reads the whole body of a request that is JSON, not compressed, and hands it to `take` when its last byte has come. Where the sender
 * goes away before, or takes too long, `take` is never called: nobody would read an answer.
 */
export const readBody = (
  request: IncomingMessage,
  limits: BodyLimits,
  take: (body: BodyResult) => void,
): void => {
  const type = readMediaType(request.headers);
  if (type.code === 'unsupported-media-type') take(type);
  else if (type.code === 'lines')
    take({ code: 'unsupported-media-type', given: request.headers['content-type'] ?? null });
  else
    readBytes(request, limits, (bytes) => {
      take(
        bytes === undefined
          ? { code: 'body-too-large', limitBytes: limits.limitBytes }
          : { code: 'whole', bytes },
      );
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

/** Reads a body as JSON in UTF-8. */
export const readJsonBody = (body: BodyResult): JsonBody =>
  body.code === 'whole' ? parseBody(body.bytes) : body;

/** Reads bytes as JSON in UTF-8. */
export const parseBody = (bytes: Buffer): ParsedBody => {
  try {
    return readJson(utf8.decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const place = { offset: 0, line: 1, column: 1 };
    return { code: 'not-json', place, reason: 'the body holds bytes that are not UTF-8' };
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether bytes hold nothing but what JSON takes for blank. */
export const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);

/** `undefined` for too many. Where they are too many even to be thrown away, the connection is cut. */
const readBytes = (
  request: IncomingMessage,
  { limitBytes, timeoutMs }: BodyLimits,
  take: (bytes: Buffer | undefined) => void,
): void => {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > discardedBytes && announced > limitBytes) {
    take(undefined);
    return;
  }
  let chunks: Buffer[] = [];
  let length = 0;
  const tooLate = setTimeout(() => request.destroy(), timeoutMs);
  // A request stream gives bytes as long as no encoding is set on it.
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= limitBytes) chunks.push(chunk);
    else if (length <= limitBytes + discardedBytes) chunks = [];
    else request.destroy();
  });
  request.on('end', () => {
    clearTimeout(tooLate);
    if (length > limitBytes) take(undefined);
    else take(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
  });
  request.on('close', () => {
    clearTimeout(tooLate);
  });
};
