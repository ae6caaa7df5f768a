import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * The folders of editions at or below a directory, sorted: the directory itself, `<revision>/` or `<document>/<revision>/`, each where
 * it has an `edition.yaml`. Links are followed; a folder that is reached on several ways is there once, by its own name where it has one
 * here. Empty where there is none; throws the I/O error where the directory cannot be read.
 */
export const editionFolders = async (directory: string, depth = 2): Promise<readonly string[]> => {
  const root = await realpath(directory);
  const once = new Map<string, string>();
  for (const folder of await foldersBelow(directory, depth)) {
    const real = await realpath(folder);
    if (!once.has(real) || real === join(root, relative(directory, folder))) once.set(real, folder);
  }
  return [...once.values()].sort();
};

const foldersBelow = async (directory: string, depth: number): Promise<readonly string[]> => {
  const names = (await readdir(directory)).sort();
  const kinds = await Promise.all(names.map((name) => kindOf(join(directory, name))));
  if (kinds[names.indexOf('edition.yaml')] === 'file') return [directory];
  if (depth === 0) return [];
  const folders = names.filter((_, at) => kinds[at] === 'folder').map((name) => join(directory, name));
  return (await Promise.all(folders.map((folder) => foldersBelow(folder, depth - 1)))).flat();
};

/** What a name stands for, through links; `undefined` where a link leads nowhere. */
const kindOf = async (path: string): Promise<'folder' | 'file' | undefined> => {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP'))
      return undefined;
    throw error;
  }
};
