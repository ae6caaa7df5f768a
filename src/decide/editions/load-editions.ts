import { makeLate } from '../../language/late.js';
import { join } from 'node:path';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import type { Edition } from '../../edition/model/edition.js';
import { findTwice } from '../../edition/check/edition-twice.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { preparedEditions } from '../../edition/build/product-editions.js';

/** Loaded only where no edition is prepared: what reads and checks one takes longer to load than all the rest of a service. */
const wholeEditions = makeLate(() => import('./load-whole-edition.js'));

/** Why the editions below a directory can't be served. */
export type EditionsFailure =
  | { readonly code: 'no-edition'; readonly directory: string; readonly reason: string }
  /** Two folders have different content for one revision of a document: only one of them could govern. */
  | {
      readonly code: 'edition-twice';
      readonly document: string;
      readonly revision: string;
      readonly folders: readonly [string, string];
    }
  /** `first` is the first diagnostic, with its file, line and column. */
  | {
      readonly code: 'edition-invalid';
      readonly folder: string;
      readonly findings: number;
      readonly first: string;
    };

/** The editions below a directory, or why one of them cannot be served. */
export type LoadedEditions =
  | {
      readonly code: 'loaded';
      readonly editions: readonly Edition[];
      /** Where each was read. */
      readonly folders: ReadonlyMap<Edition, string>;
    }
  | EditionsFailure;

/**
 * Loads and checks every edition below a directory; the first that has an error is told. One that was prepared when the product was built
 * was checked then, and is the same since.
 */
export const loadEditions = async (directory: string): Promise<LoadedEditions> => {
  let folders: readonly string[];
  try {
    folders = await editionFolders(directory);
  } catch (error) {
    return { code: 'no-edition', directory, reason: error instanceof Error ? error.message : String(error) };
  }
  if (folders.length === 0)
    return { code: 'no-edition', directory, reason: 'no folder in it has an edition.yaml' };
  const editions: { readonly folder: string; readonly edition: Edition }[] = [];
  for (const folder of folders) {
    const files = await readEditionFolder(folder);
    const prepared = await preparedEditions.find(files);
    if (prepared !== undefined) {
      editions.push({ folder, edition: prepared });
      continue;
    }
    const { loadWholeEdition } = await wholeEditions.load();
    const { edition, diagnostics } = loadWholeEdition(files, { folder: join(folder) });
    if (edition === undefined) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const [first] = errors;
      return {
        code: 'edition-invalid',
        folder,
        findings: errors.length,
        first: first === undefined ? '' : formatDiagnostic(first).split('\n').slice(0, 2).join(''),
      };
    }
    editions.push({ folder, edition });
  }
  const twice = findTwice(editions.map(({ folder, edition: { identity } }) => ({ folder, identity })));
  return twice === undefined
    ? {
        code: 'loaded',
        editions: editions.map(({ edition }) => edition),
        folders: new Map(editions.map(({ edition, folder }) => [edition, folder])),
      }
    : { code: 'edition-twice', ...twice };
};

/** Loads a release from the files that a log kept. Throws where they are no whole edition, which is a defect of the store. */
export const loadKeptRelease = async (files: ReadonlyMap<string, string>): Promise<Edition> => {
  const prepared = await preparedEditions.find(files);
  if (prepared !== undefined) return prepared;
  const { loadWholeEdition } = await wholeEditions.load();
  const { edition, diagnostics } = loadWholeEdition(files);
  const [first] = diagnostics;
  if (edition === undefined)
    throw new Error(`A kept release does not load: ${first === undefined ? '' : formatDiagnostic(first)}`);
  return edition;
};
