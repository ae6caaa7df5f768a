import { isAscii } from 'node:buffer';
import { parseJson } from '../../../language/canonical.js';
import type { Failure } from '../failure.js';
import { maximumDepth, type Scan, scanJson } from './scan-json.js';

/** Bytes that were read as JSON, or why not. */
export type ParsedBody =
  | { readonly code: 'read'; readonly value: unknown }
  | Extract<Failure, { readonly code: 'not-json' | 'invalid-request' }>;

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
