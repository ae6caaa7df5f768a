import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads every file of an edition's folder, by name. Nothing is passed over: what is no part of an edition is told by `loadEdition`; a folder
 * inside stands there as `name/`, without text. Throws the I/O error where something cannot be read.
 */
export const readEditionFolder = async (directory: string): Promise<Map<string, string>> => {
  const entries = await readdir(directory, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry): Promise<[string, string]> =>
        entry.isDirectory()
          ? [`${entry.name}/`, '']
          : [entry.name, await readFile(join(directory, entry.name), 'utf8')],
      ),
  );
  return new Map(files);
};
