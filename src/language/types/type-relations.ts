import type { RecordType, Type } from './types.js';
import { amount, calendar, money, rangeOf } from './types.js';

/** The type that may also be absent. */
export const withNull = (type: Type): Type => (type.nullable === true ? type : { ...type, nullable: true });

/** The type of what is known to be present. */
export const withoutNull = (type: Type): Type => {
  const { nullable, ...present } = type;
  return nullable === undefined ? type : present;
};

/** Whether a value of the type may be absent. */
export const isNullable = (type: Type): boolean => type.nullable === true;

/** Whether values of the type are compared and counted as one: neither list nor record. */
export const isScalar = (type: Type): boolean => type.kind !== 'list' && type.kind !== 'record';

/** Whether the type is an integer, a decimal number or a percentage, which is one. */
export const isNumeric = (type: Type): boolean =>
  type.kind === 'integer' || type.kind === 'number' || type.kind === 'percent';

/** Whether values of the type are numbers inside and texts outside. */
export const isWrittenAsText = (type: Type): boolean => isTemporal(type) || type.kind === 'percent';

/** Whether the type is a point or a length of time; its values are integers. */
export const isTemporal = ({ kind }: Type): boolean =>
  kind === 'instant' ||
  kind === 'duration' ||
  kind === 'date' ||
  kind === 'time' ||
  kind === 'local' ||
  kind === 'months';

/** A record type from its fields; `{ minor: integer, currency: text }` is money. */
export const recordOf = (fields: Readonly<Record<string, Type>>): RecordType => {
  const { minor, currency } = fields;
  const present = [minor, currency].every((field) => field !== undefined && !isNullable(field));
  const isMoney = minor?.kind === 'integer' && currency?.kind === 'text' && Object.keys(fields).length === 2;
  return isMoney && present
    ? money
    : isCalendar(fields)
      ? calendar
      : (rangeIn(fields) ?? { kind: 'record', fields });
};

const rangeIn = ({ start, end, startIncluded, endIncluded, ...others }: Fields): RecordType | undefined =>
  start !== undefined &&
  end !== undefined &&
  startIncluded?.kind === 'boolean' &&
  endIncluded?.kind === 'boolean' &&
  Object.keys(others).length === 0
    ? rangeOf(start, end)
    : undefined;

type Fields = Readonly<Record<string, Type>>;

const isCalendar = ({ weekend, holidays, since, through, ...others }: Fields): boolean =>
  weekend?.kind === 'list' &&
  weekend.of.kind === 'text' &&
  holidays?.kind === 'list' &&
  holidays.of.kind === 'date' &&
  (since === undefined || since.kind === 'date') &&
  through?.kind === 'date' &&
  Object.keys(others).length === 0;

/** The type of a field; `undefined` where the type has no such field of its own. */
export const fieldType = (type: Type, field: string): Type | undefined =>
  type.kind === 'record' && Object.hasOwn(type.fields, field) ? type.fields[field] : undefined;

/**
 * Whether every value of one type is a value of the other: an integer is a number, a literal is one of an enumeration's
 * texts where it stands in its values. Absence must be allowed, and records must have the same fields.
 */
export const assignable = (from: Type, to: Type): boolean => {
  if (isNullable(from) && !isNullable(to)) return false;
  if (from.kind === 'null') return true;
  if (from.kind === 'integer') return to.kind === 'integer' || to.kind === 'number';
  if (from.kind === 'percent') return to.kind === 'percent' || to.kind === 'number';
  if (from.kind === 'text' && to.kind === 'text') {
    const allowed = to.values;
    return allowed === undefined || (from.values?.every((value) => allowed.includes(value)) ?? false);
  }
  if (from.kind === 'list' && to.kind === 'list') return assignable(from.of, to.of);
  if (from.kind === 'record' && to.kind === 'record') {
    const names = Object.keys(to.fields).filter(
      (name) => !mayLack(to, name) || fieldType(from, name) !== undefined,
    );
    return (
      names.length === Object.keys(from.fields).length &&
      names.every((name) => {
        const [given, wanted] = [fieldType(from, name), fieldType(to, name)];
        return given !== undefined && wanted !== undefined && assignable(given, wanted);
      })
    );
  }
  return from.kind === to.kind;
};

/** Whether a record that is written in an expression may leave a field out: a calendar the first day that it knows. */
const mayLack = ({ name }: RecordType, field: string): boolean => name === 'calendar' && field === 'since';

/** The narrowest type that has the values of both, or `undefined` where there is none. */
export const joinTypes = (left: Type, right: Type): Type | undefined => {
  const joined = joinPresent(withoutNull(left), withoutNull(right));
  return joined !== undefined && (isNullable(left) || isNullable(right)) ? withNull(joined) : joined;
};

const joinPresent = (left: Type, right: Type): Type | undefined => {
  if (left.kind === 'null') return right;
  if (right.kind === 'null') return left;
  if (left.kind === 'text' && right.kind === 'text') {
    if (left.values === undefined || right.values === undefined) return { kind: 'text' };
    return { kind: 'text', values: [...new Set([...left.values, ...right.values])] };
  }
  if (isNumeric(left) && isNumeric(right)) return left.kind === right.kind ? left : { kind: 'number' };
  if (left.kind === 'list' && right.kind === 'list') {
    const of = joinTypes(left.of, right.of);
    return of === undefined ? undefined : { kind: 'list', of };
  }
  if (left.kind === 'record' && right.kind === 'record') return joinRecords(left, right);
  return left.kind === right.kind ? left : undefined;
};

const joinRecords = (left: RecordType, right: RecordType): RecordType | undefined => {
  const names = Object.keys(left.fields);
  if (names.length !== Object.keys(right.fields).length) return undefined;
  const fields: [string, Type][] = [];
  for (const name of names) {
    const [a, b] = [fieldType(left, name), fieldType(right, name)];
    const joined = a === undefined || b === undefined ? undefined : joinTypes(a, b);
    if (joined === undefined) return undefined;
    fields.push([name, joined]);
  }
  const joined = recordOf(Object.fromEntries(fields));
  return joined.name === undefined && [left, right].every(isAmount) ? amount : joined;
};

const isAmount = ({ name }: RecordType): boolean => name === 'money' || name === 'amount';
