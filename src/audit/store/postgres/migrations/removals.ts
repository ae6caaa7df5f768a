import type { Migration } from '../migrate.js';

/** The removals that are under way: what was cut short is finished at the next start. Events and what was dropped stand among the records. */
export const removals: Migration = {
  version: 2,
  name: 'removals',
  sql: `
-- By the id of the event, which may not be recorded yet.
CREATE TABLE clausebook.removal (
  event text COLLATE "C" PRIMARY KEY,
  begun_at timestamptz NOT NULL DEFAULT now()
);
`,
};
