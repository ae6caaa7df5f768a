import type { Query } from '../decision-log.js';
import { subjectTags, type PersonalKey } from '../../record/personal-storage.js';
import { subjectKey, termKey } from './record-row.js';

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Where a record stands in the order of a search. */
export interface Position {
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  /** Number of its chain. */
  readonly chain: number;
  readonly sequence: number;
}

const cursorPattern = /^(-?\d{1,15})\.([1-9]\d{0,9})\.([1-9]\d{0,15})$/;

/** A position as a cursor. */
export const cursorOf = ({ decidedAt, chain, sequence }: Position): string =>
  `${decidedAt}.${chain}.${sequence}`;

/** The position that a cursor means; `undefined` where it is no cursor of ours. */
export const positionOf = (cursor: string): Position | undefined => {
  const [, decidedAt, chain, sequence] = cursorPattern.exec(cursor) ?? [];
  const position = { decidedAt: Number(decidedAt), chain: Number(chain), sequence: Number(sequence) };
  return chain === undefined || Math.abs(position.decidedAt) > 8.64e15 || position.chain > 2 ** 31 - 1
    ? undefined
    : position;
};

/** A list shorter than this is walked, and its places looked up in the others; of longer ones the planner knows how common they are. */
export const shortList = 2000;

/** The statement that counts, up to `shortList`, what each condition of a query finds; none where there are not several. */
export const countStatement = (
  query: Query,
  after: Position | undefined,
  salt: string,
  key?: PersonalKey,
): Statement | undefined => {
  const { values, put } = makeValues();
  const bounds = boundsOf(query, after, put);
  const lists = listsOf(query, { salt, key }, put);
  if (lists.length < 2) return undefined;
  const counts = lists.map(
    (list, place) => `(SELECT count(*)::integer FROM (
    SELECT FROM clausebook.${list.table} list0 ${whereOf([...conditionsOf('list0', list), ...bounds('list0')])} LIMIT ${shortList}
  ) counted) AS list${place}`,
  );
  return { text: `SELECT ${counts.join(',\n')}`, values };
};

/**
 * The statement that finds records newest first, one more than the limit. Each condition is a list of places that an index gives in the order
 * of the search; the lists are cut to the page before any record is read.
 * @param counts what `countStatement` found, by condition
 */
export const searchStatement = (
  query: Query,
  after: Position | undefined,
  salt: string,
  counts: readonly number[] = [],
  key?: PersonalKey,
): Statement => {
  const { values, put } = makeValues();
  const bounds = boundsOf(query, after, put);
  const lists = listsOf(query, { salt, key }, put);
  const shortest = Math.min(...counts);
  const isWalked = shortest < shortList;
  const first = isWalked ? counts.indexOf(shortest) : 0;
  const [walked, ...others] = [
    ...lists.slice(first, first + 1),
    ...lists.filter((_, place) => place !== first),
  ];
  if (walked === undefined) throw new RangeError('A search has at least one list.');
  const joins = others.map((list, place) => {
    const name = `list${place + 1}`;
    const on = [
      ...conditionsOf(name, list),
      ...columns.map((column) => `${name}.${column} = list0.${column}`),
    ];
    // A LIMIT keeps the planner from reading the whole of the other list.
    return isWalked
      ? `CROSS JOIN LATERAL (SELECT FROM clausebook.${list.table} ${name} ${whereOf(on)} LIMIT 1) found${place + 1}`
      : `JOIN clausebook.${list.table} ${name} ON ${[...on, ...bounds(name)].join(' AND ')}`;
  });
  const newestFirst = (table: string): string =>
    columns.map((column) => `${table}.${column} DESC`).join(', ');
  const text = `SELECT record.decided_at, record.chain, record.sequence, record.body, record.hash, record.open
FROM (
  SELECT ${columns.map((column) => `list0.${column}`).join(', ')}
  FROM clausebook.${walked.table} list0
  ${joins.join('\n  ')}
  ${whereOf([...conditionsOf('list0', walked), ...bounds('list0')])}
  ORDER BY ${newestFirst('list0')} LIMIT ${put(query.limit + 1)}
) page JOIN clausebook.record USING (${columns.join(', ')})
ORDER BY ${newestFirst('page')}`;
  return { text, values };
};

