import type { Migration } from '../migrate.js';

/** The registry of releases: signed entries, chained. */
export const registry: Migration = {
  version: 3,
  name: 'registry',
  sql: `
-- No two entries follow the same one: of two that are added at once, one is refused.
CREATE TABLE clausebook.registry (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  previous text COLLATE "C" NOT NULL UNIQUE,
  entry text NOT NULL
);
`,
};
