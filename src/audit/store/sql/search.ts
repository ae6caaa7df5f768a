import type { Query } from '../decision-log.js';
import { asksForKinds, type Kinds } from './kinds.js';
import type { Position } from './place.js';
import { rows, type Dialect, type SqlValue, type Statement, type Steps } from './statement.js';
import { subjectKeys, type SubjectSecrets } from './subject-keys.js';

/** What a search goes by, besides the query. */
export interface SearchParts {
  readonly dialect: Dialect;
  readonly secrets: SubjectSecrets;
  readonly kinds: Kinds;
}

/** A part of a condition with its values. */
type Condition = Statement;

const and = (...conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => text).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** So many lists are read by one statement. */
const listsAtOnce = 100;

/**
 * The newest that a query means, at most so many. Each kind, or each key of a subject, is a list that an index gives in the order of the
 * search; the newest of each are put together.
 */
export function* newest(
  { dialect, secrets, kinds }: SearchParts,
  query: Query,
  after: Position | undefined,
  wanted: number,
): Steps<readonly Position[]> {
  yield* kinds.read();
  const meant = kinds.meant(query);
  const lists =
    query.subject === undefined
      ? meant.map((kind): Condition => ({ text: `kind = ${kind}`, values: [] }))
      : subjectKeys(query.subject, secrets).map((key) =>
          and({ text: 'subject = ?', values: [key] }, ...ofKinds(dialect, query, meant)),
        );
  let best: readonly Position[] = [];
  for (let from = 0; from < lists.length; from += listsAtOnce) {
    // What is older than the page so far is not looked for.
    const floor = best.length < wanted ? -Infinity : (best.at(-1)?.decidedAt ?? -Infinity);
    const time = timeOf({ ...query, from: Math.max(floor, query.from ?? floor) }, after);
    const parts = lists.slice(from, from + listsAtOnce).map((list) => and(list, ...time));
    const texts = parts.map(
      ({ text }, nth) =>
        `SELECT * FROM (SELECT decided_at, place FROM record WHERE ${text} ORDER BY ${newestFirst} LIMIT ${wanted}) list${nth}`,
    );
    const found = yield* rows(
      `${texts.join(' UNION ALL ')} ORDER BY ${newestFirst} LIMIT ${wanted}`,
      ...parts.flatMap(({ values }) => values),
    );
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

/** The condition of all that a query means, in no order; `undefined` where it means nothing. */
export function* meantBy(
  { dialect, secrets, kinds }: SearchParts,
  query: Omit<Query, 'limit'>,
): Steps<Condition> {
  yield* kinds.read();
  const meant = kinds.meant(query);
  const keys = query.subject === undefined ? [] : subjectKeys(query.subject, secrets);
  return and(
    ...(keys.length === 0
      ? [{ text: `kind ${dialect.amongIntegers}`, values: [meant] }]
      : [
          { text: `subject IN (${keys.map(() => '?').join(', ')})`, values: keys },
          ...ofKinds(dialect, query, meant),
        ]),
    ...timeOf(query, undefined),
  );
}

const ofKinds = (
  dialect: Dialect,
  query: Omit<Query, 'limit'>,
  meant: readonly number[],
): readonly Condition[] =>
  asksForKinds(query) ? [{ text: `kind ${dialect.amongIntegers}`, values: [meant] }] : [];

/** Beyond every time that a record can have. */
const mostMs = 8.64e15;

const timeOf = (
  { from, to }: Pick<Query, 'from' | 'to'>,
  after: Position | undefined,
): readonly Condition[] => {
  const at = (text: string, ...values: readonly number[]): Condition => ({
    text,
    values: values.map((value): SqlValue => Math.ceil(Math.max(-mostMs, Math.min(mostMs, value)))),
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
