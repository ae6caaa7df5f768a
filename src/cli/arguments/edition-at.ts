import { formatDiagnostic } from '../../edition/read/format-diagnostic.js';
import type { Edition } from '../../edition/model/edition.js';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { loadWholeEdition } from '../../decide/editions/load-whole-edition.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** The edition of a folder that a call names. Throws {@link WrongUse} where it is no edition's, {@link CouldNot} where it has errors. */
export const editionAt = async (folder: string): Promise<Edition> => {
  const folders = await editionFolders(folder, 0).catch((error: unknown) => {
    throw new CouldNot(`\`${folder}\` cannot be read: ${toldReason(error)}`);
  });
  if (folders.length === 0)
    throw new WrongUse(`\`${folder}\` is no edition's folder: it has no edition.yaml.`);
  const { edition, diagnostics } = loadWholeEdition(await readEditionFolder(folder), { folder });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (edition === undefined)
    throw new CouldNot(`\`${folder}\` has errors:\n${errors.map(formatDiagnostic).join('\n')}`);
  return edition;
};
