import { isList, isObject, type Json, type JsonObject } from './json.js';

/** The value at a dotted path (`effects.amount`, `clauses.0.id`), `undefined` where there is none. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let found = value;
  for (const name of path.split('.')) {
    if (isObject(found)) found = Object.hasOwn(found, name) ? found[name] : undefined;
    else if (isList(found)) found = /^\d+$/.test(name) ? found[Number(name)] : undefined;
    else return undefined;
  }
  return found;
}

const changed = (
  object: Json | undefined,
  path: readonly string[],
  change: (old: Json | undefined) => Json | undefined,
): JsonObject => {
  const [name = '', ...rest] = path;
  const { [name]: old, ...others } = isObject(object) ? object : {};
  const value = rest.length === 0 ? change(old) : changed(old, rest, change);
  return value === undefined ? others : { ...others, [name]: value };
};

/** The object with a value at a dotted path; objects on the way are made. */
export const withValue = (object: JsonObject, path: string, value: Json): JsonObject =>
  changed(object, path.split('.'), () => value);

/** The object with one more item in the list at a dotted path; the list is made where there is none. */
export const withItem = (object: JsonObject, path: string, item: Json): JsonObject =>
  changed(object, path.split('.'), (old) => [...(isList(old) ? old : []), item]);

/** The object without what stands at a dotted path. */
export const without = (object: JsonObject, path: string): JsonObject =>
  valueAt(object, path) === undefined ? object : changed(object, path.split('.'), () => undefined);
