import type { Migration } from '../migrate.js';

/** Records by the instant that they are as of, which stands in their line alone. */
export const asOf: Migration = {
  version: 8,
  name: 'as-of',
  sql: `
CREATE INDEX record_of_as_of ON clausebook.record
  (kind, (substr(line, strpos(line, '"inputs":{"asOf":"') + 18, 24) COLLATE "C"), decided_at, place) WHERE kind IS NOT NULL;
`,
};