/** Collects the values of a statement; `put` gives the place of each. */
export const makeValues = (): {
  readonly values: readonly unknown[];
  readonly put: (value: unknown) => string;
} => {
  const values: unknown[] = [];
  return { values, put: (value) => `$${values.push(value)}` };
};

const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;

const conditionsOf = (table: string, { condition }: List): readonly string[] =>
  condition === undefined ? [] : [`${table}.${condition}`];

/** What places a record, in the order of a search. */
const columns = ['decided_at', 'chain', 'sequence'];

interface List {
  readonly table: 'record' | 'citation';
  readonly condition?: string;
}

/** By what the records of a subject may be found: by itself where it is open, by its tag where it is sealed. */
export const subjectKeys = (
  subject: string,
  { salt, key }: { readonly salt: string; readonly key: PersonalKey | undefined },
): readonly Buffer[] =>
  [
    // Those recorded by earlier versions stand under the name as it was written.
    ...new Set([subject.normalize(), subject, subject.normalize('NFD')]),
    ...(key === undefined ? [] : subjectTags(subject, key)),
  ].map((text) => subjectKey(text, salt));

const listsOf = (
  query: Query,
  secrets: { readonly salt: string; readonly key: PersonalKey | undefined },
  put: (value: unknown) => string,
): readonly List[] => {
  const cited = (kind: 'clause' | 'rule', id: string | undefined): readonly List[] =>
    id === undefined ? [] : [{ table: 'citation', condition: `term = ${put(termKey(kind, id))}` }];
  const equal = (column: string, value: unknown): readonly List[] =>
    value === undefined ? [] : [{ table: 'record', condition: `${column} = ${put(value)}` }];
  const keys = query.subject === undefined ? [] : subjectKeys(query.subject, secrets);
  const ofSubject: readonly List[] =
    keys.length === 0
      ? []
      : [
          {
            table: 'record',
            condition: `subject ${keys.length === 1 ? `= ${put(keys[0])}` : `= ANY (${put(keys)})`}`,
          },
        ];
  const lists = [
    ...cited('clause', query.clause),
    ...cited('rule', query.rule),
    ...equal('decision', query.decision),
    ...equal('outcome', query.outcome),
    ...ofSubject,
  ];
  return lists.length === 0 ? [{ table: 'record', condition: "decision <> ''" }] : lists;
};

/** The conditions on time and place of a query, on a table. */
export const boundsOf = (
  query: Query,
  after: Position | undefined,
  put: (value: unknown) => string,
): ((table: string) => readonly string[]) => {
  const from = query.from === undefined ? undefined : put(instant(query.from));
  const to = query.to === undefined ? undefined : put(instant(query.to));
  const place = after && [put(instant(after.decidedAt)), put(after.chain), put(after.sequence)];
  return (table) => [
    ...(from === undefined ? [] : [`${table}.decided_at >= ${from}`]),
    ...(to === undefined ? [] : [`${table}.decided_at < ${to}`]),
    ...(place === undefined
      ? []
      : [
          // Partitions are cut by the first, the index by the second.
          `${table}.decided_at <= ${place[0] ?? ''}`,
          `(${columns.map((column) => `${table}.${column}`).join(', ')}) < (${place.join(', ')})`,
        ]),
  ];
};

/** As PostgreSQL reads it. What lies beyond what a Date can say is held to be before or after everything. */
const instant = (epochMs: number): string => {
  if (epochMs > 8.64e15) return 'infinity';
  return epochMs < -8.64e15 ? '-infinity' : pgYear(new Date(epochMs).toISOString());
};

/** Years beyond 9999 and before 0 are written otherwise there; such a bound stands for all or nothing. */
const pgYear = (iso: string): string => {
  if (iso.startsWith('+')) return 'infinity';
  return iso.startsWith('-') || iso.startsWith('0000') ? '-infinity' : iso;
};
