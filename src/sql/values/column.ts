import type { Type } from '../../language/types/types.js';
import { Untranslatable } from '../untranslatable.js';
import { computed, isWithin, joined, narrow, type Bounds } from './bounds.js';
import { and, byNull, choose, no, not, or, yes, type Absence, type Sql } from './sql-text.js';

/** A value of each row: a scalar or a list that is NULL where it is absent, a record by its fields. */
export type Column =
  | Scalar
  | ListColumn
  | RecordColumn
  /** Absent, whatever the type. */
  | { readonly kind: 'nothing' };

/** A scalar. A number is an integer over a power of ten, or a quotient of integers, so that nothing is rounded. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly sql: Sql;
  readonly isNullable: boolean;
  /** Of numbers: between what the integer lies. */
  readonly bounds?: Bounds;
  /** Of decimals: so many of the integer's digits stand after the point. */
  readonly scale?: number;
  /** Of what is divided and was not rounded yet; `sql` is not looked at then. */
  readonly quotient?: { readonly dividend: Scalar; readonly divisor: Scalar };
}

export interface RecordColumn {
  readonly kind: 'record';
  /** Never NULL. */
  readonly present: Sql;
  readonly fields: ReadonlyMap<string, Column>;
  /** True where all its fields are absent wherever it is. */
  readonly isTight?: true;
}

export interface ListColumn {
  readonly kind: 'list';
  /** True of a list that never has an item. */
  readonly isEmpty?: true;
  readonly sql: Sql;
  readonly of: Type;
  readonly isNullable: boolean;
  readonly absence: Absence;
}

export const nothing: Column = { kind: 'nothing' };
export const scalar = (sql: Sql, isNullable = false): Scalar => ({ kind: 'scalar', sql, isNullable });
export const whole = (sql: Sql, bounds: Bounds, isNullable = false): Scalar => ({
  kind: 'scalar',
  sql,
  isNullable,
  bounds,
});
export const list = (sql: Sql, of: Type, absence: Absence, isNullable = false): ListColumn => ({
  kind: 'list',
  sql,
  of,
  absence,
  isNullable,
});

/** A list as one of items of a type. */
export const sqlOfList = ({ sql, of, absence }: ListColumn, type: Type): Sql =>
  of.kind === 'null' && type.kind !== 'null' && absence.emptyOf !== undefined
    ? absence.emptyOf(sql, type)
    : sql;

/** How a scalar or a list is absent. */
const absenceOf = (value: Scalar | ListColumn): Absence => (value.kind === 'list' ? value.absence : byNull);

/** Whether a value is there. */
export const present = (value: Column): Sql => {
  switch (value.kind) {
    case 'nothing':
      return no;
    case 'record':
      return value.present;
    default:
      return value.isNullable ? absenceOf(value).isThere(value.sql) : yes;
  }
};

export const absent = (value: Column): Sql =>
  value.kind === 'scalar' || value.kind === 'list'
    ? value.isNullable
      ? absenceOf(value).isAbsent(value.sql)
      : no
    : not(present(value));

/** The value of a field; absent as soon as the record is. */
export const fieldOf = (value: Column, name: string): Column => {
  if (value.kind === 'nothing') return nothing;
  if (value.kind !== 'record') throw new Untranslatable(`the field \`${name}\` of what is no record`);
  const field = value.fields.get(name) ?? nothing;
  return value.isTight === true ? field : where(value.present, field);
};

export const fieldsOf = (value: Column, names: readonly string[]): Column => names.reduce(fieldOf, value);

/** A value where a condition holds, nothing elsewhere. */
export const where = (condition: Sql, value: Column): Column => either(condition, value, nothing);

