import type { Type } from '../../../src/language/types/types.js';
import type { Dialect } from '../../../src/sql/dialects/dialect.js';

/** Rows of an answer as JSON: integers of 64 bits are texts. */
export type Answers = readonly Readonly<Record<string, unknown>>[];

/** An engine, and how queries for it are written. */
export interface Target {
  readonly engine: Engine;
  readonly dialect: Dialect;
}

/** An engine that answers queries. */
export interface Engine {
  readonly ask: (sql: string) => Promise<Answers>;
  readonly load: (
    table: string,
    columns: readonly (readonly [column: string, sqlType: string, name?: string, type?: Type])[],
    rows: readonly Readonly<Record<string, unknown>>[],
  ) => Promise<void>;
  /** A list or a record of an answer as JSON has it, where the engine has it otherwise. */
  readonly plain?: (value: unknown, type: Type) => unknown;
  readonly close: () => Promise<void>;
}
