import { isRecord } from '../../../language/values.js';
import { boolean, context, list, none, number, text, type Dmn } from './dmn-value.js';
import { readAny } from './time/read-time.js';

/** A value of JSON; a text that begins with `@"` is what FEEL reads it as. */
export const fromJson = (json: unknown): Dmn => {
  if (typeof json === 'boolean') return boolean(json);
  if (typeof json === 'number') return number(json);
  if (typeof json === 'string') {
    const [, written] = /^@"(.*)"$/s.exec(json) ?? [];
    return written === undefined ? text(json) : readAny(written);
  }
  if (Array.isArray(json)) return list(json.map(fromJson));
  if (isRecord(json)) return context(Object.entries(json).map(([name, value]) => [name, fromJson(value)]));
  return none;
};
