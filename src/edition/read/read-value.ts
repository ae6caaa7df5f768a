import { describeType } from '../../language/types/describe-type.js';
import { readMoneyText } from '../../language/money/money-text.js';
import { percentOf } from '../../language/numbers/percent.js';
import { dateOf, monthsOf, timeOf } from '../../language/time/calendar.js';
import { durationMs, parseInstant } from '../../language/instants.js';
import { suggestion } from '../../language/nearest.js';
import type { Type, Value } from '../../language/types/types.js';
import { whyOutside } from '../model/outside-shape.js';
import type { Remark } from './diagnostic.js';
import type { Path } from './place.js';
import { calendarFields, isNullDefault, typeOf } from './shapes.js';
import { isRecord } from '../../language/values.js';
import type { WrittenShape } from './written.js';

/** Called for each part of a value that does not fit. */
export type Misfit = (path: Path, remark: Remark) => void;

/**
 * Reads a written value as one of a shape: instants become epoch milliseconds, a field that may be left out becomes `null`.
 * Whatever does not fit is told to `misfit`, and the value is then of no use.
 */
export const readValue = (written: unknown, shape: WrittenShape, path: Path, misfit: Misfit): Value => {
  if (shape.type === 'list' && Array.isArray(written)) {
    const of = shape.of;
    return of === undefined
      ? []
      : written.map((item: unknown, index) => readValue(item, of, [...path, index], misfit));
  }
  if (shape.type === 'record' && isRecord(written))
    return readRecord(written, shape.fields ?? {}, path, misfit);
  if (shape.type === 'calendar' && isRecord(written)) {
    tellHolidaysOutside(written, path, misfit);
    return readRecord(written, calendarFields, path, misfit);
  }
  if (shape.type === 'money' && isRecord(written))
    return readRecord(
      written,
      shape.negative === true ? { ...moneyFields, minor: { type: 'integer' } } : moneyFields,
      path,
      misfit,
    );
  const value = readScalar(written, typeOf(shape));
  if (value === undefined) {
    misfit(path, misfitRemark(written, typeOf(shape)));
    return null;
  }
  const limit = whyOutside(value, shape);
  if (limit !== undefined)
    misfit(path, {
      message: `\`${show(written)}\` ${limit}.`,
      hint: 'Give another value, or change the limit.',
    });
  return value;
};

/** Reads a written scalar as one of a type; `undefined` where it is none. */
export const readScalar = (written: unknown, type: Type): Value | undefined => {
  switch (type.kind) {
    case 'boolean':
      return typeof written === 'boolean' ? written : undefined;
    case 'integer':
      return typeof written === 'number' && Number.isSafeInteger(written) ? written : undefined;
    case 'number':
      return typeof written === 'number' && Number.isFinite(written) ? written : undefined;
    case 'text':
      return typeof written === 'string' && (type.values?.includes(written) ?? true) ? written : undefined;
    case 'instant': {
      const parsed = typeof written === 'string' ? parseInstant(written) : undefined;
      return parsed?.ok === true ? parsed.epochMs : undefined;
    }
    case 'percent':
      return typeof written === 'string' ? percentOf(written) : undefined;
    case 'date':
      return typeof written === 'string' ? dateOf(written) : undefined;
    case 'time':
      return typeof written === 'string' ? timeOf(written) : undefined;
    case 'duration':
      return typeof written === 'string' ? durationMs(written) : undefined;
    case 'months':
      return typeof written === 'string' ? monthsOf(written) : undefined;
    case 'local':
    case 'list':
    case 'record':
    case 'null':
      return undefined;
  }
};

/** What is said of a value that is none of a type. */
export const misfitRemark = (written: unknown, type: Type): Remark => {
  const present: Type = { ...type, nullable: false };
  const fallback =
    fallbacks[type.kind === 'record' ? (type.name ?? 'record') : type.kind] ??
    `Give ${describeType(present)}.`;
  const amount = type.kind === 'record' && type.name === 'money' ? amountOf(written) : undefined;
  return {
    message: `${isQuoted(written, type) ? 'The text ' : ''}\`${show(written)}\` is not ${describeType(present)}.`,
    hint:
      amount !== undefined
        ? `Write \`{ minor: ${amount.minor}, currency: ${amount.currency} }\`, in whole minor units.`
        : type.kind === 'text' && type.values !== undefined && typeof written === 'string'
          ? suggestion(written, type.values, fallback)
          : isQuoted(written, type)
            ? `Write \`${String(written)}\` without quotes.`
            : fallback,
  };
};

