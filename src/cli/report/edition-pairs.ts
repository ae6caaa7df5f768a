import { relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { editionFolders } from '../../edition/read/edition-folders.js';
import { readEditionFolder } from '../../edition/read/read-edition-folder.js';
import { isRecord } from '../../language/values.js';

/** An edition's folder, by what its edition.yaml says. */
export interface NamedEdition {
  readonly folder: string;
  /** `document/revision`. */
  readonly name: string;
  readonly document: string;
  readonly revision: string;
}

/** An edition of which something was changed, added or removed. */
export type EditionPair =
  | { readonly code: 'changed' | 'next'; readonly before: NamedEdition; readonly now: NamedEdition }
  | { readonly code: 'new'; readonly now: NamedEdition }
  | { readonly code: 'gone'; readonly before: NamedEdition };

interface ReadEdition extends NamedEdition {
  readonly files: ReadonlyMap<string, string>;
  readonly effectiveFrom: string;
}

/**
 * The editions in two states of a folder that differ: each with the one of the same revision, and a new revision with the latest before it. Those whose files are the same
 * are left out.
 */
export const editionPairs = async (before: string, now: string): Promise<readonly EditionPair[]> => {
  const [earlier, later] = [await editionsIn(before), await editionsIn(now)];
  const pairs = later.flatMap((one): readonly EditionPair[] => {
    const same = earlier.find(({ name }) => name === one.name);
    if (same !== undefined)
      return isDeepStrictEqual(same.files, one.files) ? [] : [{ code: 'changed', before: same, now: one }];
    const last = earlier
      .filter(
        ({ document, effectiveFrom }) => document === one.document && effectiveFrom <= one.effectiveFrom,
      )
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
      .at(-1);
    return [last === undefined ? { code: 'new', now: one } : { code: 'next', before: last, now: one }];
  });
  const gone = earlier.filter(({ name }) => later.every((one) => one.name !== name));
  return [...pairs, ...gone.map((one): EditionPair => ({ code: 'gone', before: one }))];
};

const editionsIn = async (directory: string): Promise<readonly ReadEdition[]> => {
  const folders = await editionFolders(directory).catch((error: unknown) => {
    // Nothing was there yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    folders.map(async (folder) => {
      const files = await readEditionFolder(folder);
      const head = headOf(files.get('edition.yaml') ?? '');
      const document = textOf(head['document']) ?? relative(directory, folder);
      const revision = textOf(head['revision']) ?? '';
      const name = `${document}/${revision}`;
      return { folder, files, name, document, revision, effectiveFrom: textOf(head['effectiveFrom']) ?? '' };
    }),
  );
};

/** What an edition.yaml says; nothing where it can't be read, which the check tells. */
const headOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const head: unknown = parse(text);
    return isRecord(head) ? head : {};
  } catch {
    return {};
  }
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
