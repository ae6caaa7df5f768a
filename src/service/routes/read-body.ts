import type { IncomingMessage } from 'node:http';
import type { Failure } from '../failure.js';
import { readJson } from '../read-json.js';

/** A body that was read as JSON, or why not. */
export type BodyResult =
  | { readonly code: 'read'; readonly value: unknown }
  | Extract<
      Failure,
      { readonly code: 'not-json' | 'invalid-request' | 'body-too-large' | 'unsupported-media-type' }
    >;

/** Up to so many bytes of a body that is too large are read and thrown away, so that its sender gets to read the answer. */
const discardedBytes = 16 * 1024 * 1024;

/**
 * Reads the body of a request as JSON in UTF-8, not compressed.
 * @throws where the connection ends before the body does
 */
export const readBody = async (request: IncomingMessage, limitBytes: number): Promise<BodyResult> => {
  const encoding = request.headers['content-encoding'];
  const contentType = request.headers['content-type'] ?? null;
  if (contentType === null || !isJson(contentType))
    return { code: 'unsupported-media-type', given: contentType };
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return { code: 'unsupported-media-type', given: `Content-Encoding: ${encoding}` };
  const bytes = await readBytes(request, limitBytes);
  if (bytes === undefined) return { code: 'body-too-large', limitBytes };
  try {
    return readJson(utf8.decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const place = { offset: 0, line: 1, column: 1 };
    return { code: 'not-json', place, reason: 'the body holds bytes that are not UTF-8' };
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const isJson = (contentType: string): boolean => {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  return (
    type.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset))
  );
};

const readBytes = async (request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> => {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > discardedBytes && announced > limitBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  // A request stream gives bytes as long as no encoding is set on it.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limitBytes) chunks.push(chunk);
    else if (length > limitBytes + discardedBytes) return undefined;
    else chunks.length = 0;
  }
  return length > limitBytes ? undefined : Buffer.concat(chunks, length);
};
