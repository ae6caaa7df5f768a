import type { Dialect } from '../../../src/sql/dialects/dialect.js';
import { dialects } from '../../../src/sql/dialects/dialects.js';
import { sharedPostgres } from '../../support/postgres.js';
import { hasClickHouse, openClickHouse } from './clickhouse.js';
import { openDuckDb } from './duckdb.js';
import type { Engine } from './engine.js';
import { openPostgres } from './postgres.js';

/** A real engine on which queries are tried. */
interface Tried {
  readonly dialect: Dialect;
  readonly open: () => Promise<Engine>;
}

/** All of them; ClickHouse can't be opened where it is not installed. */
export const allEngines: readonly Tried[] = [
  { dialect: dialects.duckdb, open: openDuckDb },
  { dialect: dialects.postgres, open: async () => openPostgres(await sharedPostgres()) },
  { dialect: dialects.clickhouse, open: openClickHouse },
];

/** Those that are here: without ClickHouse, which has 546 MB and only the long tests must have, unless it is installed. */
export const engines = allEngines.filter(({ dialect }) => dialect.name !== 'clickhouse' || hasClickHouse());
