import type { FunctionName, OfKind } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import { Untranslatable } from '../untranslatable.js';
import { boundsOfType, computed, isWithin, joined, safe, type Bounds } from '../values/bounds.js';
import {
  list,
  nothing,
  scalar,
  scalarOf,
  whole,
  atOneScale,
  type Column,
  type ListColumn,
  type Scalar,
} from '../values/column.js';
import { columnOf, listOfItems, valueOf } from '../values/one-value.js';
import { and, choose, not, surely } from '../values/sql-text.js';
import { boundsOf, combined, modulo } from './numbers.js';
import { isRounding, knownInteger, literal, rounded } from './rounding.js';
import { conditionOf, listOf, type Translating } from './translating.js';

type Call = OfKind<'call'>;
type CallOf = (given: readonly Column[], call: Call, translating: Translating) => Column;

/** What a function gives for what its arguments come to. Throws `Untranslatable` for a function that is not in the table. */
export const callOf = (call: Call, given: readonly Column[], translating: Translating): Column => {
  if (isRounding(call.function)) return rounded(call.function, given, translating);
  const make = calls[call.function];
  if (make === undefined) throw new Untranslatable(`the function \`${call.function}\``);
  return make(given, call, translating);
};

const first = (given: readonly Column[]): Column => given[0] ?? nothing;
const second = (given: readonly Column[]): Column => given[1] ?? nothing;

const calls: Readonly<Partial<Record<FunctionName, CallOf>>> = {
  not: (given) => scalar(not(conditionOf(first(given)))),
  abs: (given, _call, translating) => {
    const one = scalarOf(first(given));
    const sql = translating.share(one.sql);
    const other = combined('-', literal(0n), { ...one, sql }, translating);
    return {
      ...one,
      sql: choose(`(${sql} < 0)`, other.sql, sql),
      bounds: joined(boundsOf(one), boundsOf(other)),
    };
  },
  modulo: (given, _call, translating) => modulo(scalarOf(first(given)), scalarOf(second(given)), translating),
  min: (given, call, translating) => extreme('least', given, call, translating),
  max: (given, call, translating) => extreme('greatest', given, call, translating),
  count: (given, _call, { dialect }) => {
    const from = listOf(first(given), dialect);
    return from.isEmpty === true
      ? literal(0n)
      : whole(dialect.lists.count(from.sql, from.of), [0n, mostItems]);
  },
  sum: (given, call, translating) => sum(first(given), call.type, translating),
  'list contains': ([from = nothing, sought = nothing], call, { dialect }) => {
    const { sql, of, isEmpty } = listOf(from, dialect);
    if (isEmpty === true) return scalar('FALSE');
    const type: Type = of.kind === 'null' ? (call.arguments[1]?.type ?? of) : of;
    return scalar(surely(dialect.lists.has(sql, valueOf(sought, type, dialect), type)));
  },
  concatenate: (given, call, { dialect }) => joinedLists(given, call.type, dialect),
  union: (given, call, translating) =>
    distinct(joinedLists(given, call.type, translating.dialect), translating),
  'distinct values': (given, _call, translating) =>
    distinct(listOf(first(given), translating.dialect), translating),
  append: ([to = nothing, ...items], call, { dialect }) => {
    const of: Type = call.type.kind === 'list' ? call.type.of : { kind: 'null' };
    const more = dialect.lists.of(
      items.map((item) => valueOf(item, of, dialect)),
      of,
    );
    return joinedLists([to, list(more, of, dialect.absence)], call.type, dialect);
  },
  all: (given, _call, { dialect, variable }) => allOf(first(given), true, dialect, variable()),
  any: (given, _call, { dialect, variable }) => allOf(first(given), false, dialect, variable()),
  'add months': (given, call, translating) => {
    if (given.length > 2 || call.arguments[0]?.type.kind !== 'instant')
      throw new Untranslatable('`add months` to a date or in a time zone');
    const { dialect, under, fails, share } = translating;
    const months = scalarOf(second(given));
    const known = knownInteger(months);
    const isSmall = known === undefined ? `(${months.sql} BETWEEN -120000 AND 120000)` : 'TRUE';
    if (known !== undefined && (known < -120_000n || known > 120_000n))
      throw new Untranslatable('`add months` of more than ten thousand years');
    const later = share(choose(isSmall, dialect.addMonths(scalarOf(first(given)).sql, months.sql), 'NULL'));
    const isInCalendar = `(${later} BETWEEN ${firstInstantMs} AND ${lastInstantMs})`;
    fails(and(...under, not(and(surely(isSmall), isInCalendar))));
    return whole(choose(isInCalendar, later, 'NULL'), boundsOfType({ kind: 'instant' }));
  },
};

