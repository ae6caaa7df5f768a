/** Values as columns of one engine, and back: a record in a list is one value there. */
import type { Dialect } from '../dialects/dialect.js';
import type { Type, Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import { Untranslatable } from '../untranslatable.js';
import { boundsOfType } from './bounds.js';
import { list, nothing, scalar, sqlOfList, whole, type Column, type ListColumn } from './column.js';
import { choose, textOf, yes, type Sql } from './sql-text.js';

const integers: readonly Type['kind'][] = [
  'integer',
  'instant',
  'duration',
  'date',
  'time',
  'local',
  'months',
];

/** Whether a type's values are integers of 64 bits. */
export const isWhole = ({ kind }: Type): boolean => integers.includes(kind);

/** What a piece of SQL is that comes to a value of a type. */
export const columnOf = (sql: Sql, type: Type, dialect: Dialect): Column => {
  const isNullable = type.nullable === true;
  switch (type.kind) {
    case 'null':
      return nothing;
    case 'boolean':
    case 'text':
      return scalar(sql, isNullable);
    case 'list':
      return list(sql, type.of, dialect.absence, isNullable);
    case 'record':
      return {
        kind: 'record',
        present: isNullable ? dialect.absence.isThere(sql) : yes,
        fields: new Map(
          Object.entries(type.fields).map(([name, field]) => [
            name,
            columnOf(dialect.field(sql, name, field), field, dialect),
          ]),
        ),
      };
    default:
      if (!isWhole(type)) throw new Untranslatable(`a list with a ${type.kind} in it`);
      return whole(sql, boundsOfType(type), isNullable);
  }
};

/** What a value of a type is where it is absent. */
export const noneOf = ({ kind }: Type, dialect: Dialect): Sql =>
  kind === 'list' || kind === 'record' ? dialect.absence.none : 'NULL';

/** A column as one value of a type. */
export const valueOf = (value: Column, type: Type, dialect: Dialect): Sql => {
  if (value.kind === 'nothing') return `CAST(${noneOf(type, dialect)} AS ${dialect.typeOf(type)})`;
  if (value.kind === 'record' && type.kind === 'record') {
    const record = dialect.record(
      Object.entries(type.fields).map(([name, field]) => [
        name,
        valueOf(value.fields.get(name) ?? nothing, field, dialect),
      ]),
      type,
    );
    return choose(value.present, record, dialect.absence.none);
  }
  if (value.kind === 'record') throw new Untranslatable('a record of another type');
  if (value.kind === 'list') return type.kind === 'list' ? sqlOfList(value, type.of) : value.sql;
  if (value.quotient !== undefined || (value.scale ?? 0) > 0) throw new Untranslatable('a list of decimals');
  return isWhole(type) ? `CAST(${value.sql} AS ${dialect.narrow})` : value.sql;
};

/** A value that is known. */
export const literalOf = (value: Value, type: Type, dialect: Dialect): Column => {
  if (value === null) return nothing;
  if (typeof value === 'boolean') return scalar(value ? 'TRUE' : 'FALSE');
  if (typeof value === 'string') {
    if (/\0|\p{Surrogate}/u.test(value)) throw new Untranslatable('a text with a character that SQL has not');
    return scalar(textOf(value));
  }
  if (typeof value === 'number') return numberOf(value);
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    const items = value.map((item) => valueOf(literalOf(item, of, dialect), of, dialect));
    return listOfItems(items, of, dialect);
  }
  if (!isRecord(value)) throw new TypeError('A value is a scalar, a list or a record');
  const types = type.kind === 'record' ? type.fields : {};
  return {
    kind: 'record',
    present: yes,
    fields: new Map(
      Object.entries(value).map(([name, field]) => [
        name,
        literalOf(field, types[name] ?? { kind: 'null' }, dialect), // A field of a Value is one.
      ]),
    ),
  };
};

/** A list that is written out. */
export const listOfItems = (items: readonly Sql[], of: Type, dialect: Dialect): ListColumn => {
  const one = list(dialect.lists.of(items, of), of, dialect.absence);
  return items.length === 0 ? { ...one, isEmpty: true } : one;
};

/** A number as an integer over a power of ten. */
const numberOf = (value: number): Column => {
  const [written = '0', exponent = '0'] = String(value).split('e');
  const [before = '', after = ''] = written.split('.');
  const scale = after.length - Number(exponent);
  if (scale > 15 || scale < -15) throw new Untranslatable(`the number ${value}`);
  const digits = BigInt(before + after) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
  const one = whole(String(digits), [digits, digits]);
  return scale > 0 ? { ...one, scale } : one;
};
