import { access, constants, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Refusal } from '../../../analysis/publishing/refuse-publishing.js';
import { isAbsent, writeOverNothing } from '../../../audit/store/durable-file.js';
import { ownScenarios, type Draft } from '../draft.js';

type OfDraft = Pick<Draft, 'from' | 'scenarios'>;

/** A draft's scenarios stand with those of its contract, or why none of them was written. */
export type KeptScenarios =
  | {
      readonly code: 'kept';
      /** Takes away what was written for this, and nothing that stood there before. */
      readonly undo: () => Promise<void>;
    }
  | { readonly code: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Why scenarios of a draft's own can't be put with those of its contract: a file of a name is there with another text, or none can be written there.
 * Empty where they can, or stand there already. Nothing is written.
 */
export const refuseKeeping = async (
  draft: OfDraft,
  featuresDirectory: string,
): Promise<readonly Refusal[]> => {
  const { document } = draft.from;
  const folder = join(featuresDirectory, document);
  const refusals: Refusal[] = [];
  const absent: string[] = [];
  for (const { uri, text } of ownScenarios(draft)) {
    const present = await textIn(join(folder, uri));
    if (present === null) absent.push(uri);
    else if (present !== text) refusals.push(refuseTaken(document, uri));
  }
  const [first] = absent;
  if (first === undefined) return refusals;
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    refusals.push(refuseUnwritten(document, first, cause));
  }
  return refusals;
};

/**
 * Writes scenarios of a draft's own to `<directory>/<document>/<name>.feature`, durably, and over nothing: all of them or none. What stands there
 * with the same text stays.
 */
export const keepScenarios = async (draft: OfDraft, featuresDirectory: string): Promise<KeptScenarios> => {
  const refusals = await refuseKeeping(draft, featuresDirectory);
  if (refusals.length > 0) return { code: 'refused', refusals };
  const { document } = draft.from;
  const written: string[] = [];
  const undo = async (): Promise<void> => {
    for (const path of written.splice(0)) await rm(path, { force: true }).catch(() => undefined);
  };
  for (const { uri, text } of ownScenarios(draft)) {
    const path = join(featuresDirectory, document, uri);
    try {
      if (await writeOverNothing(path, text, 0o666)) written.push(path);
      // Somebody else put a file of this name there meanwhile.
      else if ((await textIn(path)) !== text) {
        await undo();
        return { code: 'refused', refusals: [refuseTaken(document, uri)] };
      }
    } catch (cause) {
      await undo();
      return { code: 'refused', refusals: [refuseUnwritten(document, uri, cause)] };
    }
  }
  return { code: 'kept', undo };
};

/** `null` where there is none; `undefined` where one is there and can't be read. */
const textIn = async (path: string): Promise<string | null | undefined> =>
  readFile(path, 'utf8').catch((cause: unknown) => (isAbsent(cause) ? null : undefined));

const refuseTaken = (document: string, name: string): Refusal => ({
  code: 'scenarios-taken',
  where: `${document}/${name}`,
  message: `A file of scenarios of this name stands with the contract's, and says something else. Give the draft's another name: download it, take it away, and write it anew.`,
});

const refuseUnwritten = (document: string, name: string, cause: unknown): Refusal => ({
  code: 'scenarios-not-written',
  where: `${document}/${name}`,
  message: `The draft's scenarios can't be written with the contract's: ${cause instanceof Error ? cause.message : String(cause)}. Let the service write in the folder of scenarios (\`serve --features\`), or download them, put them there yourself, and publish again.`,
});
