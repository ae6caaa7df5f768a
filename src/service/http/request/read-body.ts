import { parseJson } from '../../../language/canonical.js';
import { isAscii } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Failure } from '../failure.js';
import { maximumDepth, type Scan, scanJson } from './scan-json.js';

/** A whole body that says that it is JSON, or why there is none. */
export type BodyResult =
  | { readonly code: 'whole'; readonly bytes: Buffer }
  | Extract<
      Failure,
      { readonly code: 'body-too-large' | 'overloaded' | 'request-too-slow' | 'unsupported-media-type' }
    >;

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

/** Reads bytes as JSON in UTF-8. */
export const parseBody = (bytes: Buffer): ParsedBody => {
  // Most are ASCII, and read in a third of the time.
  if (isAscii(bytes)) return readJson(bytes.toString('latin1'));
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

/** A JSON text that was read, or why not. */
export type JsonResult =
  { readonly code: 'read'; readonly value: unknown } | Exclude<Scan, { readonly code: 'fine' }>;

/**
 * Reads JSON (RFC 8259) from outside. A member given twice is refused, since readers differ in which one they take;
 * so is nesting beyond {@link maximumDepth}. `__proto__` stays an ordinary member.
 */
export const readJson = (text: string): JsonResult => {
  const parsed = parse(text);
  // The scan is slow. A member given twice stands once in what was parsed, and the text then has more colons than that has members.
  if (parsed.code === 'parsed' && countMembers(parsed.value, 0) === countColons(text))
    return { code: 'read', value: parsed.value };
  const scan = scanJson(text);
  if (scan.code !== 'fine') return scan;
  return { code: 'read', value: parseJson(text) };
};

type Parsed = { readonly code: 'parsed'; readonly value: unknown } | { readonly code: 'not-parsed' };

const parse = (text: string): Parsed => {
  try {
    return { code: 'parsed', value: parseJson(text) };
  } catch {
    // What is wrong, and where, is the scan's to find.
    return { code: 'not-parsed' };
  }
};

/** The members of all records in a value; infinitely many where it is nested beyond {@link maximumDepth}. */
const countMembers = (value: unknown, depth: number): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === maximumDepth) return Infinity;
  let count = 0;
  const values: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (values !== value) count = values.length;
  for (let nth = 0; nth < values.length; nth += 1) count += countMembers(values[nth], depth + 1);
  return count;
};

/** The colons of a JSON text that stand outside its strings. */
const countColons = (text: string): number => {
  let count = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit === colon) count += 1;
    else if (unit === quote) offset = endOfString(text, offset);
  }
  return count;
};

/** Where the quote stands that ends the string which begins at `start`; the text is JSON. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    // An even number of backslashes are escapes of each other, and leave the quote as it is.
    if ((end - before) % 2 === 1) return end;
  }
};

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** How much memory bodies that are being read may take together. */
export interface BodyBudget {
  /** Takes so many bytes; false where they are not left. */
  readonly take: (bytes: number) => boolean;
  readonly giveBack: (bytes: number) => void;
}

/** Makes a budget. */
export const makeBodyBudget = (mostBytes: number): BodyBudget => {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken + bytes > mostBytes) return false;
      taken += bytes;
      return true;
    },
    giveBack: (bytes) => {
      taken -= bytes;
    },
  };
};

/** That of this process: many bodies of single requests, some lists, and no flood of bodies that never end. */
export const processBudget = makeBodyBudget(128 * 1024 * 1024);
