import type { FactShape } from '../../edition/model/declarations.js';
import { durationMs, lastInstantMs, never, parseInstant } from '../../language/instants.js';
import { dateOf, monthsOf, timeOf } from '../../language/time/calendar.js';
import { percentOf } from '../../language/numbers/percent.js';
import { formatTemporal } from '../../language/time/temporal-texts.js';
import { isWrittenAsText } from '../../language/types/type-relations.js';
import { isDecimal, isNumber, nearestNumber } from '../../language/numbers/numeric.js';
import type { Computed, Type, Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import { EvaluationDefect } from '../defect.js';

/** A record value; callers have looked at its shape. */
export type Fields = Readonly<Record<string, Value>>;

/**
 * A validated JSON value as the engine holds it: instants become epoch milliseconds, what was left out `null`.
 * @param json valid against the schema that was generated from `shape`
 */
export const inward = (json: unknown, shape: FactShape): Value => {
  if (json === undefined || json === null) return null;
  switch (shape.type.kind) {
    case 'instant':
      return instantOf(json);
    case 'date':
    case 'time':
    case 'duration':
    case 'months':
    case 'percent':
      return timeValueOf(json, shape.type.kind);
    case 'list': {
      const item = shape.fields.get('[]');
      if (item === undefined || !Array.isArray(json))
        throw new EvaluationDefect('A list without an item shape');
      return json.map((entry: unknown) => inward(entry, item));
    }
    case 'record': {
      if (!isRecord(json)) throw new EvaluationDefect('A record that is none passed validation');
      const fields = shape.type.name === 'money' ? moneyFields : [...shape.fields.keys()];
      return Object.fromEntries(
        fields.map((name) => {
          const given = Object.hasOwn(json, name) ? json[name] : undefined;
          const field = shape.fields.get(name);
          return [name, field === undefined ? scalarOf(given) : inward(given, field)];
        }),
      );
    }
    default:
      return scalarOf(json);
  }
};

const moneyFields = ['minor', 'currency'];

/** Epoch milliseconds of a text that passed validation: an instant of RFC 3339, or `never`. */
export const instantOf = (json: unknown): number => {
  if (json === never) return lastInstantMs;
  const parsed = parseInstant(String(json));
  if (!parsed.ok) throw new EvaluationDefect(`An instant that is none passed validation: ${String(json)}`);
  return parsed.epochMs;
};

/** Milliseconds of a text that passed validation as a date, a time or a duration, months of one of years and months, a percentage's number. */
export const timeValueOf = (json: unknown, kind: keyof typeof readings): number => {
  const value = readings[kind](String(json));
  if (value === undefined)
    throw new EvaluationDefect(`A ${kind} that is none passed validation: ${String(json)}`);
  return value;
};

const readings = {
  date: dateOf,
  time: timeOf,
  duration: durationMs,
  months: monthsOf,
  percent: percentOf,
} as const;

const scalarOf = (json: unknown): Value => {
  if (json === undefined || json === null) return null;
  if (typeof json === 'boolean' || typeof json === 'number' || typeof json === 'string') return json;
  throw new EvaluationDefect('A scalar that is none passed validation');
};

/**
 * A value as it is told outside: instants as RFC 3339 in UTC with milliseconds, durations in ISO 8601, and for a number of more digits than a JavaScript
 * number says the nearest one.
 */
export const outward = (value: Computed, type: Type): Value => {
  if (value === null) return null;
  if (isDecimal(value)) return outward(nearestNumber(value), type);
  if (typeof value === 'number') return isWrittenAsText(type) ? formatTemporal(value, type.kind) : value;
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item: Computed) => outward(item, type.of));
  if (type.kind === 'record' && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, field]) => [name, outward(fieldOf(value, [name]), field)]),
    );
  }
  return asGiven(value);
};

/** A computed value as it would be if it had been given: a number is the nearest that JSON's readers have. */
export function asGiven(value: Computed): Value {
  if (isNumber(value)) return nearestNumber(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isList(value)) return value.map(asGiven);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, asGiven(field)]));
}

/** The value of a field of a field …; absent as soon as one of them is. */
export function fieldOf(value: Value, path: readonly string[]): Value;
export function fieldOf(value: Computed, path: readonly string[]): Computed;
export function fieldOf(value: Computed, path: readonly string[]): Computed {
  let found = value;
  for (const name of path) {
    if (!isRecord(found) || isDecimal(found) || !Object.hasOwn(found, name)) return null;
    found = found[name] ?? null;
  }
  return found;
}
