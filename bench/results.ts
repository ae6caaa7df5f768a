import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

/** What one benchmark found; `bench/results/<bench>.json`. */
export interface BenchResults {
  /** The benchmark's name, which is its file's. */
  readonly bench: string;
  /** RFC 3339. */
  readonly measuredAt: string;
  readonly machine: string;
  readonly node: string;
  readonly rows: readonly BenchRow[];
}

/** One contender in one table. */
export interface BenchRow {
  /** The table, and the panel of the plot. */
  readonly group: string;
  readonly name: string;
  /** Median over rounds; left out where it has no rate. */
  readonly perSecond?: number;
  /** The row of the same group that `ratio` is relative to. */
  readonly base?: string;
  /** How many times the base's rate, in the same run. */
  readonly ratio?: number;
  /** The least ratio that is wanted. */
  readonly target?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** What is no rate; a target is the most that is wanted. */
  readonly values?: readonly {
    readonly name: string;
    readonly unit: string;
    readonly value: number;
    readonly target?: number;
  }[];
  /** One plain sentence. */
  readonly note?: string;
}

/** Where the results lie. */
export const resultsDirectory = new URL('results/', import.meta.url);

/** What results say of the run itself. @param now when it was measured */
export const headOf = (bench: string, now: Date): Omit<BenchResults, 'rows'> => ({
  bench,
  measuredAt: now.toISOString(),
  machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
  node: process.versions.node,
});

/** Writes `bench/results/<bench>.json`. */
export const writeResults = async (results: BenchResults): Promise<void> => {
  await mkdir(resultsDirectory, { recursive: true });
  await writeFile(
    new URL(`${results.bench}.json`, resultsDirectory),
    `${JSON.stringify(results, null, 2)}\n`,
  );
};
