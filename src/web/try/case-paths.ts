import { isList, isRecord } from '../../language/values.js';
import type { Change } from '../../wire/book/trying.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** The value with another one at a path. `undefined` leaves it out, and the records that are empty then. */
export const withValue = (
  value: JsonObject,
  [step = '', ...rest]: readonly string[],
  put: Json | undefined,
): JsonObject => {
  const { [step]: old, ...others } = value;
  const next = rest.length === 0 ? put : putInside(old, rest, put);
  return next === undefined ? others : { ...value, [step]: next };
};

const putInside = (
  old: Json | undefined,
  [step = '', ...rest]: readonly string[],
  put: Json | undefined,
): Json | undefined => {
  if (isList(old)) {
    const place = Number(step);
    const item = rest.length === 0 ? put : putInside(old[place], rest, put);
    return item === undefined ? old.filter((_, other) => other !== place) : old.with(place, item);
  }
  const inside = withValue(isRecord(old) ? old : {}, [step, ...rest], put);
  return put === undefined && Object.keys(inside).length === 0 ? undefined : inside;
};

/** A case with changes made to it; `asOf` is one of its facts here. */
export const withChanges = <Case extends { readonly asOf: string; readonly facts: JsonObject }>(
  one: Case,
  changes: readonly Change[],
): Case =>
  changes.reduce(
    (so, { fact, to }) =>
      fact === 'asOf'
        ? { ...so, asOf: typeof to === 'string' ? to : so.asOf }
        : { ...so, facts: withValue(so.facts, fact.split('.'), to) },
    one,
  );

/** What was assumed by the path of the form, fields of records too; the second item of `grounds` is below `grounds.1`. */
export const assumedByPath = (
  assumed: readonly { readonly fact: string; readonly value: Json }[],
): ReadonlyMap<string, Json> => {
  const found = new Map<string, Json>();
  const visit = (path: string, value: Json): void => {
    found.set(path, value);
    if (isRecord(value) && !('minor' in value))
      for (const [field, inner] of Object.entries(value)) visit(`${path}.${field}`, inner ?? null);
  };
  for (const { fact, value } of assumed)
    visit(
      fact.replace(/\[(\d+)\]/g, (_, place: string) => `.${Number(place) - 1}`),
      value,
    );
  return found;
};
