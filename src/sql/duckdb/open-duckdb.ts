import { setTimeout as wait } from 'node:timers/promises';
import type * as DuckDbPackage from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';

/** DuckDB in this process, which keeps nothing. */
export interface DuckDb {
  /** Rows of an answer as JSON: integers of 64 bits and more are texts. */
  readonly ask: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The same row by row, as they come. */
  readonly rows: (sql: string) => AsyncIterable<Readonly<Record<string, unknown>>>;
  /** Runs a statement that answers nothing. */
  readonly run: (sql: string) => Promise<void>;
  readonly connection: DuckDBConnection;
  /** How many threads it has. */
  readonly threads: number;
  /** Another connection, on which something may run at the same time. */
  readonly beside: () => Promise<Pick<DuckDb, 'ask' | 'rows' | 'run'>>;
  /** Ends what is running, and closes it. */
  readonly close: () => Promise<void>;
}

/** What DuckDB may take of the machine. */
export interface DuckDbLimits {
  readonly threads: number;
  readonly memoryMb: number;
}

const interruptAgainMs = 20;

/** Opens DuckDB; `undefined` where the package `@duckdb/node-api` is not installed. */
export const openDuckDb = async ({ threads, memoryMb }: DuckDbLimits): Promise<DuckDb | undefined> => {
  const duckdb = await loadDuckDb();
  if (duckdb === undefined) return undefined;
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    // What is not built in would be fetched: nothing is.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const opened: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const one = await instance.connect();
    opened.push(one);
    return one;
  };
  const connection = await connect();
  const running = new Set<Promise<unknown>>();
  /** A connection that is closed while it works on something never ends that: whoever closes waits for what is running. */
  const awaited = async <Result>(work: Promise<Result>): Promise<Result> => {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  };
  const asking = (of: DuckDBConnection): Pick<DuckDb, 'ask' | 'rows' | 'run'> => ({
    ask: async (sql) => (await awaited(of.runAndReadAll(sql))).getRowObjectsJson(),
    rows: async function* (sql) {
      const pieces = (await awaited(of.stream(sql))).yieldRowObjectJson();
      for (;;) {
        const piece = await awaited(pieces.next());
        if (piece.done === true) return;
        yield* piece.value;
      }
    },
    run: async (sql) => {
      await awaited(of.run(sql));
    },
  });
  return {
    ...asking(connection),
    connection,
    threads,
    beside: async () => asking(await connect()),
    close: async () => {
      // What has not begun takes no notice: it is told again.
      while (running.size > 0) {
        for (const one of opened) one.interrupt();
        await Promise.race([Promise.allSettled(running), wait(interruptAgainMs)]);
      }
      for (const one of opened) one.closeSync();
      instance.closeSync();
    },
  };
};

const loadDuckDb = async (): Promise<typeof DuckDbPackage | undefined> => {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
};
