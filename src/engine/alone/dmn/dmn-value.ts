import { isNumeric, joinTypes, recordOf } from '../../../language/types/type-relations.js';
import { rangeOf, type Type, type Value } from '../../../language/types/types.js';
import type { Syntax } from '../../../language/syntax/syntax.js';
import { formatTemporal } from '../../../language/time/temporal-texts.js';
import { isList, isRecord } from '../../../language/values.js';

/** A value of DMN: items of a list may be of several kinds, and a function is a value. */
export type Dmn =
  | { readonly kind: 'plain'; readonly value: null | boolean | number | string; readonly type: Type }
  | { readonly kind: 'list'; readonly items: readonly Dmn[] }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Dmn> }
  | {
      readonly kind: 'range';
      readonly start: Dmn;
      readonly end: Dmn;
      readonly startIncluded: boolean;
      readonly endIncluded: boolean;
    }
  | {
      readonly kind: 'function';
      readonly parameters: readonly string[];
      readonly body: Syntax;
      readonly scope: ReadonlyMap<string, Dmn>;
    };

/** What DMN calls the kind of a value. */
export type DmnClass =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days'
  | 'months'
  | 'list'
  | 'context'
  | 'range'
  | 'function';

const classes: Readonly<Partial<Record<Type['kind'], DmnClass>>> = {
  text: 'string',
  instant: 'date and time',
  local: 'date and time',
  duration: 'days',
  integer: 'number',
  number: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  months: 'months',
};

/** The kind of a value. */
export const classOf = (value: Dmn): DmnClass =>
  value.kind === 'plain'
    ? value.value === null
      ? 'null'
      : (classes[value.type.kind] ?? 'null')
    : value.kind;

export const none: Dmn = { kind: 'plain', value: null, type: { kind: 'null', nullable: true } };
export const boolean = (value: boolean | null): Dmn =>
  value === null ? none : { kind: 'plain', value, type: { kind: 'boolean' } };
export const number = (value: number): Dmn => ({
  kind: 'plain',
  value,
  type: { kind: Number.isSafeInteger(value) ? 'integer' : 'number' },
});
export const text = (value: string): Dmn => ({
  kind: 'plain',
  value,
  type: { kind: 'text', values: [value] },
});
export const list = (items: readonly Dmn[]): Dmn => ({ kind: 'list', items });

/** Whether a value is a certain boolean. */
export const is = (value: Dmn, wanted: boolean): boolean => value.kind === 'plain' && value.value === wanted;

/** A value of the language as one of DMN. */
export const fromValue = (value: Value, type: Type): Dmn => {
  if (isList(value))
    return list(value.map((item) => fromValue(item, type.kind === 'list' ? type.of : none.type)));
  if (isRecord(value)) {
    const fields = type.kind === 'record' ? type.fields : {};
    const field = (name: string): Dmn => fromValue(value[name] ?? null, fields[name] ?? none.type); // a record of values
    if (type.kind === 'record' && type.name === 'range')
      return {
        kind: 'range',
        start: field('start'),
        end: field('end'),
        startIncluded: value['startIncluded'] === true,
        endIncluded: value['endIncluded'] === true,
      };
    return { kind: 'context', entries: new Map(Object.keys(value).map((name) => [name, field(name)])) };
  }
  if (value === null) return none;
  if (typeof value === 'string') return text(value);
  return typeof value === 'number' && isNumeric(type) && type.kind !== 'percent'
    ? number(value)
    : { kind: 'plain', value: value, type }; // neither list, record, text nor null
};

/** A value of DMN as one of the language, with its type; `undefined` where its items are of several kinds, or it holds a function. */
export const toValue = (of: Dmn): { readonly value: Value; readonly type: Type } | undefined => {
  switch (of.kind) {
    case 'plain':
      return { value: of.value, type: of.type };
    case 'list': {
      const items = of.items.map(toValue);
      let type: Type | undefined = { kind: 'null' };
      for (const item of items) type = type && item && joinTypes(type, widened(item.type));
      return type && { value: items.map((item) => item?.value ?? null), type: { kind: 'list', of: type } };
    }
    case 'context': {
      const entries = [...of.entries].map(([name, value]) => [name, toValue(value)] as const);
      if (entries.some(([, value]) => value === undefined)) return undefined;
      return {
        value: Object.fromEntries(entries.map(([name, value]) => [name, value?.value ?? null])),
        type: recordOf(Object.fromEntries(entries.map(([name, value]) => [name, value?.type ?? none.type]))),
      };
    }
    case 'range': {
      const [start, end] = [toValue(of.start), toValue(of.end)];
      if (start === undefined || end === undefined) return undefined;
      const { startIncluded, endIncluded } = of;
      return {
        value: { start: start.value, end: end.value, startIncluded, endIncluded },
        type: rangeOf(start.type, end.type),
      };
    }
    case 'function':
      return undefined;
  }
};

/** A text of a list is any text. */
const widened = (type: Type): Type => (type.kind === 'text' ? { kind: 'text' } : type);

/** A value as JSON: points and lengths of time as texts, a range as FEEL writes it. Throws for a function. */
export const toJson = (of: Dmn, rangeText: (range: Dmn) => string): unknown => {
  switch (of.kind) {
    case 'plain':
      return typeof of.value === 'number' && of.type.kind !== 'percent'
        ? formatTemporal(of.value, of.type.kind)
        : of.value;
    case 'list':
      return of.items.map((item) => toJson(item, rangeText));
    case 'context':
      return Object.fromEntries([...of.entries].map(([name, value]) => [name, toJson(value, rangeText)]));
    case 'range':
      return rangeText(of);
    case 'function':
      return 'function';
  }
};
