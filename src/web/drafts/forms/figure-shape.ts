import { isList, isRecord } from '../../../language/values.js';
import type { Shape } from '../../try/fields/fact-shape.js';
import type { Json, JsonObject } from '../../../wire/parts.js';

/** Whether values of a shape are rows that a table shows: a list of records of plain fields. */
export const isGrid = ({ kind, fields }: Shape): boolean => {
  const item = fields.get('[]');
  return (
    kind === 'list' &&
    item?.kind === 'record' &&
    [...item.fields.values()].every((field) => field.kind !== 'record' && field.kind !== 'list')
  );
};

/** The row of another value that is of the same thing: it has the same texts, or stands at no other place that has. */
export const rowBefore = (item: Shape, row: JsonObject, before: Json | undefined): JsonObject | undefined => {
  const names = [...item.fields].flatMap(([name, { kind }]) =>
    kind === 'text' || kind === 'instant' ? [name] : [],
  );
  if (names.length === 0 || !isList(before)) return undefined;
  return before.filter((one) => isRecord(one)).find((one) => names.every((name) => one[name] === row[name]));
};
