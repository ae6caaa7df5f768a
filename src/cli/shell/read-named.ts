import { readFile } from 'node:fs/promises';
import { CouldNot } from './command.js';
import { toldReason } from './told-reason.js';

/** What cannot be read of a file that a call names. */
export const cannotRead = (file: string, cause: unknown): CouldNot =>
  new CouldNot(`\`${file}\` cannot be read: ${toldReason(cause)}`, { cause });

/** Reads a file that a call names. Throws {@link CouldNot}. */
export const readNamed = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw cannotRead(file, cause);
  }
};

/** Reads a file that may not be there, which is `undefined` then. Throws {@link CouldNot}. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cannotRead(file, cause);
  }
};
