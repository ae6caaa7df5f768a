import type { Dialect, DialectName } from './dialect.js';
import { duckdb } from './duckdb.js';

/** The engines for which queries are written. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb };
