import { nearestNumber } from '../../../language/numbers/numeric.js';
import { readTemporal, formatTemporal } from '../../../language/time/temporal-texts.js';
import { isNumeric, joinTypes, recordOf } from '../../../language/types/type-relations.js';
import { rangeOf, type Type, type Value } from '../../../language/types/types.js';
import { isList, isRecord } from '../../../language/values.js';
import { areSame, isThat } from './compare.js';
import { boolean, context, list, none, number, text, type Dmn } from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { readAny } from './time/read-time.js';
import { writeTime } from './time/write-time.js';
import { textOf } from './text-of.js';

/** A value of the language as one of DMN. */
export const fromValue = (value: Value, type: Type): Dmn => {
  if (isList(value))
    return list(value.map((item) => fromValue(item, type.kind === 'list' ? type.of : { kind: 'null' })));
  if (isRecord(value)) {
    const fields = type.kind === 'record' ? type.fields : {};
    const field = (name: string): Dmn => fromValue(value[name] ?? null, fields[name] ?? { kind: 'null' }); // a record of values
    if (type.kind === 'record' && type.name === 'range')
      return {
        kind: 'range',
        start: field('start'),
        end: field('end'),
        startIncluded: value['startIncluded'] === true,
        endIncluded: value['endIncluded'] === true,
      };
    return context(Object.keys(value).map((name) => [name, field(name)]));
  }
  if (value === null) return none;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return boolean(value);
  const written = isNumeric(type) ? value : formatTemporal(value, type.kind);
  return typeof written === 'string' ? readAny(written) : number(value);
};

/** A value as the language has it. */
export interface Typed {
  readonly value: Value;
  readonly type: Type;
}

/** A value of DMN as one of the language, with its type; `undefined` where the language has no such value: a list of several kinds, a function, a time with an offset. */
export const toValue = (of: Dmn): Typed | undefined => {
  switch (of.kind) {
    case 'null':
      return { value: null, type: { kind: 'null', nullable: true } };
    case 'boolean':
      return { value: of.value, type: { kind: 'boolean' } };
    case 'string':
      return { value: of.value, type: { kind: 'text', values: [of.value] } };
    case 'number': {
      const value = nearestNumber(of.value);
      return { value, type: { kind: Number.isSafeInteger(value) ? 'integer' : 'number' } };
    }
    case 'date':
    case 'time':
    case 'months':
      return temporal(writeTime(of), of.kind);
    case 'days':
      return temporal(writeTime(of), 'duration');
    case 'date and time':
      if (of.clock.zone !== null) return undefined;
      return temporal(writeTime(of), of.clock.offset === null ? 'local' : 'instant');
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
        type: recordOf(
          Object.fromEntries(entries.flatMap(([name, value]) => (value ? [[name, value.type]] : []))),
        ),
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

const temporal = (
  written: string,
  kind: Type['kind'] & ('date' | 'time' | 'months' | 'duration' | 'local' | 'instant'),
): Typed | undefined => {
  const value = readTemporal(written, kind);
  return value === undefined ? undefined : { value, type: { kind } };
};

/** A text of a list is any text. */
const widened = (type: Type): Type => (type.kind === 'text' ? { kind: 'text' } : type);

/** A value as JSON: points and lengths of time and ranges as FEEL writes them. @throws NotSaid for what JSON has not */
export const toJson = (of: Dmn): unknown => {
  switch (of.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return of.value;
    case 'number': {
      const near = nearestNumber(of.value);
      if (!Number.isFinite(near)) throw new NotSaid('a number beyond those of JSON');
      if (near === 0 && of.value !== 0) throw new NotSaid('a number nearer to 0 than those of JSON');
      return near;
    }
    case 'list':
      return of.items.map(toJson);
    case 'context':
      return Object.fromEntries([...of.entries].map(([name, value]) => [name, toJson(value)]));
    case 'range':
      return textOf(of);
    case 'function':
      return 'function';
    default:
      return writeTime(of);
  }
};

/**
 * Whether a value that an edition computed is what DMN gives: what leaves an evaluation is the nearest number of JSON, and an instant in UTC.
 * @throws NotSaid where the two have no common order
 */
export const isToldAs = (value: Dmn, byDmn: Dmn): boolean => {
  const near = nearest(byDmn);
  return isThat(value, near) || (value.kind === near.kind && areSame(value, near));
};

const nearest = (of: Dmn): Dmn => {
  switch (of.kind) {
    case 'number':
      return number(nearestNumber(of.value));
    case 'list':
      return list(of.items.map(nearest));
    case 'context':
      return context([...of.entries].map(([name, value]) => [name, nearest(value)]));
    case 'range':
      return { ...of, start: nearest(of.start), end: nearest(of.end) };
    default:
      return of;
  }
};
