import type { Type } from '../../language/types/types.js';
import type { DecidedRows } from '../decision/conclude-rows.js';
import { planColumns } from '../decision/conclude-rows.js';
import { noneOf } from '../values/one-value.js';
import { answerParts } from './answer-parts.js';
import type { Dialect } from '../dialects/dialect.js';
import { nothing, scalarOf, type Column } from '../values/column.js';
import { and, choose, type Sql } from '../values/sql-text.js';

/** A column of the answer. */
export interface Output {
  readonly name: string;
  readonly sql: Sql;
  readonly type: Type;
}

/** What a row of the answer says. Where it is refused, or left to the evaluator, it says only that. */
export const outputsOf = ({
  refused,
  left,
  isResolved,
  effects,
  discretion,
  dialect,
}: DecidedRows): readonly Output[] => {
  const isDecided = and(`(${refused} IS NULL)`, `(${left} IS NULL)`);
  const ofEachRow: Readonly<Record<string, Sql>> = {
    refused,
    left: choose(`(${refused} IS NULL)`, left, 'NULL'),
  };
  const ofDecided: Readonly<Record<string, Sql>> = {
    outcome: choose(isResolved, planColumns.outcome, `'unresolved'`),
    rules: planColumns.rules,
    clauses: planColumns.clauses,
    readings: planColumns.readings,
    fired: planColumns.fired,
  };
  const resolved = new Map<string, Column>([
    ...effects.map(([{ name }, value]) => [`effects.${name}`, value] as const),
    ...(discretion === null
      ? []
      : ([
          ['discretion.upTo', discretion.upTo],
          ['discretion.recommended', { kind: 'scalar', sql: discretion.recommended, isNullable: true }],
        ] as const)),
  ]);
  const parts = answerParts(
    effects.map(([effect]) => effect),
    discretion !== null,
  );
  return parts.flatMap(({ name, type }): readonly Output[] => {
    const [row, decided, value] = [ofEachRow[name], ofDecided[name], resolved.get(name)];
    if (row !== undefined) return [{ name, sql: row, type }];
    if (decided !== undefined)
      return [{ name, sql: choose(isDecided, decided, noneOf(type, dialect)), type }];
    if (value === undefined) throw new RangeError(`Nothing is told as ${name}`);
    return columnsOf(name, value, type, dialect).map((one) => ({
      ...one,
      sql: choose(and(isDecided, isResolved), one.sql, noneOf(one.type, dialect)),
    }));
  });
};

/** The columns of a value: those of a record by its fields. */
const columnsOf = (name: string, value: Column, type: Type, dialect: Dialect): readonly Output[] => {
  if (type.kind === 'record')
    return Object.entries(type.fields).flatMap(([field, of]) => {
      const one = value.kind === 'record' ? (value.fields.get(field) ?? nothing) : nothing;
      return columnsOf(`${name}.${field}`, one, of, dialect).map((inner) => ({
        ...inner,
        sql:
          value.kind === 'record' ? choose(value.present, inner.sql, noneOf(inner.type, dialect)) : inner.sql,
      }));
    });
  if (value.kind === 'list') return [{ name, sql: value.sql, type }];
  if (value.kind === 'nothing') return [{ name, sql: noneOf(type, dialect), type }];
  return [{ name, sql: scalarOf(value).sql, type }];
};
