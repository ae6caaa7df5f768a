import { firstInstantMs, formatInstant, lastInstantMs } from '../../../language/instants.js';
import type { Query, Tally, TallyQuery } from '../query.js';
import { all, listsOf, onRecords, wholeLists, type Condition, type List, type SearchParts } from './lists.js';
import { asksByAsOf } from './record/kinds.js';
import { type Position } from './record/place.js';
import { rows, textOf, type SqlValue, type Steps } from './statement.js';

/** The newest that a query means, at most so many: the newest of each list, put together. */
export function* newest(
  parts: SearchParts,
  query: Query,
  after: Position | undefined,
  wanted: number,
): Steps<readonly Position[]> {
  let best: readonly Position[] = [];
  const { column, read } = orderOf(parts, query);
  for (const lists of yield* listsOf(parts, query)) {
    // What is older than the page so far is not looked for.
    const floor = best.length < wanted ? undefined : best.at(-1)?.at;
    const times = timesOf(parts, query, { after, floor });
    const found = yield* rows(
      ...unionOf(
        lists.map(({ table, ...list }) => ({
          ...all(list, ...times),
          ...(table === undefined ? {} : { table }),
        })),
        { wanted, column },
      ),
    );
    if (found.length === 0) continue;
    best = [...best, ...found.map(([at, place]) => ({ at: read(at), place: Number(place) }))]
      .sort((one, other) => other.at - one.at || other.place - one.place)
      .slice(0, wanted);
  }
  return best;
}

const unionOf = (
  lists: readonly List[],
  { wanted, column }: { readonly wanted: number; readonly column: string },
): readonly [string, ...(readonly SqlValue[])] => {
  const texts = lists.map(
    ({ text, table = 'record' }, nth) =>
      `SELECT * FROM (SELECT ${column} AS at, place FROM ${table} WHERE ${text} ORDER BY ${column} DESC, place DESC LIMIT ${wanted}) list${nth}`,
  );
  return [
    `${texts.join(' UNION ALL ')} ORDER BY at DESC, place DESC LIMIT ${wanted}`,
    ...lists.flatMap(({ values }) => values),
  ];
};

/** Counts what a query means, by kind and slot of time. */
export function* tallyOf(parts: SearchParts, query: TallyQuery): Steps<readonly Tally[]> {
  const { widthMs } = query;
  const counted = new Map<string, Tally>();
  for (const lists of yield* listsOf(parts, query)) {
    const { text, values } = all(anyOf(lists), ...timesOf(parts, query));
    // Division of integers goes towards zero, slots go down.
    const found = yield* rows(
      `SELECT kind, decided_at - ((decided_at % ?) + ?) % ? AS slot, count(*) FROM record WHERE ${text} GROUP BY kind, slot`,
      ...[widthMs, widthMs, widthMs],
      ...values,
    );
    for (const [kind, slot, records] of found) {
      const told = parts.kinds.get(Number(kind));
      const at = `${String(kind)}/${String(slot)}`;
      const sum = (counted.get(at)?.records ?? 0) + Number(records);
      if (told !== undefined) counted.set(at, { ...told, slot: Number(slot), records: sum });
    }
  }
  return [...counted.values()];
}

/** The places of all that a query means, in the order of the log. */
export function* placesOf(parts: SearchParts, query: Omit<Query, 'limit'>): Steps<readonly number[]> {
  return yield* placesIn(parts, yield* listsOf(parts, query), query);
}

/** The places of all records and choices that were made before a time, in the order of the log. */
export function* placesBefore(parts: SearchParts, time: number): Steps<readonly number[]> {
  return yield* placesIn(parts, yield* wholeLists(parts), { to: time });
}

function* placesIn(
  parts: SearchParts,
  found: readonly (readonly List[])[],
  query: Times,
): Steps<readonly number[]> {
  const places: number[] = [];
  for (const lists of found) {
    const { text, values } = all(anyOf(lists), ...timesOf(parts, query));
    for (const [place] of yield* rows(`SELECT place FROM record WHERE ${text}`, ...values))
      places.push(Number(place));
  }
  return places.sort((one, other) => one - other);
}

/** What any of some lists has, as a condition on records. */
const anyOf = (lists: readonly List[]): Condition => ({
  text: `(${lists.map((list) => onRecords(list).text).join(' OR ')})`,
  values: lists.flatMap(({ values }) => values),
});

type Times = Pick<Query, 'from' | 'to' | 'asOfFrom' | 'asOfTo'>;

/** What records are in the order of, and between: a column, and how it has an instant. */
interface Order {
  readonly column: string;
  /** Epoch milliseconds to what the column has. */
  readonly write: (ms: number) => SqlValue;
  readonly read: (value: unknown) => number;
  /** No record has an instant before or after. */
  readonly least: number;
  readonly most: number;
}

const byDecidedAt: Order = {
  column: 'decided_at',
  write: (ms) => ms,
  read: Number,
  least: -8.64e15,
  most: 8.64e15,
};

const byAsOf = ({ dialect }: SearchParts): Order => ({
  column: dialect.asOf,
  write: formatInstant,
  read: (text) => Date.parse(textOf(text)),
  least: firstInstantMs,
  most: lastInstantMs,
});

const orderOf = (parts: SearchParts, query: Times): Order =>
  asksByAsOf(query) ? byAsOf(parts) : byDecidedAt;

/** What a query says of time, with what a page begins after, and what is too old for it. */
const timesOf = (
  parts: SearchParts,
  query: Times,
  { after, floor }: { readonly after?: Position | undefined; readonly floor?: number | undefined } = {},
): readonly Condition[] => {
  const order = orderOf(parts, query);
  return [
    ...between(byDecidedAt, query.from, query.to),
    ...between(byAsOf(parts), query.asOfFrom, query.asOfTo),
    ...(floor === undefined ? [] : [compared(order, '>=', floor)]),
    ...(after === undefined
      ? []
      : [
          compared(order, '<=', after.at),
          {
            text: `(${order.column} < ? OR place < ?)`,
            values: [...compared(order, '<', after.at).values, after.place],
          },
        ]),
  ];
};

const between = (order: Order, from: number | undefined, to: number | undefined): readonly Condition[] => [
  ...(from === undefined || from < order.least ? [] : [compared(order, '>=', from)]),
  ...(to === undefined || to > order.most ? [] : [compared(order, '<', to)]),
];

const compared = (
  { column, write, least, most }: Order,
  operator: '<' | '<=' | '>=',
  ms: number,
): Condition => ({
  text: `${column} ${operator} ?`,
  values: [write(Math.ceil(Math.max(least, Math.min(most, ms))))],
});
