/**
 * How long each test file took in the last whole run, which decides the order of the next. Where none was run yet, what those take that
 * take long is known of an earlier one: `usual-durations.json`, in milliseconds.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Milliseconds by the path of a test file below `test/`. */
export type Durations = Readonly<Record<string, number>>;

const place = fileURLToPath(new URL('../../coverage/durations.json', import.meta.url));
const usualPlace = fileURLToPath(new URL('usual-durations.json', import.meta.url));

const readFrom = async (file: string): Promise<Durations> =>
  JSON.parse(await readFile(file, 'utf8')) as Durations; // written below, or by hand

/** Reads what the last run recorded, and of other files what is usual. */
export const readDurations = async (): Promise<Durations> => {
  const usual = await readFrom(usualPlace);
  try {
    return { ...usual, ...(await readFrom(place)) };
  } catch {
    return usual;
  }
};

/** Keeps the durations of a run beside those of files that it did not run. */
export const keepDurations = async (durations: Durations): Promise<void> => {
  const all = { ...(await readDurations()), ...durations };
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, JSON.stringify(all, undefined, 2));
};

/** A file that was never run may take long, if not as long as the longest. */
const unknownMs = 10_000;

/**
 * The files in the order in which they are begun: those first that took longest, so that no process is left with one of them when the
 * others have nothing more to do.
 */
export const longestFirst = (files: readonly string[], durations: Durations): readonly string[] => {
  const durationOf = (file: string): number => durations[file] ?? unknownMs;
  return [...files].sort((a, b) => durationOf(b) - durationOf(a) || a.localeCompare(b));
};
