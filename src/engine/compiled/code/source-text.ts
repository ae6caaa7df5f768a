import type { Value } from '../../../language/types/types.js';

/**
 * A value as JavaScript source that means exactly that value. Text from an edition reaches generated source only through this
 * function and `comment`, so that it can never become code.
 */
export const literal = (value: Value): string => {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Value) => literal(item)).join(', ')}]`;
  return recordLiteral(Object.entries(value).map(([name, field]) => [name, literal(field)]));
};

/** An object literal from field names and the source of their values. */
export const recordLiteral = (fields: readonly (readonly [string, string])[]): string =>
  fields.length === 0 ? '{}' : `{ ${fields.map(([name, code]) => `${keyOf(name)}: ${code}`).join(', ')} }`;

/** Source that reads a field of what may be no object; what `Object.prototype` has is read only where it is the object's own. */
export const fieldOf = (code: string, name: string): string =>
  name in Object.prototype ? `own(${code}, ${textLiteral(name)})` : `${code}?.[${textLiteral(name)}]`;

/** One comment line; nothing in the text can end it. */
export const comment = (text: string): string => {
  const printable = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]+/gu, ' ');
  return `// ${printable.replaceAll('*/', '* /').trim()}`;
};

/** Lines moved to the right by some levels. */
export const indent = (lines: readonly string[], levels = 1): readonly string[] =>
  lines.map((line) => (line === '' ? line : `${'  '.repeat(levels)}${line}`));

const textLiteral = (text: string): string =>
  JSON.stringify(text).replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]/gu, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Like FEEL, source knows no negative zero. */
const numberLiteral = (value: number): string => (value < 0 ? `(${value})` : String(value));

/** A computed key for `__proto__`, which would otherwise set the prototype. */
const keyOf = (name: string): string => (name === '__proto__' ? `['__proto__']` : textLiteral(name));
