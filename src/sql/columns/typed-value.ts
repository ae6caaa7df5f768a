/** How what a record keeps as JSON becomes typed columns. */
import type { FactShape } from '../../edition/model/declarations.js';
import { lastInstantMs, never } from '../../language/instants.js';
import { readTemporal } from '../../language/time/temporal-texts.js';
import type { Type } from '../../language/types/types.js';
import { isRecord } from '../../language/values.js';
import { nameOf, type Sql } from '../values/sql-text.js';

/** What is known of a value in a record. */
export type Known =
  | { readonly kind: 'scalar'; readonly of: Type['kind'] }
  | { readonly kind: 'list'; readonly of: Known }
  | {
      readonly kind: 'record';
      readonly isMoney: boolean;
      readonly fields: readonly (readonly [name: string, field: Known])[];
    };

/** What a vocabulary says of a fact; `undefined` of one that is personal, where these are left out. */
export const knownOfShape = (shape: FactShape, withPersonal: boolean): Known | undefined => {
  if (shape.personal && !withPersonal) return undefined;
  const { type } = shape;
  if (type.kind === 'list') {
    const item = shape.fields.get('[]');
    const of = item === undefined ? knownOfType(type.of) : knownOfShape(item, withPersonal);
    return of === undefined ? undefined : { kind: 'list', of };
  }
  if (type.kind !== 'record' || shape.fields.size === 0) return knownOfType(type);
  const fields = [...shape.fields].flatMap(([name, field]): readonly (readonly [string, Known])[] => {
    const known = knownOfShape(field, withPersonal);
    return known === undefined ? [] : [[name, known]];
  });
  return { kind: 'record', isMoney: type.name === 'money', fields };
};

/** What a type says of a value. */
export const knownOfType = (type: Type): Known => {
  if (type.kind === 'list') return { kind: 'list', of: knownOfType(type.of) };
  if (type.kind !== 'record') return { kind: 'scalar', of: type.kind };
  const fields = Object.entries(type.fields).map(([name, field]) => [name, knownOfType(field)] as const);
  return { kind: 'record', isMoney: type.name === 'money', fields };
};

/** DuckDB's type of a column of such values: points and lengths of time are milliseconds or months, a percentage is the text that it is written as. */
export const columnType = (known: Known): Sql => {
  switch (known.kind) {
    case 'scalar':
      if (known.of === 'boolean') return 'BOOLEAN';
      if (known.of === 'number') return 'DOUBLE';
      return known.of === 'text' || known.of === 'percent' || known.of === 'null' ? 'VARCHAR' : 'BIGINT';
    case 'list':
      return `${columnType(known.of)}[]`;
    case 'record':
      return known.fields.length === 0
        ? 'BOOLEAN'
        : `STRUCT(${known.fields.map(([name, field]) => `${nameOf(name)} ${columnType(field)}`).join(', ')})`;
  }
};

/** A value as one cell has it; `null` where it is absent, or is not of its type any more, as one that was erased. */
export const cellOf = (known: Known, value: unknown): unknown => {
  switch (known.kind) {
    case 'scalar':
      return scalarOf(known.of, value);
    case 'list':
      return Array.isArray(value) ? value.map((item: unknown) => cellOf(known.of, item)) : null;
    case 'record':
      if (!isRecord(value)) return null;
      return known.fields.length === 0
        ? true
        : Object.fromEntries(known.fields.map(([name, field]) => [name, cellOf(field, value[name])]));
  }
};

const scalarOf = (kind: Type['kind'], value: unknown): unknown => {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'integer':
      return Number.isSafeInteger(value) ? value : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'text':
    case 'percent':
      return typeof value === 'string' ? value : null;
    default:
      if (typeof value !== 'string') return null;
      return value === never ? lastInstantMs : (readTemporal(value, kind) ?? null);
  }
};

/** The cells of a row so far, by the names of their columns. */
export type Cells = Record<string, unknown>;

/** Puts a value into the cells of its columns. */
export type PutCells = (value: unknown, into: Cells) => void;

/** The columns of a value, and what fills them: a record has one that says whether it is there, and those of its fields; money only these. */
export const columnsOf = (
  name: string,
  known: Known,
): { readonly types: readonly (readonly [name: string, type: Sql])[]; readonly put: PutCells } => {
  if (known.kind !== 'record')
    return {
      types: [[name, columnType(known)]],
      put: (value, into) => {
        if (value === undefined || value === null) return;
        const cell = cellOf(known, value);
        if (cell !== null) into[name] = cell;
      },
    };
  const fields = known.fields.map(([field, of]) => [field, columnsOf(`${name}.${field}`, of)] as const);
  return {
    types: [
      ...(known.isMoney ? [] : ([[name, 'BOOLEAN']] as const)),
      ...fields.flatMap(([, { types }]) => types),
    ],
    put: (value, into) => {
      if (!isRecord(value)) return;
      if (!known.isMoney) into[name] = true;
      for (const [field, { put }] of fields) put(value[field], into);
    },
  };
};