/** One of two values. @param condition never NULL */
export const either = (condition: Sql, then: Column, otherwise: Column): Column => {
  if (condition === yes || then === otherwise) return then;
  if (condition === no) return otherwise;
  if (then.kind === 'nothing')
    return otherwise.kind === 'nothing' ? nothing : either(not(condition), otherwise, nothing);
  if (otherwise.kind === 'nothing') {
    if (then.kind === 'record')
      return then.present === condition ? then : loose(then, and(condition, then.present));
    if (then.sql === 'NULL' && (then.kind === 'list' || then.quotient === undefined)) return nothing;
    if (condition === absenceOf(then).isThere(then.sql)) return then;
    if (then.kind === 'list')
      return { ...then, sql: choose(condition, then.sql, then.absence.none), isNullable: true };
    if (then.quotient !== undefined)
      throw new Untranslatable('a quotient that is not rounded and may be absent');
    return { ...then, sql: choose(condition, then.sql, 'NULL'), isNullable: true };
  }
  if (then.kind === 'record' && otherwise.kind === 'record') {
    const names = new Set([...then.fields.keys(), ...otherwise.fields.keys()]);
    const fields = [...names].map((name): [string, Column] => [
      name,
      either(condition, then.fields.get(name) ?? nothing, otherwise.fields.get(name) ?? nothing),
    ]);
    return {
      kind: 'record',
      present: presentOf(condition, then.present, otherwise.present),
      fields: new Map(fields),
      ...(then.isTight === true && otherwise.isTight === true ? { isTight: true } : {}),
    };
  }
  if (then.kind === 'list' && otherwise.kind === 'list') {
    const of = then.of.kind === 'null' ? otherwise.of : then.of;
    return list(
      orElse(condition, { ...then, sql: sqlOfList(then, of) }, sqlOfList(otherwise, of)),
      of,
      then.absence,
      mayBeAbsent(condition, then, otherwise),
    );
  }
  if (then.kind !== 'scalar' || otherwise.kind !== 'scalar')
    throw new Untranslatable('a choice between values of different kinds');
  const [one, other] = atOneScale(then, otherwise);
  const common = scalar(orElse(condition, one, other.sql), mayBeAbsent(condition, one, other));
  return one.bounds === undefined || other.bounds === undefined
    ? common
    : { ...common, bounds: joined(one.bounds, other.bounds), ...scaleOf(one) };
};

/** A record of which the fields may be there where it is not. */
const loose = ({ kind, fields }: RecordColumn, isPresent: Sql): RecordColumn => ({
  kind,
  fields,
  present: isPresent,
});

const presentOf = (condition: Sql, then: Sql, otherwise: Sql): Sql => {
  if (then === otherwise) return then;
  if (then === yes) return or(condition, otherwise);
  if (otherwise === no) return and(condition, then);
  return condition === then ? or(then, otherwise) : or(and(condition, then), and(not(condition), otherwise));
};

/** One value, or another where it is absent. */
const orElse = (condition: Sql, then: Scalar | ListColumn, otherwise: Sql): Sql =>
  absenceOf(then) === byNull && condition === byNull.isThere(then.sql)
    ? `coalesce(${then.sql}, ${otherwise})`
    : choose(condition, then.sql, otherwise);

const mayBeAbsent = (condition: Sql, then: Scalar | ListColumn, otherwise: Scalar | ListColumn): boolean =>
  otherwise.isNullable || (then.isNullable && condition !== absenceOf(then).isThere(then.sql));

/** Two numbers with as many digits after the point. */
export const atOneScale = (one: Scalar, other: Scalar): readonly [Scalar, Scalar] => {
  if (one.quotient !== undefined || other.quotient !== undefined)
    throw new Untranslatable('a quotient that is not rounded');
  const scale = Math.max(one.scale ?? 0, other.scale ?? 0);
  return [rescaled(one, scale), rescaled(other, scale)];
};

const rescaled = (value: Scalar, scale: number): Scalar => {
  const more = scale - (value.scale ?? 0);
  if (more === 0 || value.bounds === undefined) return value;
  const factor = 10n ** BigInt(more);
  const bounds = computed('*', value.bounds, [factor, factor]);
  if (!isWithin(bounds, narrow)) throw new Untranslatable('decimals with so many digits');
  const sql = value.bounds[0] === value.bounds[1] ? String(bounds[0]) : `(${factor} * ${value.sql})`;
  return { ...value, sql, bounds, scale };
};

const scaleOf = ({ scale }: Scalar): { readonly scale?: number } => (scale === undefined ? {} : { scale });

/** The scalar that a value is. */
export const scalarOf = (value: Column): Scalar => {
  if (value.kind === 'scalar') return value;
  // What is absent for certain, where the checker has seen that nobody looks.
  if (value.kind === 'nothing') return { kind: 'scalar', sql: 'NULL', isNullable: true, bounds: [0n, 0n] };
  throw new Untranslatable('a scalar of what is a list or a record');
};
