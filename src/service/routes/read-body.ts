import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Failure } from '../failure.js';
import { readJson } from '../read-json.js';

/** A body that was read as JSON, or why not. */
export type BodyResult =
  ParsedBody | Extract<Failure, { readonly code: 'body-too-large' | 'unsupported-media-type' }>;

/** Bytes that were read as JSON, or why not. */
export type ParsedBody =
  | { readonly code: 'read'; readonly value: unknown }
  | Extract<Failure, { readonly code: 'not-json' | 'invalid-request' }>;

/** What a body says that it is: JSON, lines of JSON, or what the service does not take. */
export type MediaType =
  { readonly code: 'json' | 'lines' } | Extract<Failure, { readonly code: 'unsupported-media-type' }>;

/** Up to so many bytes of a body that is too large are read and thrown away, so that its sender gets to read the answer. */
const discardedBytes = 16 * 1024 * 1024;
/** A body that is read as a whole must be here by then; a stream of lines may take longer. */
const bodyTimeoutMs = 30_000;

/**
 * Reads the body of a request as JSON in UTF-8, not compressed.
 * @throws where the connection ends before the body does, or the body takes too long
 */
export const readBody = async (request: IncomingMessage, limitBytes: number): Promise<BodyResult> => {
  const type = readMediaType(request.headers);
  if (type.code === 'unsupported-media-type') return type;
  if (type.code === 'lines')
    return { code: 'unsupported-media-type', given: request.headers['content-type'] ?? null };
  const bytes = await readBytes(request, limitBytes);
  return bytes === undefined ? { code: 'body-too-large', limitBytes } : parseBody(bytes);
};

/** What the headers say of the body. */
export const readMediaType = (headers: IncomingHttpHeaders): MediaType => {
  const contentType = headers['content-type'] ?? null;
  const encoding = headers['content-encoding'];
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const code = mediaTypes.get(type.trim());
  if (code === undefined || !(charset === undefined || /^charset="?utf-?8"?$/.test(charset)))
    return { code: 'unsupported-media-type', given: contentType };
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return { code: 'unsupported-media-type', given: `Content-Encoding: ${encoding}` };
  return { code };
};

const mediaTypes: ReadonlyMap<string, 'json' | 'lines'> = new Map([
  ['application/json', 'json'],
  ['application/x-ndjson', 'lines'],
]);

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

const readBytes = async (request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> => {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > discardedBytes && announced > limitBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  const tooLate = setTimeout(() => request.destroy(), bodyTimeoutMs);
  try {
    // A request stream gives bytes as long as no encoding is set on it.
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else if (length > limitBytes + discardedBytes) return undefined;
      else chunks.length = 0;
    }
  } finally {
    clearTimeout(tooLate);
  }
  return length > limitBytes ? undefined : Buffer.concat(chunks, length);
};
