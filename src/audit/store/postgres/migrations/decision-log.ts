import type { Migration } from '../migrate.js';

/**
 * The tables of a decision log with many writers. What a group of records writes goes into tables that carry `chain`; `place` and
 * `once` hold what must be unique over all partitions.
 */
export const decisionLog: Migration = {
  version: 1,
  name: 'decision-log',
  sql: `
-- One row. The salt keeps subjects from being guessed from their hashes by who has no access to this table.
CREATE TABLE clausebook.log (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  subject_salt text NOT NULL,
  probed_at timestamptz
);
INSERT INTO clausebook.log (subject_salt)
VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

-- The chains and their ends. Name '' is the chain of records that name none: those of an imported journal.
CREATE TABLE clausebook.chain (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  sequence bigint NOT NULL,
  hash text NOT NULL
) WITH (fillfactor = 10);

-- One row a record. Its canonical line is {"body":<body>,"hash":"<hash>","open":<open>}.
CREATE TABLE clausebook.record (
  decided_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  chain integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  clauses text[] NOT NULL,
  rules text[] NOT NULL,
  -- SHA-256 over the salt and the subject, its first 16 bytes; gone where the subject is erased.
  subject bytea,
  hash text NOT NULL,
  body text NOT NULL,
  open text NOT NULL,
  PRIMARY KEY (chain, sequence, decided_at)
) PARTITION BY RANGE (decided_at);
CREATE INDEX record_newest ON clausebook.record (decided_at, chain, sequence);
CREATE INDEX record_decision ON clausebook.record (decision, decided_at, chain, sequence);
CREATE INDEX record_outcome ON clausebook.record (outcome, decided_at, chain, sequence);
CREATE INDEX record_subject ON clausebook.record (subject, decided_at, chain, sequence) WHERE subject IS NOT NULL;

-- Which records cite a clause or have a rule standing. term: the first 8 bytes of SHA-256 over 'clause <id>' or 'rule <id>'.
CREATE TABLE clausebook.citation (
  term bigint NOT NULL,
  decided_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  chain integer NOT NULL,
  PRIMARY KEY (term, decided_at, chain, sequence)
) PARTITION BY RANGE (decided_at);

-- Every id, once.
CREATE TABLE clausebook.place (
  id text COLLATE "C" PRIMARY KEY,
  decided_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  chain integer NOT NULL
);

-- Every key under which records were made, once; cleared when its life is over.
CREATE TABLE clausebook.once (
  key text COLLATE "C" PRIMARY KEY,
  made_at timestamptz NOT NULL,
  ids text[] NOT NULL
);
CREATE INDEX once_made_at ON clausebook.once (made_at);

CREATE TABLE clausebook.release (
  digest text COLLATE "C" PRIMARY KEY,
  document text NOT NULL,
  revision text NOT NULL,
  -- File name to text, JSON.
  files text NOT NULL
);

-- Checkpoints are chained: no two follow the same one.
CREATE TABLE clausebook.checkpoint (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  previous text NOT NULL UNIQUE,
  checkpoint text NOT NULL
);

-- Makes the partitions of a month (UTC) where they are not there. Attached, not made in place: that locks out neither readers nor writers.
-- The bounds are written as text, which must not depend on the session that asks.
CREATE FUNCTION clausebook.add_month(month date) RETURNS void LANGUAGE plpgsql
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' AS $$
DECLARE
  parent text;
  part text;
BEGIN
  PERFORM pg_advisory_xact_lock(1668052322, 0);
  FOREACH parent IN ARRAY ARRAY['record', 'citation'] LOOP
    part := parent || '_' || to_char(month, 'YYYY_MM');
    -- Not by to_regclass, which may remember from before the lock that there was none.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_tables WHERE schemaname = 'clausebook' AND tablename = part) THEN
      -- Records of up to 8 kB stay in their row as they are: to compress each of them takes longer than all the rest of writing it.
      EXECUTE format(
        'CREATE TABLE clausebook.%I (LIKE clausebook.%I INCLUDING ALL) WITH (toast_tuple_target = 8160)', part, parent);
      EXECUTE format(
        'ALTER TABLE clausebook.%I ATTACH PARTITION clausebook.%I FOR VALUES FROM (%L) TO (%L)',
        parent, part,
        month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;
`,
};
