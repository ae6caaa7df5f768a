/**
 * Records and lists as ClickHouse has them. Neither an array nor a tuple can be NULL there: each stands in an array of its own, which has one
 * item where it is there, and none where it is absent.
 */
import type { Type } from '../../../language/types/types.js';
import { isWhole } from '../../values/one-value.js';
import { nameOf, textOf, type Absence, type Sql } from '../../values/sql-text.js';
import type { Lists } from '../dialect.js';

export const typeOf = (type: Type): Sql => {
  if (type.kind === 'list') return `Array(Array(${typeOf(type.of)}))`;
  if (type.kind === 'record')
    return `Array(Tuple(${Object.entries(type.fields)
      .map(([name, field]) => `${nameOf(name)} ${typeOf(field)}`)
      .join(', ')}))`;
  if (isWhole(type)) return 'Nullable(Int64)';
  return type.kind === 'boolean'
    ? 'Nullable(Bool)'
    : type.kind === 'text'
      ? 'Nullable(String)'
      : 'Nullable(Int32)';
};

export const asEmpty: Absence = {
  none: '[]',
  emptyOf: (list, of) => `arrayMap(none -> CAST([] AS Array(${typeOf(of)})), ${list})`,
  isThere: (value) => `notEmpty(${value})`,
  isAbsent: (value) => `empty(${value})`,
};

export const record = (fields: readonly (readonly [name: string, value: Sql])[], type: Type): Sql =>
  `CAST([tuple(${fields.map(([, value]) => value).join(', ')})] AS ${typeOf(type)})`;

/** Of a record that is absent each field is. */
export const field = (from: Sql, name: string): Sql => `tupleElement((${from})[1], ${textOf(name)})`;

/** Items as a list that is there. An array without items is cast by itself: it has no depth yet. */
const listOf = (items: readonly Sql[], of: Type): Sql =>
  `[CAST([${items.join(', ')}] AS Array(${typeOf(of)}))]`;

/** A list whose type ClickHouse sees. */
const typed = (from: Sql, of: Type): Sql => {
  if (from === '[[]]') return listOf([], of);
  return /^"(?:[^"]|"")*"$/.test(from) ? from : `CAST(${from} AS Array(Array(${typeOf(of)})))`;
};

const itemsOf = (from: Sql, of: Type): Sql => `${typed(from, of)}[1]`;

/** What is made of a list that is there. */
const ofList = (from: Sql, of: Type, name: string, make: (list: Sql) => Sql): Sql =>
  `arrayMap(${name} -> ${make(name)}, ${typed(from, of)})`;

/** Integers whose sum can't wrap. */
const wideItems = (from: Sql): Sql =>
  `arrayMap(item -> toInt256(item), ${itemsOf(from, { kind: 'integer' })})`;

const reduced = (how: string, items: Sql): Sql => `arrayReduce('${how}', ${items})`;

export const nests: Lists = {
  of: (items, type) => (type.kind === 'null' ? '[[]]' : listOf(items, type)),
  filter: (from, of, variable, body) =>
    ofList(from, of, `${variable}_list`, (list) => `arrayFilter(${variable} -> ${isTrue(body)}, ${list})`),
  map: (from, of, variable, body, to) =>
    ofList(
      from,
      of,
      `${variable}_list`,
      (list) => `arrayMap(${variable} -> CAST(${body} AS ${typeOf(to)}), ${list})`,
    ),
  some: (from, of, variable, body) =>
    `(arrayExists(${variable} -> ${isTrue(body)}, ${itemsOf(from, of)}) = 1)`,
  count: (from, of) => `toInt64(if(notEmpty(${typed(from, of)}), length(${itemsOf(from, of)}), NULL))`,
  has: (from, item, of) => `(has(${itemsOf(from, of)}, CAST(${item} AS ${typeOf(of)})) = 1)`,
  at: (from, place, of) =>
    /^0$/.test(place) ? `CAST([] AS Array(${typeOf(of)}))[1]` : `(${itemsOf(from, of)}[${place}])`,
  concatenate: (lists, of) => `[arrayConcat(${lists.map((one) => itemsOf(one, of)).join(', ')})]`,
  distinct: (from, of, variable) =>
    ofList(
      from,
      of,
      `${variable}_list`,
      (list) =>
        `arrayFilter((${variable}, ${variable}_at) -> indexOf(${list}, ${variable}) = ${variable}_at, ${list}, arrayEnumerate(${list}))`,
    ),
  sum: (from) => `coalesce(${reduced('sum', wideItems(from))}, 0)`,
  least: (from) => reduced('min', itemsOf(from, { kind: 'integer' })),
  greatest: (from) => reduced('max', itemsOf(from, { kind: 'integer' })),
};

const isTrue = (condition: Sql): Sql => `coalesce(${condition}, FALSE)`;
