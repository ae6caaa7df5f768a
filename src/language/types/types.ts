/**
 * The types of values that facts, definitions, parameters and effects may have.
 * `text` with `values` is an enumeration. An instant is epoch milliseconds, a duration is milliseconds,
 * both integers (see `instants.ts`); outside, instants are RFC 3339.
 */
export type Type = (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'instant' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'list'; readonly of: Type }
  | RecordType
) & {
  /** True where the value may be absent (`null`). */
  readonly nullable?: boolean;
};

/** A record; `money` is the record `{ minor: integer, currency: text }`, minor units of an ISO 4217 currency. */
export interface RecordType {
  readonly kind: 'record';
  /** `money` for money, so that it prints as an amount. */
  readonly name?: 'money';
  readonly fields: Readonly<Record<string, Type>>;
  readonly nullable?: boolean;
}

/** A value inside the engine: instants and durations are numbers, absent is `null`, money is `{ minor, currency }`. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [field: string]: Value };

/** The type of money: integer minor units with their ISO 4217 currency, never a float. */
export const money: RecordType = {
  kind: 'record',
  name: 'money',
  fields: { minor: { kind: 'integer' }, currency: { kind: 'text' } },
};
