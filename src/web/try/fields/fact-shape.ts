import { plain } from '../../parts/plain.js';
import { isList, isRecord } from '../../../language/values.js';
import type { Json, JsonObject } from '../../../wire/parts.js';

/** What may be said of a fact, read from its JSON Schema. */
export interface Shape {
  readonly kind:
    | 'boolean'
    | 'choice'
    | 'text'
    | 'instant'
    | 'date'
    | 'time'
    | 'integer'
    | 'number'
    | 'money'
    | 'record'
    | 'list';
  readonly describes: string;
  /** Of money: whether it takes amounts below zero. */
  readonly mayBeNegative: boolean;
  /** Of a choice. */
  readonly choices: readonly string[];
  /** Of a record: its fields by name; of a list: its item under `[]`. */
  readonly fields: ReadonlyMap<string, Shape>;
  /** Of a record: the fields that must be said. */
  readonly required: readonly string[];
}

/** Reads the part of a fact's JSON Schema that a form needs. */
export const shapeOf = (schema: Json | undefined): Shape => {
  const given = isRecord(schema) ? schema : {};
  const properties = isRecord(given['properties']) ? given['properties'] : {};
  const choices = textsIn(given['enum']);
  const kind = kindOf(given, properties, choices);
  const fields =
    kind === 'record'
      ? Object.entries(properties).map(([name, inner]) => [name, shapeOf(inner)] as const)
      : kind === 'list'
        ? [['[]', shapeOf(given['items'])] as const]
        : [];
  const describes = given['description'];
  return {
    kind,
    describes: typeof describes === 'string' ? plain(describes) : '',
    mayBeNegative: kind === 'money' && isBelowZero(properties['minor']),
    choices,
    fields: new Map(fields),
    required: textsIn(given['required']),
  };
};

const isBelowZero = (minor: Json | undefined): boolean =>
  isRecord(minor) && typeof minor['minimum'] === 'number' && minor['minimum'] < 0;

const kindOf = (schema: JsonObject, properties: JsonObject, choices: readonly string[]): Shape['kind'] => {
  const given = schema['type'];
  const types = isList(given) ? textsIn(given) : textsIn([given ?? null]);
  const type = types.find((one) => one !== 'null');
  if (type === 'object')
    return Object.keys(properties).sort().join() === 'currency,minor' ? 'money' : 'record';
  if (type === 'array') return 'list';
  if (choices.length > 0) return 'choice';
  if (schema['format'] === 'date-time') return 'instant';
  if (schema['format'] === 'date' || schema['format'] === 'time') return schema['format'];
  return type === 'boolean' || type === 'integer' || type === 'number' ? type : 'text';
};

const textsIn = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((item) => typeof item === 'string') : [];
