import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every `*.feature` in a folder, at any depth, by its path inside it, sorted. Links are followed, and a folder that is reached on several ways, as in
 * a circle, is looked into once. Throws the I/O error where the folder can't be read.
 */
export const featureFiles = async (folder: string): Promise<readonly string[]> =>
  (await filesBelow(folder, '', new Set())).filter((file) => file.endsWith('.feature')).sort();

const filesBelow = async (root: string, below: string, seen: Set<string>): Promise<readonly string[]> => {
  const real = await realpath(join(root, below));
  if (seen.has(real)) return [];
  seen.add(real);
  const entries = await readdir(real, { withFileTypes: true });
  const files: string[] = [];
  // What stands here by itself is taken before what is only linked.
  for (const entry of entries.sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()))) {
    const path = join(below, entry.name);
    const isFolder = entry.isSymbolicLink()
      ? await stat(join(root, path)).then(
          (found) => found.isDirectory(),
          () => false,
        )
      : entry.isDirectory();
    if (isFolder) files.push(...(await filesBelow(root, path, seen)));
    else files.push(path);
  }
  return files;
};
