import type { FactShape } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import { instantOf, timeValueOf } from '../../engine/facts/fact-values.js';
import { isInstant, never } from '../../language/instants.js';
import { isRecord } from '../../language/values.js';
import type { FactsOf } from '../facts/facts-of.js';

/** A row of a relation of facts: by column, a scalar, or a list of scalars and records. What was left out is left out. */
export type Row = Readonly<Record<string, unknown>>;

/** Facts of a request as a row; `undefined` where no row says the same: a value of another type, or `null` where it means something else. */
export const rowOfFacts = (
  edition: Edition,
  { roots, paths }: FactsOf,
  facts: Readonly<Record<string, unknown>>,
): Row | undefined => {
  const row: Record<string, unknown> = {};
  const isRead = (path: string): boolean => paths.some((one) => overlapping(one, path));
  const put = (path: string, value: unknown, shape: FactShape): void => {
    if (value === undefined || !isRead(path)) return;
    if (value === null) {
      if (shape.type.nullable !== true) throw new Unsayable();
      return;
    }
    if (shape.type.kind !== 'record') {
      row[path] = sayable(value, shape);
      return;
    }
    if (!isRecord(value)) throw new Unsayable();
    const isMoney = shape.type.name === 'money';
    if (!isMoney) row[path] = true;
    const names = isMoney ? ['minor', 'currency'] : [...shape.fields.keys()];
    if (Object.keys(value).some((name) => !names.includes(name))) throw new Unsayable();
    // Money of which nothing is given has no column that says it.
    if (isMoney && Object.keys(value).length === 0) throw new Unsayable();
    for (const name of names) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      const field = shape.fields.get(name);
      if (field !== undefined) put(`${path}.${name}`, given, field);
      else if (given !== undefined) row[`${path}.${name}`] = plain(given, name === 'minor');
    }
  };
  try {
    for (const name of roots) {
      const shape = edition.facts.get(name)?.shape;
      if (shape !== undefined) put(name, Object.hasOwn(facts, name) ? facts[name] : undefined, shape);
    }
  } catch (error) {
    if (error instanceof Unsayable) return undefined;
    throw error;
  }
  return row;
};

class Unsayable extends Error {}

const plain = (value: unknown, isNumber: boolean): unknown => {
  if (isNumber ? Number.isInteger(value) : typeof value === 'string' && !hasStrangeCharacter.test(value))
    return value;
  throw new Unsayable();
};

/** What SQL has no character for. */
const hasStrangeCharacter = /\0|\p{Surrogate}/u;

/** A value inside a list, or a scalar. */
const sayable = (value: unknown, shape: FactShape): unknown => {
  const { type } = shape;
  switch (type.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') throw new Unsayable();
      return value;
    case 'integer':
      return plain(value, true);
    case 'text':
      return plain(value, false);
    case 'instant':
      if (typeof value !== 'string' || (value !== never && !isInstant(value))) throw new Unsayable();
      if (value === never && !shape.orNever) throw new Unsayable();
      return instantOf(value);
    case 'date':
    case 'time':
    case 'duration':
    case 'months':
      try {
        return timeValueOf(value, type.kind);
      } catch {
        throw new Unsayable();
      }
    case 'list': {
      const item = shape.fields.get('[]');
      if (!Array.isArray(value) || item === undefined) throw new Unsayable();
      return value.map((one: unknown) => {
        if (one !== null) return sayable(one, item);
        if (item.type.nullable !== true) throw new Unsayable();
        return null;
      });
    }
    case 'record': {
      if (!isRecord(value)) throw new Unsayable();
      const isMoney = type.name === 'money';
      const names = isMoney ? ['minor', 'currency'] : [...shape.fields.keys()];
      if (Object.keys(value).some((name) => !names.includes(name))) throw new Unsayable();
      const fields = names.map((name): [string, unknown] => {
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        if (given === undefined) return [name, null];
        if (isMoney) return [name, plain(given, name === 'minor')];
        const field = shape.fields.get(name);
        if (field === undefined) throw new Unsayable();
        if (given !== null) return [name, sayable(given, field)];
        if (field.type.nullable !== true) throw new Unsayable();
        return [name, null];
      });
      return Object.fromEntries(fields);
    }
    default:
      throw new Unsayable();
  }
};
