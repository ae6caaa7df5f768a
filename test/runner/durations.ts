/** How long each test file took in the last whole run, which decides the order of the next. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Milliseconds by the path of a test file below `test/`. */
export type Durations = Readonly<Record<string, number>>;

const place = fileURLToPath(new URL('../../coverage/durations.json', import.meta.url));

/** Reads what the last run recorded: nothing where there was none. */
export const readDurations = async (): Promise<Durations> => {
  try {
    return JSON.parse(await readFile(place, 'utf8')) as Durations; // written below
  } catch {
    return {};
  }
};

/** Keeps the durations of a run beside those of files that it did not run. */
export const keepDurations = async (durations: Durations): Promise<void> => {
  const all = { ...(await readDurations()), ...durations };
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, JSON.stringify(all, undefined, 2));
};

/** A file that was never run may take long. */
const unknownMs = 3_600_000;

/**
 * The files in the order in which they are begun: those first that took longest, so that no process is left with one of them when the
 * others have nothing more to do.
 */
export const longestFirst = (files: readonly string[], durations: Durations): readonly string[] => {
  const durationOf = (file: string): number => durations[file] ?? unknownMs;
  return [...files].sort((a, b) => durationOf(b) - durationOf(a) || a.localeCompare(b));
};
