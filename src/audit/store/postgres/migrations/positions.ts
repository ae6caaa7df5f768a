import type { Migration } from '../migrate.js';

/** How far those who are told of the log have been told. */
export const positions: Migration = {
  version: 6,
  name: 'positions',
  sql: `
-- held_until, epoch milliseconds: one process tells each; another may take it once that is over.
CREATE TABLE clausebook.position (
  name text COLLATE "C" PRIMARY KEY,
  position text NOT NULL,
  owner text NOT NULL,
  held_until bigint NOT NULL
);
`,
};
