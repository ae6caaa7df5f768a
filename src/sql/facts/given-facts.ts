/** What is given of a fact, by the columns that are named after it. */
import type { FactShape } from '../../edition/model/declarations.js';
import type { Type } from '../../language/types/types.js';
import type { Dialect } from '../dialects/dialect.js';
import { Untranslatable } from '../untranslatable.js';
import { list, nothing, present, scalar, whole, type Column } from '../values/column.js';
import { isWhole } from '../values/one-value.js';
import { nameOf, no, or, surely, yes, type Sql } from '../values/sql-text.js';
import { boundsOfShape, insideOf, itemTypeOf, type Inside } from './fact-shapes.js';
import { wrongIn, type Wrong } from './wrong-facts.js';

/** A column of the relation that a query reads. */
export interface GivenColumn {
  readonly name: string;
  readonly type: Type;
  /** Its value where its schema takes that; NULL elsewhere, so that nothing that is computed of it can fail. */
  readonly taken: Sql;
}

/** What is read of facts. */
export interface GivenFacts {
  readonly columns: readonly GivenColumn[];
  /** Whether records are there, and lists are of another type. */
  readonly presences: readonly { readonly name: string; readonly sql: Sql }[];
  /** What a schema refuses, of the columns as they are given. */
  readonly wrong: readonly Wrong[];
}

/** Reads facts. */
export interface FactReader {
  /** A fact as the schema takes it: NULL where it was left out. A record that is there has a column of its own, or a field that is there. */
  readonly read: (name: string, shape: FactShape, isRequired: boolean, inside: Inside) => Column;
  readonly given: () => GivenFacts;
}

/**
 * Makes what reads facts.
 * @param isRead whether a path plays a part; what plays none has no column, and is left out
 * @param noted told the name of each column that is read
 */
export const makeFactReader = (
  dialect: Dialect,
  isRead: (path: string) => boolean,
  noted: (name: string) => void,
): FactReader => {
  const columns: GivenColumn[] = [];
  const presences: { readonly name: string; readonly sql: Sql }[] = [];
  const wrong: Wrong[] = [];

  /** The columns as they are given: absent wherever they are NULL. */
  const raw = (path: string, shape: FactShape): Column => {
    if (!isRead(path)) return nothing;
    const { type } = shape;
    const sql = nameOf(path);
    if (type.kind === 'record') {
      const fields = insideOf(shape, 'all').map(({ name, field }): [string, Column] => [
        name,
        raw(`${path}.${name}`, field),
      ]);
      const own = type.name === 'money' ? no : surely(sql);
      if (own !== no) add(path, { kind: 'boolean' }, sql);
      const isGiven = or(own, ...fields.flatMap(([, field]) => saysThere(field)));
      const name = `${path} is given`;
      presences.push({ name, sql: isGiven });
      noted(name);
      return { kind: 'record', present: nameOf(name), fields: new Map(fields), isTight: true };
    }
    if (type.kind === 'list') return list(sql, itemTypeOf(shape), dialect.absence, true);
    if (type.kind === 'boolean' || type.kind === 'text') return scalar(sql, true);
    if (!isWhole(type)) throw new Untranslatable(`a fact of type ${type.kind}, \`${path}\``);
    return whole(sql, boundsOfShape(shape), true);
  };
  const add = (name: string, type: Type, taken: Sql): void => {
    columns.push({ name, type, taken });
    noted(name);
  };

  /** A list whose items the engine's own types do not describe may be one of anything. */
  const sayMisfits = (path: string, type: Type): void => {
    const misfits = dialect.given.misfits(nameOf(path), type);
    if (misfits === no) return;
    const name = `${path} is of another type`;
    presences.push({ name, sql: misfits });
    noted(name);
    wrong.push({ what: `fact-range ${path}`, when: nameOf(name) });
  };

  /** The same once the schema has taken them: records are there by a column, and what must be there is. */
  const taken = (path: string, shape: FactShape, value: Column, isThere: boolean, inside: Inside): Column => {
    switch (value.kind) {
      case 'nothing':
        return value;
      case 'record': {
        const fields = insideOf(shape, inside).map(({ name, field, must, below }): [string, Column] => {
          const isSure = isThere && must && field.type.nullable !== true;
          return [name, taken(`${path}.${name}`, field, value.fields.get(name) ?? nothing, isSure, below)];
        });
        return { ...value, present: isThere ? yes : value.present, fields: new Map(fields) };
      }
      case 'list':
        sayMisfits(path, { kind: 'list', of: value.of });
        add(path, { kind: 'list', of: value.of }, wrongIn.taken(path, shape, value, dialect));
        return { ...value, isNullable: !isThere };
      case 'scalar':
        add(path, shape.type, wrongIn.taken(path, shape, value, dialect));
        return { ...value, isNullable: !isThere };
    }
  };

  return {
    read: (name, shape, isRequired, inside) => {
      const value = raw(name, shape);
      if (value.kind === 'nothing') return value;
      wrong.push(...wrongIn.given(name, shape, value, isRequired, inside, yes, dialect));
      return taken(name, shape, value, isRequired && shape.type.nullable !== true, inside);
    },
    given: () => ({ columns, presences, wrong }),
  };
};

/** What says that a record is there: each of its fields, and of records in it theirs. */
const saysThere = (value: Column): readonly Sql[] =>
  value.kind === 'record' ? [...value.fields.values()].flatMap(saysThere) : [present(value)];