/** No list has more items. */
const mostItems = 1_000_000n;

const allOf = (from: Column, isAll: boolean, dialect: Translating['dialect'], variable: string): Column => {
  const { sql, of } = listOf(from, dialect);
  const body = isAll ? not(surely(variable)) : variable;
  const found = dialect.lists.some(sql, of, variable, body);
  return scalar(isAll ? not(found) : found);
};

const joinedLists = (given: readonly Column[], type: Type, dialect: Translating['dialect']): ListColumn => {
  const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
  const lists = given.map((one) => listOf(one, dialect)).filter(({ isEmpty }) => isEmpty !== true);
  const [only] = lists;
  if (only === undefined) return listOfItems([], of, dialect);
  if (lists.length === 1) return list(only.sql, of, only.absence, only.isNullable);
  return list(
    dialect.lists.concatenate(
      lists.map(({ sql }) => sql),
      of,
    ),
    of,
    dialect.absence,
  );
};

const distinct = (from: ListColumn, { dialect, share, variable }: Translating): Column =>
  from.isEmpty === true
    ? from
    : list(dialect.lists.distinct(share(from.sql), from.of, variable()), from.of, from.absence);

/** The least or the greatest of several values, or of the items of one list; absent where a list has none. */
const extreme = (
  which: 'least' | 'greatest',
  given: readonly Column[],
  call: Call,
  translating: Translating,
): Column => {
  const { dialect } = translating;
  const [only] = given;
  if (given.length === 1 && only?.kind === 'list') {
    if (only.of.kind === 'text' || only.of.kind === 'boolean')
      throw new Untranslatable(`\`${call.function}\` of texts`);
    return columnOf(dialect.lists[which](only.sql), { ...only.of, nullable: true }, dialect);
  }
  const all = given.map(scalarOf);
  const scale = Math.max(...all.map((one) => one.scale ?? 0));
  const anchor: Scalar = { ...literal(0n), scale };
  const values = all.map((one) => atOneScale(one, anchor)[0]);
  const bounds = values.map(boundsOf);
  const pick = (end: 0 | 1): bigint =>
    bounds.map((one) => one[end]).reduce((a, b) => ((which === 'least') === a < b ? a : b));
  const result = whole(
    dialect[which](values.map(({ sql }) => sql)),
    [pick(0), pick(1)],
    values.some(({ isNullable }) => isNullable),
  );
  return scale === 0 ? result : { ...result, scale };
};

const sum = (from: Column, type: Type, translating: Translating): Column => {
  const { dialect, share, doubts, under } = translating;
  if (type.kind === 'number') throw new Untranslatable('a sum of decimals');
  const { sql, of, isEmpty } = listOf(from, dialect);
  if (of.kind === 'null' || isEmpty === true) return literal(0n);
  if (of.kind === 'record') throw new Untranslatable('a sum of money');
  const list = share(sql);
  const total = share(dialect.lists.sum(list));
  const item = translating.variable();
  const isLess = `(${item} < 0)`;
  // What adds up in part to more than is counted exactly: the evaluator has the word, unless all that is added is of one sign.
  const mixed = and(
    dialect.lists.some(list, of, item, isLess),
    `(${dialect.lists.sum(dialect.lists.map(list, of, item, `abs(${item})`, of))} > ${safe[1]})`,
  );
  doubts(and(...under, mixed));
  const most: Bounds = computed('*', safe, [0n, mostItems]);
  if (translating.isPart !== true || isWithin(most, safe)) return whole(total, most);
  const inside = `(${total} BETWEEN ${safe[0]} AND ${safe[1]})`;
  doubts(and(...under, not(inside)));
  return whole(`CAST(${choose(inside, total, 'NULL')} AS ${dialect.narrow})`, safe);
};