/** The amount that a text says, where it is written as people do. */
const amountOf = (written: unknown) => {
  const read = typeof written === 'string' ? readMoneyText(written) : undefined;
  return read?.ok === true ? read.money : undefined;
};

/** Whether true, false or a number was written as a text. */
const isQuoted = (written: unknown, { kind }: Type): boolean =>
  typeof written === 'string' &&
  ((kind === 'boolean' && /^(?:true|false)$/.test(written)) ||
    ((kind === 'integer' || kind === 'number') && /^-?\d+(?:\.\d+)?$/.test(written)));

/** By kind of type, of a record by its name. */
const fallbacks: Readonly<Record<string, string>> = {
  instant: 'Write year, month, day and time with an offset, in the form "YYYY-MM-DDThh:mm:ssZ".',
  percent: 'Write it in quotes with its sign, in the form "19 %".',
  date: 'Write year, month and day, in the form "YYYY-MM-DD".',
  time: 'Write hours and minutes, in the form "hh:mm".',
  duration: 'Write days, hours, minutes and seconds, in the form "P30D" or "PT1H30M".',
  months: 'Write years and months, in the form "P1Y6M" or "P18M".',
  boolean: 'Write true or false.',
  integer: 'Write an integer, without quotes.',
  number: 'Write a number, without quotes.',
  money:
    'Write whole minor units with the currency, in the form `{ minor: 2500, currency: EUR }` for EUR 25.00.',
  calendar:
    'Write `{ weekend: [saturday, sunday], holidays: ["YYYY-MM-DD"], since: "YYYY-MM-DD", through: "YYYY-MM-DD" }`.',
  list: 'Write its items in `[ ]`, with commas between, or each in a line of its own after `- `.',
  record: 'Write its fields, in the form `{ name: value }`.',
};

const moneyFields: Readonly<Record<string, WrittenShape>> = {
  minor: { type: 'integer', minimum: 0 },
  currency: { type: 'text', pattern: '^[A-Z]{3}$' },
};

const readRecord = (
  written: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, WrittenShape>>,
  path: Path,
  misfit: Misfit,
): Value => {
  for (const key of Object.keys(written)) {
    if (Object.hasOwn(fields, key)) continue;
    const known = Object.keys(fields);
    misfit([...path, key], {
      message: `\`${key}\` is no field of this record.`,
      hint: /^\d+$/.test(key)
        ? `A decimal is written with a point: \`0.${key}\`. Its fields are ${known.join(', ')}.`
        : suggestion(key, known, `Its fields are ${known.join(', ')}.`),
    });
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Value] => {
      const given = Object.hasOwn(written, name) ? written[name] : null;
      if (given !== null) return [name, readValue(given, field, [...path, name], misfit)];
      if (!isNullDefault(field) && Object.hasOwn(written, name))
        misfit([...path, name], { message: `\`${name}\` has no value.`, hint: 'Write one after it.' });
      else if (!isNullDefault(field))
        misfit(path, { message: `The field \`${name}\` is missing.`, hint: `Add \`${name}:\`.` });
      return [name, null];
    }),
  );
};

/** A calendar says nothing of the days before its first and after its last: a holiday there is a slip in one of the two dates. */
const tellHolidaysOutside = (
  { holidays, since, through }: Readonly<Record<string, unknown>>,
  path: Path,
  misfit: Misfit,
): void => {
  if (!Array.isArray(holidays)) return;
  const first = typeof since === 'string' ? dateOf(since) : undefined;
  const last = typeof through === 'string' ? dateOf(through) : undefined;
  holidays.forEach((holiday: unknown, at) => {
    const date = typeof holiday === 'string' ? dateOf(holiday) : undefined;
    if (date === undefined) return;
    if (first !== undefined && date < first)
      misfit([...path, 'holidays', at], {
        message: `\`${String(holiday)}\` is before \`since\`, the first day that the calendar knows: ${String(since)}.`,
        hint: 'Put it right, or let `since` be the first day of the year that the list is whole for.',
      });
    if (last !== undefined && date > last)
      misfit([...path, 'holidays', at], {
        message: `\`${String(holiday)}\` is after \`through\`, the last day that the calendar knows: ${String(through)}.`,
        hint: 'Put it right, or let `through` be the last day of the year that the list is whole for.',
      });
  });
};

const show = (written: unknown): string => (typeof written === 'string' ? written : JSON.stringify(written));
