import { evaluateDmn } from './evaluate-dmn.js';
import { readSource } from '../../../language/syntax/parse-expression.js';
import { isRecord } from '../../../language/values.js';
import { boolean, list, none, number, text, type Dmn } from './dmn-value.js';

/** A value of JSON; a text that begins with `@"` is what FEEL reads it as. */
export const fromJson = (json: unknown): Dmn => {
  if (typeof json === 'boolean') return boolean(json);
  if (typeof json === 'number') return number(json);
  if (typeof json === 'string')
    return json.startsWith('@"') ? evaluateDmn(readSource(json).syntax, new Map()) : text(json);
  if (Array.isArray(json)) return list(json.map(fromJson));
  if (isRecord(json))
    return {
      kind: 'context',
      entries: new Map(Object.entries(json).map(([name, value]) => [name, fromJson(value)])),
    };
  return none;
};
