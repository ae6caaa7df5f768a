import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../../audit/store/journal/durable-file.js';

/** The bytes of a data directory's journal: a few files, since each is large. 0 where there is none yet. */
export const journalBytes = async (dataDirectory: string): Promise<number> => {
  const folder = join(dataDirectory, 'journal');
  try {
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (cause) {
    if (isAbsent(cause)) return 0;
    throw cause;
  }
};
