import type { Migration } from '../migrate.js';

/** The tree over the hashes of each chain's records. */
export const nodes: Migration = {
  version: 7,
  name: 'nodes',
  sql: `
-- RFC 6962: a node of level n is over 256 to the n records. number: among those of its level, from 0.
CREATE TABLE clausebook.node (
  chain integer NOT NULL,
  level integer NOT NULL,
  number bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (chain, level, number)
);
`,
};
