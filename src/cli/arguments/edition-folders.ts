import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import type { Edition } from '../../edition/model/edition.js';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { preparedEditions } from '../../edition/build/product-editions.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { loadWholeEdition } from '../../decide/editions/load-whole-edition.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { cannotRead } from '../shell/read-named.js';

const foldersAt = async (root: string, depth?: number): Promise<readonly string[]> =>
  editionFolders(root, depth).catch((error: unknown) => {
    throw cannotRead(root, error);
  });

/** The edition folders that a call is about: those named, else all below the editions directory. */
export const namedFolders = async (
  named: readonly string[],
  { editions }: { readonly editions: string },
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const root of named.length > 0 ? named : [editions]) {
    const folders = await foldersAt(root);
    if (folders.length === 0)
      throw new WrongUse(`There is no edition at or below \`${root}\`: no folder has an edition.yaml.`);
    found.push(...folders);
  }
  return found;
};

/** The edition of a folder that a call names. Throws {@link WrongUse} where it is no edition's, {@link CouldNot} where it has errors. */
export const editionAt = async (folder: string): Promise<Edition> => {
  if ((await foldersAt(folder, 0)).length === 0)
    throw new WrongUse(`\`${folder}\` is no edition's folder: it has no edition.yaml.`);
  const files = await readEditionFolder(folder);
  const prepared = await preparedEditions.find(files);
  if (prepared !== undefined) return prepared;
  const { edition, diagnostics } = loadWholeEdition(files, { folder });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (edition === undefined)
    throw new CouldNot(`\`${folder}\` has errors:\n${errors.map(formatDiagnostic).join('\n')}`);
  return edition;
};
