import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../../audit/store/durable-file.js';
import type { Draft } from './draft.js';

/** How a name may be written in Unicode, with what JSON escapes. */
const spellingsOf = (name: string): readonly string[] => [
  ...new Set(
    [name, name.normalize('NFC'), name.normalize('NFD')].map((each) => JSON.stringify(each).slice(1, -1)),
  ),
];

/** Whether a name stands in the title, in any file of a draft, or of its release, or in what was said of it. */
export const isNaming = ({ title, released, changed, scenarios, review }: Draft, name: string): boolean => {
  const spellings = spellingsOf(name);
  const said = review.flatMap(({ by, words }) => [by, words ?? '']);
  return [title, ...released.values(), ...changed.values(), ...scenarios.values(), ...said].some((text) => {
    const written = JSON.stringify(text);
    return spellings.some((spelling) => written.includes(spelling));
  });
};

/**
 * The ids of the drafts in a data directory in whose file a name stands, in whatever place: also where that file is damaged, and can't be read
 * as a draft. One file is read after the other.
 */
export const draftsNaming = async (dataDirectory: string, name: string): Promise<readonly string[]> => {
  const folder = join(dataDirectory, 'drafts');
  const files = await readdir(folder).catch(whereAbsent([]));
  const spellings = spellingsOf(name);
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(join(folder, file)).catch(whereAbsent(Buffer.alloc(0)));
    if (spellings.some((spelling) => bytes.includes(spelling))) found.push(file.replace(/\.json$/, ''));
  }
  return found.sort();
};

/** What stands for a file or folder that is not there, or not any more. */
const whereAbsent =
  <Value>(value: Value) =>
  (cause: unknown): Value => {
    if (isAbsent(cause)) return value;
    throw cause;
  };
