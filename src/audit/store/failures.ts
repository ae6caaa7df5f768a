import type { ChainProblem } from '../verify/verification.js';
import type { Digest } from '../../language/canonical.js';

/** Another process has the data directory. */
export class DirectoryHeldError extends Error {
  override readonly name = 'DirectoryHeldError';
  readonly code = 'directory-held';
  readonly directory: string;
  /** Who has it, where that could be read. */
  readonly holder: Holder | null;

  constructor(directory: string, holder: Holder | null) {
    super(`The data directory \`${directory}\` is held by ${tellHolder(holder)}.`);
    this.directory = directory;
    this.holder = holder;
  }
}

/** Who holds a data directory. */
export interface Holder {
  /** Its number in its own container. */
  readonly pid: number;
  readonly host: string;
  /** RFC 3339. */
  readonly since: string;
}

/** Who holds it, in words. */
export const tellHolder = (holder: Holder | null): string =>
  holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;

/** The data directory can't be made, read or written. */
export class DirectoryUnusableError extends Error {
  override readonly name = 'DirectoryUnusableError';
  readonly code = 'directory-unusable';
  readonly directory: string;

  constructor(directory: string, cause: unknown) {
    super(`The data directory \`${directory}\` can't be used: ${tellCause(cause)}`, { cause });
    this.directory = directory;
  }
}

/** There is no decision log in the directory. */
export class NoLogError extends Error {
  override readonly name = 'NoLogError';
  readonly code = 'no-log';
  readonly directory: string;

  constructor(directory: string) {
    super(`\`${directory}\` is no data directory: it has no log.`);
    this.directory = directory;
  }
}

/** The directory holds the log of an earlier version, in JSON lines, which is to be imported. */
export class EarlierLogError extends Error {
  override readonly name = 'EarlierLogError';
  readonly code = 'earlier-log';
  readonly directory: string;

  constructor(directory: string) {
    super(`\`${directory}\` holds the log of an earlier version, in \`journal/\`.`);
    this.directory = directory;
  }
}

/** The file of the log is damaged, or none of this version: it can't be read as a database. */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
  readonly code = 'log-damaged';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`\`${file}\` is damaged: ${tellCause(cause)}`, { cause });
    this.file = file;
  }
}

/** The store does not answer now; nothing is wrong with what was asked, and it may be asked again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'store-unavailable';

  constructor(cause: unknown) {
    super(`The store does not answer: ${tellCause(cause)}`, { cause });
  }
}

/** A record was altered, removed, inserted or moved. */
export class BrokenChainError extends Error {
  override readonly name = 'BrokenChainError';
  readonly code = 'broken-chain';
  /** `line 17`. */
  readonly at: string;
  readonly problem: ChainProblem['problem'];

  constructor({ at, problem }: ChainProblem) {
    super(`${at}: the chain of records is broken: ${problem.code}.`);
    this.at = at;
    this.problem = problem;
  }
}

/** What whoever operates a log should know; none of it stops the log. */
export type Report =
  /** What was removed from the log may still stand in the file beside it, since somebody reads it; it is tried again. */
  | { readonly code: 'removal-not-cleared'; readonly cause: unknown }
  /** The last checkpoint is signed by another key than this process signs with: another process signs too, or the key was changed. */
  | { readonly code: 'another-key'; readonly key: string; readonly own: string }
  /** A record or checkpoint, named by its place, is not what was recorded; said once of each. */
  | { readonly code: 'altered'; readonly at: string }
  /** Records can't be written; said once, until they can be again. */
  | { readonly code: 'write-failed'; readonly cause: unknown }
  | { readonly code: 'write-recovered' };

/** The words of an error; those of the first where a connection failed at several addresses. */
export const tellCause = (cause: unknown): string => {
  if (cause instanceof AggregateError && cause.errors.length > 0) return tellCause(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
};

/** A report in one line for whoever operates the log. */
export const tellReport = (report: Report): string => {
  switch (report.code) {
    case 'removal-not-cleared':
      return `What was removed may still stand in the write-ahead file, which somebody reads: ${tellCause(report.cause)}`;
    case 'another-key':
      return `The last checkpoint of the log is signed by the key ${report.key}, and this process signs by ${report.own}. Services on one log need one key (\`--signing-key\`); who verifies needs both where it was changed.`;
    case 'altered':
      return `What is kept at ${report.at} was altered, and is given to nobody. See \`npx clausebook verify\`, and restore the log from a copy.`;
    case 'write-failed':
      return `Decisions can't be recorded and are refused until they can: ${tellCause(report.cause)}`;
    case 'write-recovered':
      return 'Decisions are recorded again.';
  }
};

/** A record with this `once.key` is there already: ask `once` for it. */
export class KeyInUseError extends Error {
  override readonly name = 'KeyInUseError';
  readonly key: Digest;

  constructor(key: Digest) {
    super('A record was made under this key before.');
    this.key = key;
  }
}

/** A choice with this number is there already: ask `choices` for it. */
export class ChoiceTakenError extends Error {
  override readonly name = 'ChoiceTakenError';

  constructor() {
    super('Somebody chose at the same time.');
  }
}

/** A decision or release could not be recorded; nothing of it is kept, in memory or on disk, unless it is in doubt. */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
  /**
   * `overloaded` where too many wait already and asking again later may do; `in-doubt` where the store failed at such a moment that the record
   * may be there or not: `get` tells, or `once`, when the store answers again.
   */
  readonly code: 'not-recorded' | 'overloaded' | 'in-doubt';

  constructor(
    message: string,
    options: { readonly code?: 'overloaded' | 'in-doubt'; readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.code = options.code ?? 'not-recorded';
  }
}
