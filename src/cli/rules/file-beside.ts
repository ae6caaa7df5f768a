import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionIdentity } from '../../edition/model/edition.js';

/**
 * Where a file beside the scenarios is for an edition: in `<features>/<document>/<revision>/` where it is there, else in
 * `<features>/<document>/`, whose files serve each edition that has none of its own. It need not be there.
 */
export const fileBeside = async (
  features: string,
  { document, revision }: EditionIdentity,
  name: string,
): Promise<string> => {
  const own = join(features, document, revision, name);
  const isThere = await access(own).then(
    () => true,
    () => false,
  );
  return isThere ? own : join(features, document, name);
};

/**
 * Where such a file is to be written: by revision where the document has several editions.
 * @param isAlone whether the document has no other edition
 */
export const fileToWrite = async (
  features: string,
  identity: EditionIdentity,
  name: string,
  isAlone: boolean,
): Promise<string> => {
  if (isAlone) return fileBeside(features, identity, name);
  const folder = join(features, identity.document, identity.revision);
  await mkdir(folder, { recursive: true });
  return join(folder, name);
};
