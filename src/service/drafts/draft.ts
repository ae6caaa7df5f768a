import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { EditionIdentity } from '../../edition/model/edition.js';
import type { FeatureSources } from '../../scenarios/compile-features.js';
import type { FeatureText } from '../../scenarios/read-gherkin.js';
import { maximumTitle } from '../../wire/limits.js';
import type { ReviewEvent } from './review/review-event.js';

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
  /** Files of scenarios that the draft has of its own, name to text. They are no part of the edition, nor of its digest. */
  readonly scenarios: ReadonlyMap<string, string>;
  /** {@link Caller.id} of everybody who wrote in it; nobody where nobody has to say who asks. */
  readonly writers: readonly string[];
  /** What was said of it, oldest first. */
  readonly review: readonly ReviewEvent[];
  /** The digest by which it was to be published last; it is published if the registry has that. `null` where it never was. */
  readonly publishedAs: string | null;
}

/** What a list tells of a draft, without its texts. */
export interface DraftHead extends Omit<Draft, 'released' | 'changed' | 'scenarios' | 'writers' | 'review'> {
  /** The names of the files that differ from the release's. */
  readonly changed: readonly string[];
  /** The names of its files of scenarios. */
  readonly scenarios: readonly string[];
  /** Who proposes it; `null` where nobody does. */
  readonly proposedBy: string | null;
  /** Who approved what it holds. */
  readonly approvedBy: readonly string[];
}

/** What a draft may hold. */
export interface DraftLimits {
  readonly drafts: number;
  /** Of one author; not where nobody has to say who asks. */
  readonly draftsOfOne: number;
  readonly titleCharacters: number;
  /** With its files of scenarios. */
  readonly files: number;
  /** UTF-8 bytes of one file. */
  readonly fileBytes: number;
  /** UTF-8 bytes of all files that differ from the release's, and of its scenarios. */
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

/** The files of a draft as they stand, which are an edition's: without its scenarios. */
export const filesOf = ({
  released,
  changed,
}: Pick<Draft, 'released' | 'changed'>): ReadonlyMap<string, string> => new Map([...released, ...changed]);

/** The scenarios that a draft has of its own, as files. */
export const ownScenarios = ({ scenarios }: Pick<Draft, 'scenarios'>): readonly FeatureText[] =>
  [...scenarios].sort(([a], [b]) => (a < b ? -1 : 1)).map(([uri, text]) => ({ uri, text }));

/** The scenarios of a contract without those that a draft has of its own: once it is published, they stand with the contract's too. */
export const withoutOwn = (
  sources: FeatureSources,
  { scenarios }: Pick<Draft, 'scenarios'>,
): FeatureSources => ({
  ...sources,
  features: sources.features.filter(({ uri, text }) => scenarios.get(basename(uri)) !== text),
});

/** The text of a file of a draft, of its edition's or of its scenarios; `undefined` where it has none of that name. */
export const textOf = ({ released, changed, scenarios }: Draft, name: string): string | undefined =>
  scenarios.get(name) ?? changed.get(name) ?? released.get(name);

/** A draft with another text in one file, at a time in epoch milliseconds. */
export const withFile = (draft: Draft, name: string, text: string, changedAt: number): Draft => {
  if (isScenariosName(name))
    return { ...draft, scenarios: new Map([...draft.scenarios, [name, text]]), changedAt };
  const changed = new Map(draft.changed);
  if (draft.released.get(name) === text) changed.delete(name);
  else changed.set(name, text);
  return { ...draft, changed, changedAt };
};

/** A draft in which somebody wrote; `null` where nobody has to say who asks. */
export const writtenBy = (draft: Draft, by: string | null): Draft =>
  by === null || draft.writers.includes(by) ? draft : { ...draft, writers: [...draft.writers, by] };

/** An entity tag (RFC 9110 §8.8.3), with its quotes, for a file's text. */
export const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 22)}"`;

/** Whether a text has the form of a draft's id, so that it names nothing else below a folder. */
export const isDraftId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,79}$/.test(text);

/** Whether a draft may have a file of this name besides the release's: YAML, and no path. */
export const isNewFileName = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,59}\.(?:yaml|csv)$/.test(text);

/** Whether a draft may have a file of scenarios of this name; none of an edition's files is named so. */
export const isScenariosName = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,59}\.feature$/.test(text);

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
