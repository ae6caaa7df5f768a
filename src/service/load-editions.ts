import { join } from 'node:path';
import { checkEdition } from '../analysis/check-edition.js';
import { editionFolders } from '../edition/edition-folders.js';
import { formatDiagnostic } from '../edition/format-diagnostic.js';
import type { Edition } from '../edition/edition.js';
import { readEditionFolder } from '../edition/read-edition-folder.js';
import type { StartFailure } from './start-failure.js';

/** The editions below a directory, or why one of them cannot be served. */
export type LoadedEditions =
  | { readonly code: 'loaded'; readonly editions: readonly Edition[] }
  | Extract<StartFailure, { readonly code: 'edition-invalid' | 'no-edition' }>;

/** Loads and checks every edition below a directory; the first that has an error is told. */
export const loadEditions = async (directory: string): Promise<LoadedEditions> => {
  let folders: readonly string[];
  try {
    folders = await editionFolders(directory);
  } catch (error) {
    return { code: 'no-edition', directory, reason: error instanceof Error ? error.message : String(error) };
  }
  if (folders.length === 0)
    return { code: 'no-edition', directory, reason: 'no folder in it has an edition.yaml' };
  const editions: Edition[] = [];
  for (const folder of folders) {
    const { edition, diagnostics } = checkEdition(await readEditionFolder(folder), { folder: join(folder) });
    if (edition === undefined) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const [first] = errors;
      return {
        code: 'edition-invalid',
        folder,
        findings: errors.length,
        first: first === undefined ? '' : (formatDiagnostic(first).split('\n')[0] ?? ''),
      };
    }
    editions.push(edition);
  }
  return { code: 'loaded', editions };
};

/** Loads a release from the files that a log kept. Throws where they are no whole edition, which is a defect of the store. */
export const loadKeptRelease = (files: ReadonlyMap<string, string>): Promise<Edition> => {
  const { edition, diagnostics } = checkEdition(files);
  const [first] = diagnostics;
  return edition === undefined
    ? Promise.reject(
        new Error(`A kept release does not load: ${first === undefined ? '' : formatDiagnostic(first)}`),
      )
    : Promise.resolve(edition);
};
