import { perChain } from '../../sql/record/place.js';
import type { Migration } from '../migrate.js';

/** The tables that PostgreSQL and SQLite have alike: a record is one row, and what was decided and stands behind it a kind. */
export const oneTable: Migration = {
  version: 4,
  name: 'one-table',
  sql: `
-- What was decided and what stands behind it: few for many records. Numbers have no gaps, in the order in which they were committed.
CREATE TABLE clausebook.kind (
  number integer PRIMARY KEY,
  -- Decision, outcome, rules, clauses: a JSON array.
  kind text COLLATE "C" NOT NULL,
  -- Once: a text may be longer than an index for order takes.
  EXCLUDE USING hash (kind WITH =)
);
INSERT INTO clausebook.kind (number, kind)
SELECT row_number() OVER (), kind FROM (
  SELECT DISTINCT json_build_array(decision, outcome, rules, clauses)::text AS kind
  FROM clausebook.record WHERE decision <> ''
) kinds;

ALTER TABLE clausebook.record RENAME TO earlier;
ALTER TABLE clausebook.once RENAME TO earlier_once;

-- One row a line of the log. Its place is that of its chain, and its sequence there: it grows with every record of a writer.
-- Records of up to 8 kB stay in their row as they are: to compress each of them takes longer than all the rest of writing it.
CREATE TABLE clausebook.record (
  place bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  -- Epoch milliseconds; of an event, when it happened.
  decided_at bigint NOT NULL,
  -- NULL where the line is no decision.
  kind integer,
  -- SHA-256 over the salt and the subject, its first 16 bytes; NULL where there is none, or it is erased.
  subject bytea,
  -- Its canonical JSON.
  line text NOT NULL
) WITH (toast_tuple_target = 8160);
INSERT INTO clausebook.record (place, id, decided_at, kind, subject, line)
SELECT (chain - 1) * ${perChain}::bigint + sequence, id,
  CASE WHEN open = '' THEN 0 ELSE (extract(epoch FROM decided_at) * 1000)::bigint END,
  number, subject,
  CASE WHEN open = '' THEN body ELSE '{"body":' || body || ',"hash":"' || hash || '","open":' || open || '}' END
FROM clausebook.earlier
LEFT JOIN clausebook.kind ON decision <> '' AND kind = json_build_array(decision, outcome, rules, clauses)::text
ORDER BY 1;
CREATE INDEX record_of_kind ON clausebook.record (kind, decided_at, place) WHERE kind IS NOT NULL;
CREATE INDEX record_of_subject ON clausebook.record (subject, decided_at, place) WHERE subject IS NOT NULL;

-- Every key under which records were made, once, and where they stand; cleared when its life is over.
CREATE TABLE clausebook.once (
  key text COLLATE "C" PRIMARY KEY,
  made_at bigint NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL
);
INSERT INTO clausebook.once (key, made_at, first, last)
SELECT key, (extract(epoch FROM made_at) * 1000)::bigint, min(place), max(place)
FROM clausebook.earlier_once JOIN clausebook.record ON record.id = ANY (ids) GROUP BY key, made_at;
CREATE INDEX once_of_time ON clausebook.once (made_at);

ALTER TABLE clausebook.removal ALTER begun_at DROP DEFAULT;
ALTER TABLE clausebook.removal ALTER begun_at TYPE bigint USING (extract(epoch FROM begun_at) * 1000)::bigint;
ALTER TABLE clausebook.removal ALTER begun_at SET DEFAULT (extract(epoch FROM now()) * 1000)::bigint;

DROP TABLE clausebook.earlier, clausebook.citation, clausebook.place, clausebook.earlier_once;
DROP FUNCTION clausebook.add_month(date);
`,
};
