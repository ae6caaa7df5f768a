import { readdir, readFile } from 'node:fs/promises';
import { resultsDirectory, type BenchResults, type BenchRow } from './results.js';

/** The results that lie in `bench/results/`, in the order in which they are told. */
export const readResults = async (): Promise<readonly BenchResults[]> => {
  const order = ['in-process', 'answer', 'http', 'batch', 'start-up', 'log', 'postgres'];
  const place = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  const names = (await readdir(resultsDirectory)).filter((name) => name.endsWith('.json'));
  const all = await Promise.all(
    names.map(
      // Written by `writeResults`.
      async (name) => JSON.parse(await readFile(new URL(name, resultsDirectory), 'utf8')) as BenchResults,
    ),
  );
  return all.toSorted((a, b) => place(a.bench) - place(b.bench));
};

/** The rows of each group, in order. */
export const rowsByGroup = (rows: readonly BenchRow[]): ReadonlyMap<string, readonly BenchRow[]> => {
  const groups = new Map<string, BenchRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return groups;
};
