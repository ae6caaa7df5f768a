import type { EffectDeclaration } from '../../edition/model/rule-set.js';
import type { Type } from '../../language/types/types.js';
import { combined } from '../expressions/numbers.js';
import { listOf, type Translating } from '../expressions/translating.js';
import { Untranslatable } from '../untranslatable.js';
import {
  either,
  fieldOf,
  list,
  nothing,
  present,
  scalar,
  scalarOf,
  where,
  whole,
  type Column,
  type Scalar,
} from '../values/column.js';
import { same } from '../values/same.js';
import { and, not, or, surely, textOf, yes, type Sql } from '../values/sql-text.js';

/** A value that a rule gives where it stands. */
export interface Giver {
  readonly stands: Sql;
  readonly value: Column;
}

/** What the values of standing rules come to (`language/merges.ts`), or the default where none stands that gives one. */
export const mergedEffect = (
  givers: readonly Giver[],
  byDefault: Column,
  { type, merge }: EffectDeclaration,
  given: Translating,
  misfits: (when: Sql) => void,
): Column => {
  if (givers.length === 0) return byDefault;
  const isGiven = or(...givers.map(({ stands }) => stands));
  return either(isGiven, joined(), byDefault);

  function joined(): Column {
    switch (merge.kind) {
      case 'equal':
        return firstOf(givers);
      case 'union':
        return union(givers, type, given);
      case 'sum':
        return summed(givers, type, given, misfits);
      case 'strongest':
        return (merge.order ?? []).reduce<Column>((weaker, text) => {
          const isIt = or(
            ...givers.map(({ stands, value }) =>
              and(stands, present(value), surely(`(${scalarOf(value).sql} = ${textOf(text)})`)),
            ),
          );
          return either(isIt, scalar(textOf(text)), weaker);
        }, nothing);
    }
  }
};

/** The value of the first that stands; rules that agree all give it. */
export const firstOf = (givers: readonly Giver[]): Column =>
  givers.reduceRight<Column>((otherwise, { stands, value }) => either(stands, value, otherwise), nothing);

const union = (givers: readonly Giver[], type: Type, { dialect, share, variable }: Translating): Column => {
  const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
  const none = list(dialect.lists.of([], of), of, dialect.absence);
  const lists = givers.map(
    ({ stands, value }) => listOf(either(and(stands, present(value)), value, none), dialect).sql,
  );
  return list(
    dialect.lists.distinct(share(dialect.lists.concatenate(lists, of)), of, variable()),
    of,
    dialect.absence,
  );
};

const summed = (
  givers: readonly Giver[],
  type: Type,
  given: Translating,
  misfits: (when: Sql) => void,
): Column => {
  if (type.kind === 'number') throw new Untranslatable('a sum of decimals that rules give');
  const there = givers.map(({ stands, value }) => ({ stands: and(stands, present(value)), value }));
  const isAny = or(...there.map(({ stands }) => stands));
  if (type.kind !== 'record') return where(isAny, totalOf(there, given));
  const of = (name: string): readonly Giver[] =>
    there.map(({ stands, value }) => ({ stands, value: fieldOf(value, name) }));
  const currency = firstOf(of('currency'));
  misfits(
    or(...of('currency').map(({ stands, value }) => and(stands, not(same(value, currency, given.dialect))))),
  );
  return where(isAny, {
    kind: 'record',
    present: yes,
    fields: new Map<string, Column>([
      ['minor', totalOf(of('minor'), given)],
      ['currency', scalar(scalarOf(currency).sql)],
    ]),
  });
};

const totalOf = (givers: readonly Giver[], given: Translating): Scalar =>
  givers.reduce<Scalar>(
    (total, { stands, value }) =>
      combined('+', total, scalarOf(either(stands, value, whole('0', [0n, 0n]))), given),
    whole('0', [0n, 0n]),
  );
