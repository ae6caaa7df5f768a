import type { Edition } from '../../edition/model/edition.js';
import type { Failure } from '../http/failure.js';
import {
  defaultDraftLimits,
  draftIdOf,
  etagOf,
  filesOf,
  isDraftId,
  isNewFileName,
  isScenariosName,
  textOf,
  withFile,
  writtenBy,
  type Draft,
  type DraftLimits,
} from './draft.js';
import { UnreadableFileError } from '../../audit/store/durable-file.js';
import type { DraftStore, KeptDrafts } from './draft-store.js';
import { makeTurns } from '../../workers/turns.js';

/** What making and changing drafts needs. */
export interface DraftsParts {
  readonly store: DraftStore;
  /** The edition that a draft is made from, by its release's digest. */
  readonly release: (digest: string) => Promise<Pick<Edition, 'identity' | 'files'> | undefined>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly newId: () => string;
  readonly limits?: DraftLimits;
}

/** What a draft is made of. */
export interface NewDraft {
  readonly title: string;
  /** Of the release that it starts from. */
  readonly digest: string;
  readonly by: string | null;
}

/** What a file is to be, as long as it still is what its writer saw. */
export interface FileChange {
  readonly text: string;
  /** The etag of what the writer saw; `null` where there was no such file. */
  readonly seen: string | null;
  /** Who writes it; `null` where nobody has to say who asks. */
  readonly by: string | null;
}

/** A draft, or why there is none. */
export type DraftResult<Codes extends Failure['code'] = never> =
  | { readonly code: 'found'; readonly draft: Draft }
  | Extract<Failure, { readonly code: 'not-found' | 'altered-draft' | Codes }>;

/** A draft as it is to be, or why it stays as it is. */
export type Changed<Other> = { readonly code: 'changed'; readonly draft: Draft } | Other;

/** Drafts of editions, kept apart from what was published. */
export interface Drafts {
  /** The one changed last first; those that are damaged by their ids. */
  readonly list: () => Promise<KeptDrafts>;
  readonly get: (id: string) => Promise<DraftResult>;
  readonly create: (asked: NewDraft) => Promise<DraftResult<'too-many-drafts' | 'unknown-edition'>>;
  readonly writeFile: (
    id: string,
    name: string,
    change: FileChange,
  ) => Promise<DraftResult<'draft-changed' | 'body-too-large' | 'invalid-request'>>;
  /** Takes a file of scenarios away that still is what its reader saw, by its etag. */
  readonly removeScenarios: (
    id: string,
    name: string,
    seen: string | null,
    by: string | null,
  ) => Promise<DraftResult<'draft-changed'>>;
  /** Puts in a draft's place what `change` makes of it; what it answers otherwise is given back, and nothing is written. */
  readonly update: <Other extends { readonly code: string }>(
    id: string,
    change: (draft: Draft) => Changed<Other> | Promise<Changed<Other>>,
  ) => Promise<DraftResult | Other>;
  /** Also where what is kept of it is damaged. */
  readonly remove: (
    id: string,
  ) => Promise<{ readonly code: 'removed' } | Extract<Failure, { readonly code: 'not-found' }>>;
}

