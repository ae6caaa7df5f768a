/** One case of a benchmark. */
export interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** One way to decide, to be timed beside others. */
export interface Contender {
  /** Brings a case into the form that it takes, outside the time that is measured. */
  readonly prepare: (one: Case) => unknown;
  /** What is timed. */
  readonly decide: (prepared: unknown) => unknown;
  /** What it decided, to be compared with the others; the same text for the same decision. */
  readonly told: (result: unknown) => string;
}

/** Makes a contender whose input and result have types. */
export const contender = <Input, Result>(parts: {
  readonly prepare: (one: Case) => Input | Promise<Input>;
  readonly decide: (input: Input) => Result | Promise<Result>;
  readonly told: (result: Result) => string;
}): Contender => parts as unknown as Contender; // what `prepare` and `decide` return goes into `decide` and `told` alone
