/** What a statement takes. A list stands for one placeholder, behind a dialect's `among`. */
export type SqlValue = number | string | Buffer | null | readonly (number | string)[];

/** One row, in the order of the columns. Integers come as numbers or as text. */
export type SqlRow = readonly unknown[];

/** A statement; each `?` stands for the next value. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Work with a store, statement by statement: whoever runs it hands the rows of each in. It says nothing of threads or connections. */
export type Steps<Result> = Generator<Statement, Result, readonly SqlRow[]>;

/** What the two dialects say differently. */
export interface Dialect {
  /** Behind a column: that it is one of a list of texts, or of integers. */
  readonly amongTexts: string;
  readonly amongIntegers: string;
  /**
   * What tells in which stretch of places a record stands, where subjects are indexed by stretch: the place divided by `stretch`. Without,
   * they are indexed alone.
   */
  readonly stretchOfPlace?: string;
  /**
   * The instant that a decision's record is as of, as its line has it: RFC 3339 in UTC to the millisecond, so that such texts sort by time. An index
   * goes by just this text. Inside a text, its quotes would be escaped; but a value of a decision that is a record `inputs` with `asOf` as its first
   * field stands before, and hides it: such a record is not found by the instant that it is as of.
   */
  readonly asOf: string;
  /** The text of a line as the table has it. */
  readonly lineValue: (line: string) => SqlValue;
  /** Over rows in the order of their places, their lines as one text with a line feed between two. */
  readonly joined: string;
  /** Overwrites the line at a place before it is replaced, where its bytes would stay otherwise. */
  readonly blank?: string;
}

/** Runs work, each statement by itself. */
export type Run = <Result>(steps: Steps<Result>) => Promise<Result>;

/** One statement. */
export function* rows(text: string, ...values: readonly SqlValue[]): Steps<readonly SqlRow[]> {
  return yield { text, values };
}

/** Does work in this turn. */
export const runNow = <Result>(
  steps: Steps<Result>,
  run: (statement: Statement) => readonly SqlRow[],
): Result => {
  let next = steps.next();
  while (next.done !== true) next = steps.next(run(next.value));
  return next.value;
};

/** Does work where each statement is waited for. */
export const runAwaited = async <Result>(
  steps: Steps<Result>,
  run: (statement: Statement) => Promise<readonly SqlRow[]>,
): Promise<Result> => {
  let next = steps.next();
  while (next.done !== true) next = steps.next(await run(next.value));
  return next.value;
};

/** The text of a column that holds one. */
export const textOf = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
