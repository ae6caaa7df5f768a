import type { Migration } from '../migrate.js';

/** By what records are found of their metadata. */
export const metadata: Migration = {
  version: 5,
  name: 'metadata',
  sql: `
-- A row for each key that is searched by. term: SHA-256 over the salt, the key and the value, its first 16 bytes.
CREATE TABLE clausebook.metadata (
  place bigint NOT NULL,
  term bytea NOT NULL,
  decided_at bigint NOT NULL,
  PRIMARY KEY (place, term)
);
CREATE INDEX metadata_of_term ON clausebook.metadata (term, decided_at, place);
`,
};
