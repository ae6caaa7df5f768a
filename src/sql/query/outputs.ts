import type { Type } from '../../language/types/types.js';
import type { DecidedRows } from '../decision/conclude-rows.js';
import { planColumns } from '../decision/conclude-rows.js';
import { noneOf } from '../values/one-value.js';
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
  const text: Type = { kind: 'text' };
  const texts: Type = { kind: 'list', of: text };
  const decided = (name: string, sql: Sql, type: Type): Output => ({
    name,
    sql: choose(isDecided, sql, noneOf(type, dialect)),
    type,
  });
  const resolved = (name: string, value: Column, type: Type): readonly Output[] =>
    columnsOf(name, value, type, dialect).map((one) => ({
      ...one,
      sql: choose(and(isDecided, isResolved), one.sql, noneOf(one.type, dialect)),
    }));
  return [
    { name: 'refused', sql: refused, type: text },
    { name: 'left', sql: choose(`(${refused} IS NULL)`, left, 'NULL'), type: text },
    decided('outcome', choose(isResolved, planColumns.outcome, `'unresolved'`), text),
    ...effects.flatMap(([{ name, type }, value]) => resolved(`effects.${name}`, value, type)),
    ...(discretion === null
      ? []
      : [
          ...resolved('discretion.upTo', discretion.upTo, typeOfLimit),
          ...resolved(
            'discretion.recommended',
            { kind: 'scalar', sql: discretion.recommended, isNullable: true },
            text,
          ),
        ]),
    decided('rules', planColumns.rules, texts),
    decided('clauses', planColumns.clauses, texts),
    decided('readings', planColumns.readings, texts),
    decided('fired', planColumns.fired, { kind: 'integer' }),
  ];
};

/** Most a discretion can come to is money, or a number. */
const typeOfLimit: Type = {
  kind: 'record',
  fields: { minor: { kind: 'integer' }, currency: { kind: 'text' } },
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
