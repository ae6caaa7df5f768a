import { dayMs, firstInstantMs, lastInstantMs } from '../instants.js';
import type { Type, Value } from './types.js';

/**
 * Whether a value inside the engine is one of the type: integers within ±(2^53 - 1), instants of the years 0001 to 9999,
 * texts among the values of an enumeration, records with every field and no other (an absent field is `null`).
 */
export const fitsType = (value: Value, type: Type): boolean => {
  if (value === null) return type.nullable === true;
  switch (type.kind) {
    case 'null':
      return false;
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'duration':
    case 'months':
      return Number.isSafeInteger(value);
    case 'number':
    case 'percent':
      return Number.isFinite(value);
    case 'date':
      return Number.isInteger(value) && isInCalendar(Number(value)) && Number(value) % dayMs === 0;
    case 'time':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) < dayMs;
    case 'local':
    case 'instant':
      return Number.isInteger(value) && isInCalendar(Number(value));
    case 'text':
      return typeof value === 'string' && (type.values?.includes(value) ?? true);
    case 'list':
      return Array.isArray(value) && value.every((item: Value) => fitsType(item, type.of));
    case 'record':
      return isFields(value) && fitsFields(value, type.fields);
  }
};

const isInCalendar = (value: number): boolean => value >= firstInstantMs && value <= lastInstantMs;

const fitsFields = (value: Fields, fields: Readonly<Record<string, Type>>): boolean =>
  Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
  Object.entries(fields).every(([name, type]) => {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    return field !== undefined && fitsType(field, type);
  });

type Fields = Readonly<Record<string, Value>>;

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
