import { tellCause } from '../failures.js';

/** The database can't be reached, or not be used as it is. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
  readonly code = 'database-unusable';
  /** Host, port and database, without the password. */
  readonly database: string;

  constructor(database: string, cause: unknown) {
    super(`The database \`${database}\` can't be used: ${tellCause(cause)}`, { cause });
    this.database = database;
  }
}

/** The schema in the database is another than this version of Clausebook makes. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  /** `schema-newer`: a later version of Clausebook applied it; `schema-changed`: a migration was applied with another text. */
  readonly code: 'schema-newer' | 'schema-changed';
  /** Of the migration. */
  readonly version: number;

  constructor(code: SchemaError['code'], version: number) {
    super(
      code === 'schema-newer'
        ? `The schema has migration ${version}, which this version of Clausebook does not know.`
        : `Migration ${version} was applied with another text than this version of Clausebook has.`,
    );
    this.code = code;
    this.version = version;
  }
}

/** A chain ends before the record that was acknowledged last: the server lost records, as after a failover to a copy that was behind. */
export class RecordsLostError extends Error {
  override readonly name = 'RecordsLostError';
  readonly chain: string;

  constructor(chain: string, found: number, acknowledged: number) {
    super(`Chain ${chain} ends at ${found}, but its record ${acknowledged} was acknowledged.`);
    this.chain = chain;
  }
}

/** SQLSTATE of what the server refused (PostgreSQL, appendix A); `undefined` where no server said anything. */
export const sqlState = (cause: unknown): string | undefined =>
  cause instanceof Error && 'severity' in cause && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;

/** Whether a connection was lost or could not be made, so that another may do. */
export const isConnectionFailure = (cause: unknown): boolean => {
  const state = sqlState(cause);
  return state === undefined || /^(08|57P|53300)/.test(state);
};

/** Whether nothing came within the time that a connection or a statement may take, so that another try would wait as long. */
export const isTimeout = (cause: unknown): boolean =>
  sqlState(cause) === queryCanceled || (cause instanceof Error && /timeout/i.test(cause.message));

/** What a server says that ended a statement which took too long. */
const queryCanceled = '57014';

export const uniqueViolation = '23505';

/** Serialization failure and deadlock: rolled back, and to be tried again. */
export const isToBeTriedAgain = (state: string): boolean => state === '40001' || state === '40P01';
