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
  const here = names.get(name);
  if (here !== undefined) return here;
  const text = `${JSON.stringify(name)}:`;
  if (names.size >= mostNames) names.clear();
  if (name.length <= shortLength) names.set(name, text);
  return text;
};

const names = new Map<string, string>();
const mostNames = 1024;

/** A list of texts as JSON. */
export const quotedList = (texts: readonly string[]): string => {
  let list = '';
  for (const text of texts) list += list === '' ? quoted(text) : `,${quoted(text)}`;
  return `[${list}]`;
};

/** Remembers the text of data that is frozen to its depth, such as the lists that decisions by the same rules share, and of no other. */
export const rememberText = <Data extends object>(
  write: (data: Data) => string,
): ((data: Data) => string) => {
  const known = new WeakMap<Data, string>();
  return (data) => {
    const here = known.get(data);
    if (here !== undefined) return here;
    const text = write(data);
    if (isFrozen(data)) known.set(data, text);
    return text;
  };
};

const isFrozen = (data: unknown): boolean =>
  typeof data !== 'object' || data === null || (Object.isFrozen(data) && Object.values(data).every(isFrozen));

/** A scalar as JSON, as `JSON.stringify` has it: a number that is none is `null`. */
export const scalarText = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null';
  return value === true ? 'true' : value === false ? 'false' : 'null';
};

/** A list as JSON, each item written by `write`. */
export const listText = <Item>(items: readonly Item[], write: (item: Item) => string): string => {
  let list = '[';
  for (let place = 0; place < items.length; place += 1)
    list += place === 0 ? write(items[place] as Item) : `,${write(items[place] as Item)}`; // within its length
  return `${list}]`;
};

/** Plain data as JSON: byte for byte what `JSON.stringify` makes of it, whose members are none of them `undefined`. */
export const dataText = (data: unknown): string => {
  if (typeof data !== 'object' || data === null) return scalarText(data);
  if (Array.isArray(data)) return listText(data, dataText);
  let members = '{';
  for (const name of Object.keys(data)) {
    const value = (data as Readonly<Record<string, unknown>>)[name]; // an object's own member
    members +=
      members === '{' ? `${quotedName(name)}${dataText(value)}` : `,${quotedName(name)}${dataText(value)}`;
  }
  return `${members}}`;
};
