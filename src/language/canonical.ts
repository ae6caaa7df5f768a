import { quoted, quotedName } from './json-text.js';

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
export const sortedNames = (record: object): readonly string[] => {
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
