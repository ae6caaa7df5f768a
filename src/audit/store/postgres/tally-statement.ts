import type { Tally, TallyQuery } from '../decision-log.js';
import type { PersonalKey } from '../../record/personal-storage.js';
import { boundsOf, makeValues, subjectKeys, type Statement } from './search.js';

/** A count as PostgreSQL gives it: numbers as text. */
export interface TallyRow extends Omit<Tally, 'slot' | 'records'> {
  readonly slot: string;
  readonly records: string;
}

/** The statement that counts decisions by kind and slot of time. */
export const tallyStatement = (query: TallyQuery, salt: string, key?: PersonalKey): Statement => {
  const { values, put } = makeValues();
  const equal = (column: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`record.${column} = ${put(value)}`];
  const holds = (column: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`record.${column} @> ARRAY[${put(value)}::text]`];
  const keys = query.subject === undefined ? undefined : subjectKeys(query.subject, { salt, key });
  const width = put(query.widthMs);
  const where = [
    "record.decision <> ''",
    ...equal('decision', query.decision),
    ...equal('outcome', query.outcome),
    ...holds('clauses', query.clause),
    ...holds('rules', query.rule),
    ...(keys === undefined ? [] : [`record.subject = ANY (${put(keys)})`]),
    ...boundsOf({ ...query, limit: 1 }, undefined, put)('record'),
  ];
  const text = `SELECT decision, outcome, rules, clauses, slot, count(*) AS records
FROM (
  SELECT decision, outcome, rules, clauses,
    floor(extract(epoch FROM decided_at) * 1000 / ${width}::bigint) * ${width}::bigint AS slot
  FROM clausebook.record WHERE ${where.join(' AND ')}
) counted GROUP BY decision, outcome, rules, clauses, slot`;
  return { text, values };
};
