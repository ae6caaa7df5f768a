import type { Type, Value } from '../../language/types/types.js';
import type { Needs } from './code/cells.js';

/** What a module tells, as a structure from which the source of the data and the source of its JSON text are both generated. */
export type Told =
  | { readonly kind: 'constant'; readonly value: Value }
  | {
      readonly kind: 'record';
      readonly fields: readonly (readonly [string, Told])[];
    }
  | { readonly kind: 'list'; readonly items: readonly Told[] }
  /** A boolean expression. */
  | { readonly kind: 'truth'; readonly code: string }
  /** A value as inside, told as outside; `code` gives its source and notes the cells that it reads. */
  | {
      readonly kind: 'value';
      readonly code: (needs: Needs) => string;
      readonly type: Type;
    }
  /** A record whose first fields are at hand as text; `text` is its source, from the opening brace on. */
  | {
      readonly kind: 'begun';
      readonly start: readonly (readonly [string, Told])[];
      readonly text: string;
      readonly fields: readonly (readonly [string, Told])[];
    }
  /** Source of data that is told as it is. */
  | { readonly kind: 'data'; readonly code: string };

/** What is the same in every case. */
export const constant = (value: Value): Told => ({ kind: 'constant', value });

/** A record; a constant where all its fields are. */
export const record = (fields: Readonly<Record<string, Told>>): Told => {
  const entries = Object.entries(fields);
  const constants = entries.flatMap(([name, told]) => (told.kind === 'constant' ? [[name, told.value]] : []));
  return constants.length === entries.length
    ? constant(Object.fromEntries(constants) as Readonly<Record<string, Value>>) // names with the values of constants
    : { kind: 'record', fields: entries };
};

/** A list; a constant where all its items are. */
export const list = (items: readonly Told[]): Told => {
  const constants = items.flatMap((told) => (told.kind === 'constant' ? [told.value] : []));
  return constants.length === items.length ? constant(constants) : { kind: 'list', items };
};
