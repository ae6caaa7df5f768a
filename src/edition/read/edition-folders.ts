import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folders of editions at or below a directory, sorted: the directory itself, `<revision>/` or `<document>/<revision>/`, each where
 * it has an `edition.yaml`. Empty where there is none; throws the I/O error where the directory cannot be read.
 */
export const editionFolders = async (directory: string, depth = 2): Promise<readonly string[]> => {
  const entries = await readdir(directory, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && entry.name === 'edition.yaml')) return [directory];
  if (depth === 0) return [];
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
    .sort();
  return (await Promise.all(folders.map((folder) => editionFolders(folder, depth - 1)))).flat();
};
