import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from './durable-file.js';

/** The bytes of the log in a data directory; 0 where there is none yet. */
export const logSize = async (directory: string): Promise<number> => {
  const sizes = await Promise.all(
    ['log.db', 'log.db-wal'].map(async (name) => {
      try {
        return (await stat(join(directory, name))).size;
      } catch (cause) {
        if (isAbsent(cause)) return 0;
        throw cause;
      }
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};
