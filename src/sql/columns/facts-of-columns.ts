/** How the columns of a relation become the facts of a request again: the inverse of `typed-value`. */
import type { FactShape } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import { lastInstantMs, never } from '../../language/instants.js';
import { formatTemporal, readTemporal } from '../../language/time/temporal-texts.js';
import { isWrittenAsText } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import { isRecord } from '../../language/values.js';
import type { WantedColumn } from '../duckdb/relation-of-files.js';
import type { FactsOf } from '../facts/facts-of.js';
import { columnType, knownOfShape, knownOfType } from './typed-value.js';

/** The columns that the facts of a decision are read from, and the facts that a row of them says. */
export interface FactColumns {
  readonly columns: readonly WantedColumn[];
  /** @param row by column, as JSON: numbers, texts, lists; NULL is a fact that was left out */
  readonly factsOf: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** Puts a fact together from the cells of a row; `undefined` where none of them says anything. */
type Reader = (row: Readonly<Record<string, unknown>>) => unknown;

/** What a decision reads of facts as columns: also what no query reads, such as decimals. */
export const factColumns = (edition: Edition, { roots, paths }: FactsOf): FactColumns => {
  const columns: WantedColumn[] = [];
  const isRead = (path: string): boolean => paths.some((one) => overlapping(one, path));
  const column = (name: string, type: Type, sql: string): void => {
    columns.push({ name, type, sql });
  };
  const reader = (path: string, shape: FactShape): Reader => {
    const { type } = shape;
    if (type.kind !== 'record') {
      column(path, type, columnType(knownOfShape(shape, true) ?? knownOfType(type)));
      return (row) => given(row[path], shape);
    }
    const isMoney = type.name === 'money';
    if (!isMoney) column(path, { kind: 'boolean' }, 'BOOLEAN');
    const fields = (isMoney ? Object.entries(type.fields) : [...shape.fields]).flatMap(
      ([name, field]): readonly (readonly [string, Reader])[] => {
        const inner = `${path}.${name}`;
        if (!isRead(inner)) return [];
        if ('kind' in field) {
          column(inner, field, columnType(knownOfType(field)));
          return [[name, (row) => row[inner] ?? undefined]];
        }
        return [[name, reader(inner, field)]];
      },
    );
    return (row) => {
      const there = fields.flatMap(([name, read]) => {
        const value = read(row);
        return value === undefined ? [] : [[name, value] as const];
      });
      const isThere = there.length > 0 || (!isMoney && row[path] === true);
      return isThere ? Object.fromEntries(there) : undefined;
    };
  };
  const facts = [...roots].flatMap((name): readonly (readonly [string, Reader])[] => {
    const shape = edition.facts.get(name)?.shape;
    return shape === undefined || !isRead(name) ? [] : [[name, reader(name, shape)]];
  });
  return {
    columns,
    factsOf: (row) =>
      Object.fromEntries(
        facts.flatMap(([name, read]) => {
          const value = read(row);
          return value === undefined ? [] : [[name, value] as const];
        }),
      ),
  };
};

/** A cell as the value of a fact. What no fact can be is handed on as it is, for the schema to refuse. */
const given = (cell: unknown, shape: FactShape): unknown => {
  if (cell === null || cell === undefined) return undefined;
  const { type } = shape;
  const item = shape.fields.get('[]');
  if (type.kind === 'list')
    return Array.isArray(cell) && item !== undefined
      ? cell.map((one: unknown) => given(one, item) ?? null)
      : cell;
  if (type.kind === 'record') {
    if (!isRecord(cell)) return cell;
    const fields = Object.entries(cell).flatMap(([name, one]) => {
      const field = shape.fields.get(name);
      const value = field === undefined ? (one ?? undefined) : given(one, field);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(fields);
  }
  if (!isWrittenAsText(type) || typeof cell !== 'number') return cell;
  if (type.kind === 'instant' && shape.orNever && cell === lastInstantMs) return never;
  return told(cell, type) ?? cell;
};

/** A point or length of time as a text; `undefined` of what is none of the kind, such as half a day as a date. */
const told = (value: number, { kind }: Type): unknown => {
  try {
    const text = formatTemporal(value, kind);
    return typeof text === 'string' && readTemporal(text, kind) === value ? text : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
