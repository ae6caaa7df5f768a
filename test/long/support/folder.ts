import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs something with a folder that is gone afterwards. */
export const withFolder = async <Result>(run: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-long-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const mostTries = 10;

/**
 * Copies a data directory to where there is none. SQLite removes its write-ahead file when the last connection goes, which may be some time after
 * it was closed, when its memory is collected: where a file goes while it is copied, all is copied anew.
 */
export const copyDirectory = async (from: string, to: string, copy: typeof cp = cp): Promise<void> => {
  for (let tries = 1; ; tries += 1)
    try {
      await copy(from, to, { recursive: true });
      return;
    } catch (error) {
      await rm(to, { recursive: true, force: true });
      if (tries === mostTries || !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        throw error;
    }
};
