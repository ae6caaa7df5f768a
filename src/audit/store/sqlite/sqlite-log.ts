import type { DecisionLog } from '../decision-log.js';
import { logOn, type LogOptions, type LogWriter } from '../sql/log-on.js';
import type { AskQueries, Read } from '../sql/reading.js';
import { startThread } from './log-thread.js';
import type { Settling } from './seat.js';

/** What a decision log in a data directory needs. */
export interface SqliteOptions extends LogOptions {
  /** The data directory, made where it is not there. */
  readonly directory: string;
  /** Whether the directory is this process's alone; default true. False for who removes something beside its holder. */
  readonly holds?: boolean;
  /** How long it is sought to make sure that a refused record is not there; default 50 times, 100 ms apart. */
  readonly settling?: Settling;
}

/** How long it is sought to make sure that a refused record is not there. */
export const usualSettling: Settling = { tries: 50, pauseMs: 100 };

/**
 * Opens the decision log of a data directory, which is this process's alone until `close`. It is written in a thread of its own and read in
 * another. Rejects with `DirectoryHeldError`, `DirectoryUnusableError`, `EarlierLogError` or `LogDamagedError`.
 */
export const openSqliteLog = async (options: SqliteOptions): Promise<DecisionLog> => {
  const { directory, personal, holds = true, settling = usualSettling } = options;
  const thread = await startThread(
    { kind: 'write', directory, holds, settling, personal },
    options.report ?? (() => undefined),
  );
  let waitingCharacters = 0;
  const writer: LogWriter = {
    ...thread,
    waitingCharacters: () => waitingCharacters,
    record: async (entries, since) => {
      const text = JSON.stringify(entries);
      waitingCharacters += text.length;
      try {
        return await thread.record(text, since);
      } finally {
        waitingCharacters -= text.length;
      }
    },
  };
  const reader = makeReader({ directory, personal });
  const askQueries: AskQueries = (asked) =>
    readAtStart.has(asked.read) && !reader.isStarted() ? thread.ask(asked) : reader.ask(asked);
  return logOn(options, writer, askQueries, reader.close);
};

/** What every start reads: no other thread is started for it. */
const readAtStart: ReadonlySet<Read['read']> = new Set<Read['read']>(['checkpoints', 'heads']);

/** A thread that reads, once somebody asks. */
const makeReader = (data: {
  readonly directory: string;
  readonly personal: SqliteOptions['personal'];
}): { readonly ask: AskQueries; readonly isStarted: () => boolean; readonly close: () => Promise<void> } => {
  let thread: ReturnType<typeof startThread> | undefined;
  return {
    isStarted: () => thread !== undefined,
    ask: async (asked) => {
      thread ??= startThread({ kind: 'read', ...data }, () => undefined);
      const started = thread;
      return (
        await started.catch((cause: unknown) => {
          if (thread === started) thread = undefined;
          throw cause;
        })
      ).ask(asked);
    },
    close: async () => {
      await (await thread?.catch(() => undefined))?.close();
    },
  };
};
