import type { Query, Tally, TallyQuery } from '../decision-log.js';
import { all, listsOf, wholeLists, type Condition, type List, type SearchParts } from './lists.js';
import type { Position } from './record-row.js';
import { rows, type SqlValue, type Steps } from './statement.js';

/** The newest that a query means, at most so many: the newest of each list, put together. */
export function* newest(
  parts: SearchParts,
  query: Query,
  after: Position | undefined,
  wanted: number,
): Steps<readonly Position[]> {
  let best: readonly Position[] = [];
  for (const lists of yield* listsOf(parts, query)) {
    // What is older than the page so far is not looked for.
    const floor = best.length < wanted ? -Infinity : (best.at(-1)?.decidedAt ?? -Infinity);
    const time = timeOf({ ...query, from: Math.max(floor, query.from ?? floor) }, after);
    const found = yield* rows(
      ...unionOf(
        lists.map(({ table, ...list }) => ({
          ...all(list, ...time),
          ...(table === undefined ? {} : { table }),
        })),
        wanted,
      ),
    );
    if (found.length === 0) continue;
    best = [
      ...best,
      ...found.map(([decidedAt, place]) => ({ decidedAt: Number(decidedAt), place: Number(place) })),
    ]
      .sort((one, other) => other.decidedAt - one.decidedAt || other.place - one.place)
      .slice(0, wanted);
  }
  return best;
}

const newestFirst = 'decided_at DESC, place DESC';

const unionOf = (lists: readonly List[], wanted: number): readonly [string, ...(readonly SqlValue[])] => {
  const texts = lists.map(
    ({ text, table = 'record' }, nth) =>
      `SELECT * FROM (SELECT decided_at, place FROM ${table} WHERE ${text} ORDER BY ${newestFirst} LIMIT ${wanted}) list${nth}`,
  );
  return [
    `${texts.join(' UNION ALL ')} ORDER BY ${newestFirst} LIMIT ${wanted}`,
    ...lists.flatMap(({ values }) => values),
  ];
};

/** Counts what a query means, by kind and slot of time. */
export function* tallyOf(parts: SearchParts, query: TallyQuery): Steps<readonly Tally[]> {
  const { widthMs } = query;
  const counted = new Map<string, Tally>();
  for (const lists of yield* listsOf(parts, query)) {
    const { text, values } = all(anyOf(lists), ...timeOf(query, undefined));
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
  return yield* placesIn(yield* listsOf(parts, query), query);
}

/** The places of all records and choices that were made before a time, in the order of the log. */
export function* placesBefore(parts: SearchParts, time: number): Steps<readonly number[]> {
  return yield* placesIn(yield* wholeLists(parts), { to: time });
}

function* placesIn(
  found: readonly (readonly List[])[],
  query: Pick<Query, 'from' | 'to'>,
): Steps<readonly number[]> {
  const places: number[] = [];
  for (const lists of found) {
    const { text, values } = all(anyOf(lists), ...timeOf(query, undefined));
    for (const [place] of yield* rows(`SELECT place FROM record WHERE ${text}`, ...values))
      places.push(Number(place));
  }
  return places.sort((one, other) => one - other);
}

/** What any of some lists has, as a condition on records. */
const anyOf = (lists: readonly List[]): Condition => ({
  text: `(${lists.map(({ text, table }) => (table === undefined ? text : `place IN (SELECT place FROM ${table} WHERE ${text})`)).join(' OR ')})`,
  values: lists.flatMap(({ values }) => values),
});

/** Beyond every time that a record can have. */
const mostMs = 8.64e15;

const timeOf = (
  { from, to }: Pick<Query, 'from' | 'to'>,
  after: Position | undefined,
): readonly Condition[] => {
  const at = (text: string, value: number): Condition => ({
    text,
    values: [Math.ceil(Math.max(-mostMs, Math.min(mostMs, value)))],
  });
  return [
    ...(from === undefined || from < -mostMs ? [] : [at('decided_at >= ?', from)]),
    ...(to === undefined ? [] : [at('decided_at < ?', to)]),
    ...(after === undefined
      ? []
      : [
          at('decided_at <= ?', after.decidedAt),
          { text: '(decided_at < ? OR place < ?)', values: [after.decidedAt, after.place] },
        ]),
  ];
};
