import { hash } from 'node:crypto';

/**
 * The one text of a JSON value: keys sorted by UTF-16 code units, no white space, strings and numbers as ECMAScript writes them
 * (RFC 8785, 3.2). A member without value is left out, an item without value is `null`, as `JSON.stringify` has it. Throws a
 * TypeError on what JSON cannot say, such as NaN.
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON text.`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalRecord(value);
    default:
      throw new TypeError(`A ${typeof value} has no JSON text.`);
  }
};

const canonicalList = (list: readonly unknown[]): string => {
  let items = '';
  for (let place = 0; place < list.length; place += 1) {
    if (place > 0) items += ',';
    items += list[place] === undefined ? 'null' : canonical(list[place]);
  }
  return `[${items}]`;
};

const canonicalRecord = (record: object): string => {
  const names = sortedNames(record);
  const fields = record as Readonly<Record<string, unknown>>; // neither a list nor null
  // A Date, say, has no members of its own, and would else be told as an empty record.
  if (names.length === 0 && typeof fields['toJSON'] === 'function')
    throw new TypeError('What turns itself into JSON is no JSON value.');
  let members = '';
  for (const name of names) {
    const value = fields[name];
    if (value === undefined) continue;
    members +=
      members === '' ? `${quotedName(name)}${canonical(value)}` : `,${quotedName(name)}${canonical(value)}`;
  }
  return `{${members}}`;
};

/** The names of a record's members by UTF-16 code units; few are sorted faster by insertion. */
const sortedNames = (record: object): readonly string[] => {
  const names = Object.keys(record);
  if (names.length > fewNames) return names.sort();
  for (let place = 1; place < names.length; place += 1) {
    const name = names[place] ?? '';
    let before = place - 1;
    for (; before >= 0 && (names[before] ?? '') > name; before -= 1) names[before + 1] = names[before] ?? '';
    names[before + 1] = name;
  }
  return names;
};

const fewNames = 24;

/** A text as a JSON string, quotes and all: what `JSON.stringify` makes of it, which is also what RFC 8785 wants. */
export const quoted = (text: string): string => {
  const { length } = text;
  if (length > shortLength) return JSON.stringify(text);
  for (let place = 0; place < length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit < 0x20 || unit === quote || unit === backslash || unit >= firstSurrogate)
      return JSON.stringify(text);
  }
  return `"${text}"`;
};

/** Up to here looking at each character is faster than the call. */
const shortLength = 48;
const quote = 0x22;
const backslash = 0x5c;
const firstSurrogate = 0xd800;

/** A member's name as a JSON string with its colon. The names that came are remembered: they are those of a few vocabularies. */
export const quotedName = (name: string): string => {
  const here = knownNames.get(name);
  if (here !== undefined) return here;
  const text = `${JSON.stringify(name)}:`;
  if (knownNames.size >= mostNames) knownNames.clear();
  if (name.length <= shortLength) knownNames.set(name, text);
  return text;
};

const knownNames = new Map<string, string>();
const mostNames = 1024;

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = string;

/** What stands as `previous` in the first record of a chain. */
export const noDigest: Digest = `sha256:${'0'.repeat(64)}`;

const digestPattern = /^sha256:[0-9a-f]{64}$/;

/** Whether a value is written as a digest. */
export const isDigest = (value: unknown): value is Digest =>
  typeof value === 'string' && digestPattern.test(value);

/** SHA-256 of bytes, or of a text's UTF-8 bytes. */
export const sha256 = (text: string | Uint8Array): Digest => `sha256:${hash('sha256', text, 'hex')}`;

/**
 * What a JSON text says, as `JSON.parse` has it. From Node 24 on that takes a name with an escape for another, once it has met one that ends
 * with a backslash (nodejs/node#63785): a text with such names is read with marks in place of its strings.
 */
export const parseJson = (text: string): unknown => {
  if (!text.includes('\\') || !hasEscapedName(text)) return JSON.parse(text);
  const strings: string[] = [];
  const marked = text.replaceAll(stringAndColon, (_, literal: string, colon = '') => {
    strings.push(String(JSON.parse(literal)));
    return `"${strings.length - 1}"${String(colon)}`;
  });
  return unmarked(JSON.parse(marked), strings);
};

const stringAndColon = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

const hasEscapedName = (text: string): boolean =>
  [...text.matchAll(stringAndColon)].some(
    ([, literal, colon]) => colon !== undefined && literal?.includes('\\'),
  );

const unmarked = (value: unknown, strings: readonly string[]): unknown => {
  const stringOf = (mark: string): string => strings[Number(mark)] ?? '';
  if (typeof value === 'string') return stringOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unmarked(item, strings));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [stringOf(name), unmarked(item, strings)]),
  );
};
