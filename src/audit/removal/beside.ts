import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../store/durable-file.js';
import type { LogEvent } from '../record/log-line.js';

/**
 * Removes what stands beside a log. Cases on which the evaluators differed hold facts as they came, and do not tell whose: an erasure
 * removes them all, a retention those that are as old.
 */
export const removeBeside = async (directory: string, event: LogEvent): Promise<void> => {
  const folder = join(directory, 'differences');
  for (const name of await namesIn(folder)) {
    const file = join(folder, name);
    if (event.kind === 'retention' && (await stat(file)).mtimeMs >= Date.parse(event.before)) continue;
    await rm(file, { force: true });
  }
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
};
