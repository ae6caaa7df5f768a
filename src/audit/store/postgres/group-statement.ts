import type { QueryConfig } from 'pg';
import type { Group } from '../sql/group.js';

/**
 * All of a group or nothing, in one statement and so in one round trip. The end of the chain is moved only where it is still what the
 * writer takes it for; where it is not, no row is inserted. Lines come as lines of one text, as JSON has no raw line end in it.
 */
const text = (terms: string): string => `
WITH head AS (
  UPDATE clausebook.chain SET sequence = $4, hash = $5
  WHERE number = $1 AND sequence = $2 AND hash = $3
  RETURNING number
), keyed AS (
  INSERT INTO clausebook.once (key, made_at, first, last)
  SELECT key, made_at, first, last
  FROM head, unnest($6::text[], $7::bigint[], $8::bigint[], $9::bigint[]) AS fresh (key, made_at, first, last)
), grown AS (
  INSERT INTO clausebook.node (chain, level, number, hash)
  SELECT head.number, level, fresh.number, hash
  FROM head, unnest($16::integer[], $17::bigint[], $18::text[]) AS fresh (level, number, hash)
  ON CONFLICT DO NOTHING
)${terms}
INSERT INTO clausebook.record (place, id, decided_at, kind, subject, line)
SELECT place, id, decided_at, kind, subject, line
FROM head, unnest($10::bigint[], $11::text[], $12::bigint[], $13::integer[], $14::bytea[], string_to_array($15, E'\\n'))
  AS fresh (place, id, decided_at, kind, subject, line)`;

const withoutTerms = text('');
const withTerms = text(`, found AS (
  INSERT INTO clausebook.metadata (place, term, decided_at)
  SELECT place, term, decided_at
  FROM head, unnest($19::bigint[], $20::bytea[], $21::bigint[]) AS fresh (place, term, decided_at)
)`);

/** The statement for a group; it affects as many rows as the group has, or none. */
export const groupStatement = (
  { chain, before, after, rows, keys, nodes }: Group,
  kinds: ReadonlyMap<string, number>,
): QueryConfig => {
  const terms = rows.flatMap(({ place, at, terms: own }) => own.map((term) => ({ place, at, term })));
  const values = [
    chain,
    before.sequence,
    before.hash,
    after.sequence,
    after.hash,
    keys.map(({ key }) => key),
    keys.map(({ madeAt }) => madeAt),
    keys.map(({ first }) => first),
    keys.map(({ last }) => last),
    rows.map(({ place }) => place),
    rows.map(({ id }) => id),
    rows.map(({ at }) => at),
    rows.map(({ kind }) => (kind === null ? null : kinds.get(kind))),
    rows.map(({ subject }) => subject),
    rows.map(({ line }) => line.toString('utf8')).join('\n'),
    nodes.map(({ level }) => level),
    nodes.map(({ number }) => number),
    nodes.map((node) => node.hash),
  ];
  if (terms.length === 0) return { name: 'clausebook-group', text: withoutTerms, values };
  return {
    name: 'clausebook-group-with-metadata',
    text: withTerms,
    values: [
      ...values,
      terms.map(({ place }) => place),
      terms.map(({ term }) => term),
      terms.map(({ at }) => at),
    ],
  };
};
