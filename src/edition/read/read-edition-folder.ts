import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads every file of an edition's folder, by name. Nothing is passed over: what is no part of an edition is told by `loadEdition`; a folder
 * inside stands there as `name/`, without text. Throws the I/O error where something cannot be read.
 */
export const readEditionFolder = async (directory: string): Promise<Map<string, string>> => {
  const names = (await readdir(directory)).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const path = join(directory, name);
      return (await stat(path)).isDirectory() ? [`${name}/`, ''] : [name, await readFile(path, 'utf8')];
    }),
  );
  return new Map(files);
};
