import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../support/random.js';

/** A stretch of a file, in bytes. */
export interface Stretch {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** All of a file. */
export const wholeFile = async (directory: string, file: string): Promise<Stretch> => ({
  file,
  from: 0,
  to: (await readFile(join(directory, file))).length,
});

/** Flips one bit of a stretch, and says which. */
export const flip = async (
  directory: string,
  { file, from, to }: Stretch,
  random: Random,
): Promise<string> => {
  const bytes = await readFile(join(directory, file));
  const at = Math.min(from + random.below(to - from), bytes.length - 1);
  const bit = random.below(8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  await writeFile(join(directory, file), bytes);
  return `bit ${bit} of byte ${at} of ${file}`;
};
