import type { Type } from '../../language/types/types.js';
import type { Dialect } from '../dialects/dialect.js';
import { Untranslatable } from '../untranslatable.js';
import { boundsOfType, isWithin } from '../values/bounds.js';
import { nothing, whole, type Column } from '../values/column.js';
import { columnOf, isWhole } from '../values/one-value.js';
import { and, choose, no, not, or, type Sql } from '../values/sql-text.js';

/** A value that is held to its type, and when it is none of it. */
export interface Held {
  /** Absent where it is none of its type, so that nothing that is computed of it can overflow. */
  readonly value: Column;
  readonly misfits: Sql;
}

/**
 * Holds values to their types, as `engine/facts/out-of-range.ts` does.
 * @param share for a value that is used several times
 */
export const makeHold =
  (dialect: Dialect, share: (sql: Sql) => Sql) =>
  (value: Column, type: Type, isOwed: boolean): Held => {
    switch (value.kind) {
      case 'nothing':
        return { value, misfits: no };
      case 'list':
        return { value, misfits: misfittingItems(value.sql, value.of, type, isOwed, dialect) };
      case 'record': {
        const fields = type.kind === 'record' ? type.fields : {};
        const hold = makeHold(dialect, share);
        const inside = [...value.fields].map(([name, field]) => {
          const of = fields[name];
          return [name, of === undefined ? { value: field, misfits: no } : hold(field, of, isOwed)] as const;
        });
        const isMoney = type.kind === 'record' && (type.name === 'money' || type.name === 'amount');
        const money = isMoney ? misfitOfMoney(value.fields, type, isOwed, { dialect, share }) : no;
        return {
          value: { ...value, fields: new Map(inside.map(([name, held]) => [name, held.value])) },
          misfits: and(value.present, or(...inside.map(([, held]) => held.misfits), money)),
        };
      }
      case 'scalar': {
        if (!isWhole(type)) return { value, misfits: no };
        if (value.quotient !== undefined || (value.scale ?? 0) > 0)
          throw new Untranslatable('an integer that is computed as a decimal');
        const bounds = boundsOfType(type);
        if (value.bounds === undefined || isWithin(value.bounds, bounds)) return { value, misfits: no };
        const sql = share(value.sql);
        const inside = `(${sql} BETWEEN ${bounds[0]} AND ${bounds[1]})`;
        const held = `CAST(${choose(inside, sql, 'NULL')} AS ${dialect.narrow})`;
        return { value: whole(held, bounds, value.isNullable), misfits: not(inside) };
      }
    }
  };

const misfitOfMoney = (
  fields: ReadonlyMap<string, Column>,
  type: Extract<Type, { kind: 'record' }>,
  isOwed: boolean,
  { dialect, share }: { readonly dialect: Dialect; readonly share: (sql: Sql) => Sql },
): Sql => {
  const [minor = nothing, currency = nothing] = [fields.get('minor'), fields.get('currency')];
  const isNone =
    currency.kind === 'scalar' && !isKnownCurrency(currency.sql)
      ? // It is asked of many amounts in one currency, and a pattern is dear.
        not(share(dialect.matches(currency.sql, '^[A-Z]{3}$')))
      : no;
  const isLess =
    isOwed && type.negative !== true && minor.kind === 'scalar' && (minor.bounds?.[0] ?? -1n) < 0n
      ? `(${minor.sql} < 0)`
      : no;
  return or(isNone, isLess);
};

/** A literal, or the column of a fact that is money, whose currency its schema has looked at. */
const isKnownCurrency = (sql: Sql): boolean => /^'[A-Z]{3}'$/.test(sql);

const misfittingItems = (from: Sql, of: Type, type: Type, isOwed: boolean, dialect: Dialect): Sql => {
  if (type.kind !== 'list' || of.kind === 'null' || !hasRange(type.of)) return no;
  const variable = 'held_item';
  const { misfits } = makeHold(dialect, (sql) => sql)(
    widened(columnOf(variable, of, dialect)),
    type.of,
    isOwed,
  );
  return misfits === no ? no : dialect.lists.some(from, of, variable, misfits);
};

/** What is in a list was held to nothing yet. */
const widened = (value: Column): Column => {
  if (value.kind === 'record')
    return { ...value, fields: new Map([...value.fields].map(([name, one]) => [name, widened(one)])) };
  return value.kind === 'scalar' && value.bounds !== undefined
    ? { ...value, bounds: [-(2n ** 62n), 2n ** 62n] }
    : value;
};

const hasRange = (type: Type): boolean =>
  isWhole(type) ||
  (type.kind === 'list' && hasRange(type.of)) ||
  (type.kind === 'record' && Object.values(type.fields).some(hasRange));
