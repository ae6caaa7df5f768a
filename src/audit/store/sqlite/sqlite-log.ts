import { needDescriptors } from '../../../language/late.js';
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
  /** Whether to go on with what is left of a write-ahead file that was damaged; default: no. */
  readonly acceptLoss?: boolean;
  /** How long it is sought to make sure that a refused record is not there; default 50 times, 100 ms apart. */
  readonly settling?: Settling;
  /** The thread that reads must have the log open by then; default 30 s. It is ended otherwise, and begun anew when it is needed next. */
  readonly readerStartMs?: number;
}

/** How long it is sought to make sure that a refused record is not there. */
export const usualSettling: Settling = { tries: 50, pauseMs: 100 };

/**
 * Opens the decision log of a data directory, which is this process's alone until `close`. It is written in a thread of its own and read in
 * another. Rejects with `DirectoryHeldError`, `DirectoryUnusableError`, `EarlierLogError` or `LogDamagedError`.
 */
export const openSqliteLog = async (options: SqliteOptions): Promise<DecisionLog> => {
  const { directory, personal, holds = true, acceptLoss = false, settling = usualSettling } = options;
  const { readerStartMs = 30_000 } = options;
  const opened: { log?: DecisionLog } = {};
  const alteredAtStart: string[] = [];
  const thread = await startThread(
    { kind: 'write', directory, holds, acceptLoss, settling, personal },
    (report) => {
      if (report.code !== 'altered') options.report?.(report);
      else if (opened.log === undefined) alteredAtStart.push(report.at);
      else opened.log.foundAltered(report.at);
    },
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
  const reader = makeReader({ directory, personal }, readerStartMs);
  const askQueries: AskQueries = (asked) =>
    readAtStart.has(asked.read) && !reader.isStarted() ? thread.ask(asked) : reader.ask(asked);
  const log = logOn(options, writer, askQueries, reader.close);
  opened.log = log;
  alteredAtStart.forEach(log.foundAltered);
  return log;
};

/** What every start reads: no other thread is started for it. */
const readAtStart: ReadonlySet<Read['read']> = new Set<Read['read']>(['checkpoints', 'heads']);

/** A thread that reads, once somebody asks. */
const makeReader = (
  data: {
    readonly directory: string;
    readonly personal: SqliteOptions['personal'];
  },
  startMs: number,
): { readonly ask: AskQueries; readonly isStarted: () => boolean; readonly close: () => Promise<void> } => {
  let thread: ReturnType<typeof startThread> | undefined;
  return {
    isStarted: () => thread !== undefined,
    ask: async (asked) => {
      if (thread === undefined) {
        needDescriptors();
        thread = startThread({ kind: 'read', ...data }, () => undefined, startMs);
      }
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
