import type { Dialect } from '../../../src/sql/dialects/dialect.js';
import { dialects } from '../../../src/sql/dialects/dialects.js';
import { sharedPostgres } from '../../support/postgres.js';
import { openDuckDb } from './duckdb.js';
import type { Engine } from './engine.js';
import { openPostgres } from './postgres.js';

/** The real engines on which queries are tried. */
export const engines: readonly { readonly dialect: Dialect; readonly open: () => Promise<Engine> }[] = [
  { dialect: dialects.duckdb, open: openDuckDb },
  { dialect: dialects.postgres, open: async () => openPostgres(await sharedPostgres()) },
];
