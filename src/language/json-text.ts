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
