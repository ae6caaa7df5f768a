import { clickhouse } from './clickhouse/clickhouse.js';
import type { Dialect, DialectName } from './dialect.js';
import { duckdb } from './duckdb.js';
import { postgres } from './postgres/postgres.js';

/** The engines for which queries are written. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, clickhouse };