/** Makes and changes drafts, one change after the other, so that no change overlooks another. */
export const makeDrafts = (parts: DraftsParts): Drafts => {
  const { store, release, clock, newId, limits = defaultDraftLimits } = parts;
  const inTurn = makeTurns();

  const get = async (id: string): Promise<DraftResult> => {
    try {
      const draft = isDraftId(id) ? await store.get(id) : undefined;
      return draft === undefined ? notFound('draft', id) : { code: 'found', draft };
    } catch (cause) {
      if (cause instanceof UnreadableFileError) return { code: 'altered-draft', draft: id };
      throw cause;
    }
  };

  return {
    list: async () => {
      const { heads, damaged } = await store.list();
      return { heads: [...heads].sort((a, b) => b.changedAt - a.changedAt), damaged };
    },
    get,
    create: ({ title, digest, by }) =>
      inTurn(async () => {
        const edition = await release(digest);
        if (edition === undefined) return { code: 'unknown-edition', asked: { digest }, known: [] };
        const { heads: kept, damaged } = await store.list();
        if (kept.length + damaged.length >= limits.drafts)
          return { code: 'too-many-drafts', most: limits.drafts, of: 'all' };
        const own = by === null ? 0 : kept.filter((draft) => draft.by === by).length;
        if (own >= limits.draftsOfOne)
          return { code: 'too-many-drafts', most: limits.draftsOfOne, of: 'author' };
        const now = clock();
        const draft: Draft = {
          id: draftIdOf(title, newId()),
          title,
          by,
          from: edition.identity,
          createdAt: now,
          changedAt: now,
          released: edition.files,
          changed: new Map(),
          scenarios: new Map(),
          writers: [],
          review: [],
          publishedAs: null,
        };
        await store.put(draft);
        return { code: 'found', draft };
      }),
    writeFile: (id, name, { text, seen, by }) =>
      inTurn(async () => {
        const found = await get(id);
        if (found.code !== 'found') return found;
        const present = textOf(found.draft, name);
        const files = filesOf(found.draft).size + found.draft.scenarios.size;
        if (present === undefined && (!mayBeAdded(name) || files >= limits.files))
          return unusableName(name, limits);
        if (Buffer.byteLength(text) > limits.fileBytes)
          return { code: 'body-too-large', limitBytes: limits.fileBytes };
        if ((present === undefined ? null : etagOf(present)) !== seen)
          return { code: 'draft-changed', draft: id, file: name };
        const draft = writtenBy(withFile(found.draft, name, text, clock()), by);
        const changedBytes = [...draft.changed.values(), ...draft.scenarios.values()].reduce(
          (sum, one) => sum + Buffer.byteLength(one),
          0,
        );
        if (changedBytes > limits.changedBytes)
          return { code: 'body-too-large', limitBytes: limits.changedBytes };
        await store.put(draft);
        return { code: 'found', draft };
      }),
    removeScenarios: (id, name, seen, by) =>
      inTurn(async () => {
        const found = await get(id);
        if (found.code !== 'found') return found;
        const present = found.draft.scenarios.get(name);
        if (present === undefined) return notFound('file', name);
        if (etagOf(present) !== seen) return { code: 'draft-changed', draft: id, file: name };
        const scenarios = new Map(found.draft.scenarios);
        scenarios.delete(name);
        const draft = writtenBy({ ...found.draft, scenarios, changedAt: clock() }, by);
        await store.put(draft);
        return { code: 'found', draft };
      }),
    update: (id, change) =>
      inTurn(async () => {
        const found = await get(id);
        if (found.code !== 'found') return found;
        const changed = await change(found.draft);
        if (!isChanged(changed)) return changed;
        await store.put(changed.draft);
        return { code: 'found', draft: changed.draft };
      }),
    remove: (id) =>
      inTurn(async () => {
        const found = await get(id);
        if (found.code === 'not-found') return found;
        await store.remove(id);
        return { code: 'removed' };
      }),
  };
};

const isChanged = <Other extends { readonly code: string }>(
  changed: Changed<Other>,
): changed is Extract<Changed<Other>, { readonly draft: Draft }> => changed.code === 'changed';

const notFound = (
  what: 'draft' | 'file',
  name: string,
): Extract<Failure, { readonly code: 'not-found' }> => ({ code: 'not-found', what, name });

const mayBeAdded = (name: string): boolean => isNewFileName(name) || isScenariosName(name);

const unusableName = (
  name: string,
  { files }: DraftLimits,
): Extract<Failure, { readonly code: 'invalid-request' }> => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: '',
      code: 'not-allowed',
      message: mayBeAdded(name)
        ? `A draft has at most ${files} files.`
        : `\`${name}\` cannot be added. A new file is named \`<decision>.yaml\`, \`<table>.csv\` for the rows of a table, or \`<name>.feature\` for scenarios, in lower-case letters, digits and hyphens.`,
    },
  ],
});
