import type { QueryConfig } from 'pg';
import type { Digest } from '../../record/canonical.js';
import { isDecision, type LogLine } from '../../record/log-line.js';
import { termKey, type RecordRow } from './record-row.js';

/** The end of a chain; sequence 0 and `noDigest` before its first record. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: Digest;
}

/** Records made under one key. */
export interface KeyRow {
  readonly key: Digest;
  /** RFC 3339. */
  readonly madeAt: string;
  readonly ids: readonly string[];
}

/** What one statement makes durable: records that follow each other in one chain. */
export interface Group {
  /** Number of the chain. */
  readonly chain: number;
  readonly before: ChainEnd;
  readonly after: ChainEnd;
  readonly rows: readonly RecordRow[];
  readonly keys: readonly KeyRow[];
}

/**
 * All of a group or nothing, in one statement and so in one round trip. The end of the chain is moved only where it is still what the
 * writer takes it for; where it is not, no row is inserted. Bodies come as lines of one text, as JSON has no raw line end in it.
 */
const text = `
WITH head AS (
  UPDATE clausebook.chain SET sequence = $4, hash = $5
  WHERE number = $1 AND sequence = $2 AND hash = $3
  RETURNING number
), keyed AS (
  INSERT INTO clausebook.once (key, made_at, ids)
  SELECT key, made_at, ids::text[]
  FROM head, unnest($6::text[], $7::timestamptz[], $8::text[]) AS fresh (key, made_at, ids)
), placed AS (
  INSERT INTO clausebook.place (id, decided_at, sequence, chain)
  SELECT id, decided_at, $2 + place, number
  FROM head, unnest($9::text[], $10::timestamptz[]) WITH ORDINALITY AS fresh (id, decided_at, place)
), cited AS (
  INSERT INTO clausebook.citation (term, decided_at, sequence, chain)
  SELECT term, decided_at, $2 + place, number
  FROM head, unnest($11::bigint[], $12::timestamptz[], $13::integer[]) AS fresh (term, decided_at, place)
)
INSERT INTO clausebook.record
  (decided_at, sequence, chain, id, decision, outcome, clauses, rules, subject, hash, body, open)
SELECT decided_at, $2 + place, number, id, decision, outcome, clauses::text[], rules::text[], subject, hash, body, open
FROM head, unnest($10::timestamptz[], $9::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::bytea[],
  $19::text[], string_to_array($20, E'\\n'), string_to_array($21, E'\\n'))
  WITH ORDINALITY AS fresh (decided_at, id, decision, outcome, clauses, rules, subject, hash, body, open, place)`;

/** The statement for a group; it affects as many rows as the group has, or none. */
export const groupStatement = ({ chain, before, after, rows, keys }: Group): QueryConfig => {
  const citations = rows.flatMap(({ clauses, rules, decidedAt }, index) => [
    ...[...new Set(clauses)].map((id) => ({ term: termKey('clause', id), decidedAt, place: index + 1 })),
    ...[...new Set(rules)].map((id) => ({ term: termKey('rule', id), decidedAt, place: index + 1 })),
  ]);
  return {
    name: 'clausebook-group',
    text,
    values: [
      chain,
      before.sequence,
      before.hash,
      after.sequence,
      after.hash,
      keys.map(({ key }) => key),
      keys.map(({ madeAt }) => madeAt),
      keys.map(({ ids }) => arrayText(ids)),
      rows.map(({ id }) => id),
      rows.map(({ decidedAt }) => decidedAt),
      citations.map(({ term }) => term),
      citations.map(({ decidedAt }) => decidedAt),
      citations.map(({ place }) => place),
      rows.map(({ decision }) => decision),
      rows.map(({ outcome }) => outcome),
      rows.map(({ clauses }) => arrayText(clauses)),
      rows.map(({ rules }) => arrayText(rules)),
      rows.map(({ subject }) => subject),
      rows.map(({ hash }) => hash),
      rows.map(({ body }) => body).join('\n'),
      rows.map(({ open }) => open).join('\n'),
    ],
  };
};

/** The keys under which records were made, each once. */
export const keysOf = (records: readonly LogLine[]): readonly KeyRow[] => {
  const keys = new Map<Digest, { readonly key: Digest; readonly madeAt: string; readonly ids: string[] }>();
  for (const { body } of records.filter(isDecision)) {
    if (body.once === undefined) continue;
    const { key } = body.once;
    const known = keys.get(key);
    if (known === undefined) keys.set(key, { key, madeAt: body.decidedAt, ids: [body.id] });
    else known.ids.push(body.id);
  }
  // In one order everywhere, so that two writers seldom wait for each other.
  return [...keys.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};

/** An array as PostgreSQL writes it (8.15.2): `unnest` would flatten an array of arrays. */
export const arrayText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
