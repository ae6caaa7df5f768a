/** Those who are told: of events, or of checkpoints. */
export type PositionsKind = 'webhooks' | 'witnesses';

/** Keeps how far each of those who are told of a log has been told, by its name: durable when a promise resolves. */
export interface Positions {
  /** What is kept; `undefined` where nothing is. Beside whoever has taken it. Rejects where it can't be read. */
  readonly read: (name: string) => Promise<string | undefined>;
  /** Keeps a first position where there is none. */
  readonly begin: (name: string, first: () => Promise<string>) => Promise<void>;
  /** Takes a name for this process, and gives what is kept; `undefined` where another process has it. */
  readonly take: (name: string) => Promise<string | undefined>;
  /** Keeps a position of a name that was taken; false where another has taken it since. */
  readonly keep: (name: string, position: string) => Promise<boolean>;
  /** Lets another take it. */
  readonly release: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
