import { createHash } from 'node:crypto';
import type { EditionIdentity } from '../../edition/model/edition.js';
import { maximumTitle } from '../../wire/limits.js';

/** Files of a release as somebody is changing them. It decides nothing, and the release stays what it is. */
export interface Draft {
  /** Lower-case letters, digits and hyphens: it stands in addresses, and names the file that keeps it. */
  readonly id: string;
  /** What it is for, in its author's words. */
  readonly title: string;
  /** {@link Caller.id} of whoever made it; `null` where nobody has to say who asks. */
  readonly by: string | null;
  /** The release that it was made from. */
  readonly from: EditionIdentity;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly changedAt: number;
  /** The release's files, name to text. */
  readonly released: ReadonlyMap<string, string>;
  /** The files that differ from the release's, and those that it has not. */
  readonly changed: ReadonlyMap<string, string>;
}

/** What a list tells of a draft, without its texts. */
export interface DraftHead extends Omit<Draft, 'released' | 'changed'> {
  /** The names of the files that differ from the release's. */
  readonly changed: readonly string[];
}

/** What a list tells of a draft. */
export const headOf = ({ id, title, by, from, createdAt, changedAt, changed }: Draft): DraftHead => ({
  ...{ id, title, by, from, createdAt, changedAt },
  changed: [...changed.keys()].sort(),
});

/** What a draft may hold. */
export interface DraftLimits {
  readonly drafts: number;
  /** Of one author; not where nobody has to say who asks. */
  readonly draftsOfOne: number;
  readonly titleCharacters: number;
  readonly files: number;
  /** UTF-8 bytes of one file. */
  readonly fileBytes: number;
  /** UTF-8 bytes of all files that differ from the release's. */
  readonly changedBytes: number;
}

/** 100 drafts, 50 of one author, of 64 files of 512 kB each; what differs has 2 MB together. */
export const defaultDraftLimits: DraftLimits = {
  drafts: 100,
  draftsOfOne: 50,
  titleCharacters: maximumTitle,
  files: 64,
  fileBytes: 512 * 1024,
  changedBytes: 2 * 1024 * 1024,
};

/** The files of a draft as they stand. */
export const filesOf = ({ released, changed }: Draft): ReadonlyMap<string, string> =>
  new Map([...released, ...changed]);

/** A draft with another text in one file, at a time in epoch milliseconds. */
export const withFile = (draft: Draft, name: string, text: string, changedAt: number): Draft => {
  const changed = new Map(draft.changed);
  if (draft.released.get(name) === text) changed.delete(name);
  else changed.set(name, text);
  return { ...draft, changed, changedAt };
};

/** An entity tag (RFC 9110 §8.8.3), with its quotes, for a file's text. */
export const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 22)}"`;

/** Whether a text has the form of a draft's id, so that it names nothing else below a folder. */
export const isDraftId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,79}$/.test(text);

/** Whether a draft may have a file of this name besides the release's: YAML, and no path. */
export const isNewFileName = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,59}\.(?:yaml|csv)$/.test(text);

/** An id that tells a title and that nothing else has, by the end of a random id. */
export const draftIdOf = (title: string, random: string): string => {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const tail = random
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(-8);
  return words === '' ? `draft-${tail}` : `${words}-${tail}`;
};
