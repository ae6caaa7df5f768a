import type { Decimal } from '../numbers/numeric.js';
import { weekdays } from '../time/business-days.js';

/**
 * The types of values that facts, definitions, parameters and effects may have.
 * `text` with `values` is an enumeration. An instant is epoch milliseconds, a duration is milliseconds (see `instants.ts`); a date, a time and a
 * local date and time are milliseconds too, a duration of years and months is months (see `time/calendar.ts`). All are integers; outside they are texts.
 */
export type Type = (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  /** A number, written in hundredths: `19 %` is 0.19. */
  | { readonly kind: 'percent' }
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'instant' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'date' | 'time' | 'local' | 'months' }
  | { readonly kind: 'list'; readonly of: Type }
  | RecordType
) & {
  /** True where the value may be absent (`null`). */
  readonly nullable?: boolean;
};

/**
 * A record; an `amount` is money that is not rounded to whole minor units; `money` is the record `{ minor: integer, currency: text }`, minor units of an ISO 4217 currency, and a `calendar` says which days are no
 * business days. A `range` goes from one value to another; an end that is absent has no bound.
 */
export interface RecordType {
  readonly kind: 'record';
  /** `money` for money, so that it prints as an amount. */
  readonly name?: 'money' | 'amount' | 'calendar' | 'range';
  /** Of money that may be less than nothing where it is given or owed. */
  readonly negative?: true;
  readonly fields: Readonly<Record<string, Type>>;
  readonly nullable?: boolean;
}

/** A value of facts, figures and answers: instants and durations are numbers inside the engine, absent is `null`, money is `{ minor, currency }`. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [field: string]: Value };

/** A value inside an evaluation, where numbers have up to 34 digits. */
export type Computed =
  null | boolean | number | Decimal | string | readonly Computed[] | { readonly [field: string]: Computed };

/** The type of a calendar of business days: what is no business day, and from and up to which date that is known. */
export const calendar: RecordType = {
  kind: 'record',
  name: 'calendar',
  fields: {
    weekend: { kind: 'list', of: { kind: 'text', values: weekdays } },
    holidays: { kind: 'list', of: { kind: 'date' } },
    since: { kind: 'date', nullable: true },
    through: { kind: 'date', nullable: true },
  },
};

/** The type of money: integer minor units with their ISO 4217 currency, never a float. */
export const money: RecordType = {
  kind: 'record',
  name: 'money',
  fields: { minor: { kind: 'integer' }, currency: { kind: 'text' } },
};

/** The type of what money times a number is: minor units that need not be whole. */
export const amount: RecordType = {
  kind: 'record',
  name: 'amount',
  fields: { minor: { kind: 'number' }, currency: { kind: 'text' } },
};

/** The type of a range of values with these ends. */
export const rangeOf = (start: Type, end: Type): RecordType => ({
  kind: 'record',
  name: 'range',
  fields: { start, end, startIncluded: { kind: 'boolean' }, endIncluded: { kind: 'boolean' } },
});
