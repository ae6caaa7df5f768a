import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Refusal } from '../../../analysis/publishing/refuse-publishing.js';
import { isAbsent, syncFolder } from '../../../audit/store/durable-file.js';
import type { Draft } from '../draft.js';
import { ownScenarios } from '../trial/draft-try-routes.js';

type OfDraft = Pick<Draft, 'id' | 'from' | 'scenarios'>;

/**
 * Why scenarios of a draft's own can't stand with those of its contract: a file of a name is there with another text. Empty where they can, or
 * stand there already.
 */
export const refuseTakenNames = async (
  draft: OfDraft,
  featuresDirectory: string,
): Promise<readonly Refusal[]> => {
  const { document } = draft.from;
  const refusals: Refusal[] = [];
  for (const { uri, text } of ownScenarios(draft)) {
    const present = await textIn(join(featuresDirectory, document, uri));
    if (present !== null && present !== text) refusals.push(refuseTaken(document, uri));
  }
  return refusals;
};

/**
 * Writes scenarios of a draft's own to `<directory>/<document>/<name>.feature`, durably, and over nothing: all of them or none. What stands there
 * with the same text stays.
 */
export const keepScenarios = async (
  draft: OfDraft,
  featuresDirectory: string,
): Promise<readonly Refusal[]> => {
  const taken = await refuseTakenNames(draft, featuresDirectory);
  if (taken.length > 0 || draft.scenarios.size === 0) return taken;
  const { document } = draft.from;
  const folder = join(featuresDirectory, document);
  const written: string[] = [];
  let writing = '';
  try {
    for (const { uri, text } of ownScenarios(draft)) {
      writing = uri;
      if (await writeNew(folder, uri, text, draft.id)) written.push(uri);
      else if ((await textIn(join(folder, uri))) !== text) throw new TakenError();
    }
    if (written.length > 0) await syncFolder(folder);
    return [];
  } catch (cause) {
    for (const uri of written) await rm(join(folder, uri), { force: true }).catch(() => undefined);
    if (cause instanceof TakenError) return [refuseTaken(document, writing)];
    const why = cause instanceof Error ? cause.message : String(cause);
    return [
      {
        code: 'scenarios-not-written',
        where: `${document}/${writing}`,
        message: `The draft's scenarios can't be written with the contract's: ${why}. Let the service write in the folder of scenarios, or download them, put them there yourself, and publish again.`,
      },
    ];
  }
};

/** Somebody else put a file of this name there meanwhile. */
class TakenError extends Error {
  override readonly name = 'TakenError';
}

/** Puts a new file where none is, whole or not at all; `false` where one is. */
const writeNew = async (folder: string, name: string, text: string, id: string): Promise<boolean> => {
  const beside = join(folder, `.${name}.${id}.new`);
  try {
    const handle = await open(beside, 'w');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(beside, join(folder, name));
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
};

/** `null` where there is none; `undefined` where one is there and can't be read. */
const textIn = async (path: string): Promise<string | null | undefined> =>
  readFile(path, 'utf8').catch((cause: unknown) => (isAbsent(cause) ? null : undefined));

const refuseTaken = (document: string, name: string): Refusal => ({
  code: 'scenarios-taken',
  where: `${document}/${name}`,
  message: `A file of scenarios of this name stands with the contract's, and says something else. Give the draft's another name: download it, take it away, and write it anew.`,
});
