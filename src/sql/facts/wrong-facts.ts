/** What a fact's schema refuses (`edition/model/fact-schema.ts`). */
import type { FactShape } from '../../edition/model/declarations.js';
import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import type { Dialect } from '../dialects/dialect.js';
import { safe } from '../values/bounds.js';
import { absent, nothing, type Column } from '../values/column.js';
import { columnOf } from '../values/one-value.js';
import { and, choose, no, not, or, surely, textOf, yes, type Sql } from '../values/sql-text.js';
import { insideOf, unseen, type Inside } from './fact-shapes.js';
import { plainPattern } from './patterns.js';

/** Something that a schema refuses, and when. */
export interface Wrong {
  readonly what: string;
  readonly when: Sql;
}

/** Why a value that was given is refused. @param under where it is looked at: what it is in is there */
const given = (
  path: string,
  shape: FactShape,
  value: Column,
  isRequired: boolean,
  inside: Inside,
  under: Sql,
  dialect: Dialect,
): readonly Wrong[] => {
  const isNeeded = isRequired && shape.type.nullable !== true;
  const missing: Wrong[] = isNeeded
    ? [{ what: `missing-fact ${path}`, when: and(under, absent(value)) }]
    : [];
  switch (value.kind) {
    case 'nothing':
      return missing;
    case 'record': {
      const there = and(under, value.present);
      return [
        ...missing,
        ...insideOf(shape, inside).flatMap(({ name, field, must, below }) => {
          const found = value.fields.get(name) ?? nothing;
          return given(`${path}.${name}`, field, found, must, below, there, dialect);
        }),
      ];
    }
    case 'list':
    case 'scalar': {
      const fits =
        value.kind === 'list' ? fittingList(path, shape, value, dialect) : fitting(value.sql, shape, dialect);
      return fits === yes
        ? missing
        : [...missing, { what: `fact-range ${path}`, when: and(under, not(fits)) }];
    }
  }
};

/** A value where its schema takes it, NULL elsewhere. */
const taken = (
  path: string,
  shape: FactShape,
  value: Extract<Column, { kind: 'list' | 'scalar' }>,
  dialect: Dialect,
): Sql =>
  value.kind === 'list'
    ? choose(fittingList(path, shape, value, dialect), value.sql, value.absence.none)
    : shape.type.kind === 'text' || shape.type.kind === 'boolean'
      ? value.sql
      : choose(fitting(value.sql, shape, dialect), value.sql, 'NULL');

export const wrongIn = { given, taken };

const fittingList = (
  path: string,
  shape: FactShape,
  { sql, of }: Extract<Column, { kind: 'list' }>,
  dialect: Dialect,
): Sql => {
  const item = shape.fields.get('[]');
  if (item === undefined) return yes;
  const variable = `given_${path.length}`;
  const wrong = given(`${path}[]`, item, columnOf(variable, unseen(of), dialect), true, 'all', yes, dialect);
  const isWrong = or(
    ...wrong.map(({ when }) => surely(when)),
    item.type.nullable === true ? no : absent(columnOf(variable, unseen(of), dialect)),
  );
  const { lists } = dialect;
  return and(
    `(${lists.count(sql, of)} <= ${shape.maxItems})`,
    not(surely(lists.some(sql, of, variable, isWrong))),
  );
};

/** Whether a scalar that is there is one that its shape takes; NULL where it is absent. */
const fitting = (sql: Sql, shape: FactShape, dialect: Dialect): Sql => {
  const { type } = shape;
  switch (type.kind) {
    case 'text': {
      if (type.values !== undefined) return `(${sql} IN (${type.values.map(textOf).join(', ')}))`;
      const length = dialect.lengthOf(sql);
      const pattern = shape.pattern === null ? yes : dialect.matches(sql, plainPattern(shape.pattern));
      return and(`(${length} BETWEEN ${shape.minLength ?? 0} AND ${shape.maxLength})`, pattern);
    }
    case 'date':
      return and(`(${sql} BETWEEN ${firstInstantMs} AND ${lastInstantMs})`, `(${sql} % 86400000 = 0)`);
    case 'instant':
    case 'local':
      return `(${sql} BETWEEN ${firstInstantMs} AND ${lastInstantMs})`;
    case 'time':
      return `(${sql} BETWEEN 0 AND 86399999)`;
    case 'integer':
    case 'duration':
    case 'months': {
      const least = shape.minimum === null ? safe[0] : Math.ceil(shape.minimum);
      const most = shape.maximum === null ? safe[1] : Math.floor(shape.maximum);
      return `(${sql} BETWEEN ${least} AND ${most})`;
    }
    default:
      return yes;
  }
};
