import { isRecord } from '../../language/values.js';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DurableFile,
  isAbsent,
  syncFolder,
  UnreadableFileError,
  type Form,
} from '../../audit/store/durable-file.js';
import { sealed } from '../../audit/store/sealed-form.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import { draftsNaming, isNaming } from './naming-drafts.js';
import { isDraftId, type Draft, type DraftHead } from './draft.js';
import { headOf } from './draft-head.js';
import { reviewIn } from './review/review-in.js';

/** What a list of drafts tells. */
export interface KeptDrafts {
  readonly heads: readonly DraftHead[];
  /** The ids of those whose file is damaged. */
  readonly damaged: readonly string[];
}

/** Where drafts are kept. */
export interface DraftStore {
  readonly list: () => Promise<KeptDrafts>;
  /** Rejects with `UnreadableFileError` where what is kept of it is damaged. */
  readonly get: (id: string) => Promise<Draft | undefined>;
  /** Puts a draft in the place of the one with its id; resolves when it is durable. */
  readonly put: (draft: Draft) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** The ids of those in which a name stands in whatever place, damaged ones among them. */
  readonly naming: (name: string) => Promise<readonly string[]>;
}

/** Keeps drafts in memory, where there is no data directory. */
export const makeMemoryDrafts = (): DraftStore => {
  const drafts = new Map<string, Draft>();
  return {
    list: () => Promise.resolve({ heads: [...drafts.values()].map(headOf), damaged: [] }),
    get: (id) => Promise.resolve(drafts.get(id)),
    put: (draft) => {
      drafts.set(draft.id, draft);
      return Promise.resolve();
    },
    remove: (id) => {
      drafts.delete(id);
      return Promise.resolve();
    },
    naming: (name) =>
      Promise.resolve(
        [...drafts.values()]
          .filter((draft) => isNaming(draft, name))
          .map(({ id }) => id)
          .sort(),
      ),
  };
};

/** Keeps each draft as one file `drafts/<id>.json` of a data directory, which is its old or its new content whatever happens. */
export const makeFolderDrafts = (dataDirectory: string): DraftStore => {
  const folder = join(dataDirectory, 'drafts');
  const fileOf = (id: string): DurableFile<Draft> => {
    if (!isDraftId(id)) throw new RangeError(`\`${id}\` is no id of a draft`);
    return new DurableFile(join(folder, `${id}.json`), form);
  };
  const get = async (id: string): Promise<Draft | undefined> => {
    if (!isDraftId(id)) return undefined;
    const draft = await fileOf(id).read();
    // A copy under another name is nobody's draft.
    if (draft !== null && draft.id !== id) throw new UnreadableFileError(join(folder, `${id}.json`));
    return draft ?? undefined;
  };
  const ids = async (): Promise<readonly string[]> => {
    const names = await readdir(folder).catch((cause: unknown) => {
      if (isAbsent(cause)) return [];
      throw cause;
    });
    return names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  };
  /** What a list tells of each, with the state of its file that it was read from. */
  const known = new Map<string, { readonly state: string; readonly head: DraftHead | 'damaged' }>();
  const headIn = async (id: string): Promise<DraftHead | 'damaged' | undefined> => {
    const state = await stateOf(join(folder, `${id}.json`));
    if (state === undefined) return undefined;
    const before = known.get(id);
    if (before !== undefined && before.state === state) return before.head;
    const head = await get(id).then(
      (draft) => draft && headOf(draft),
      (cause: unknown) => {
        if (cause instanceof UnreadableFileError) return 'damaged' as const;
        throw cause;
      },
    );
    if (head !== undefined) known.set(id, { state, head });
    return head;
  };
  /** One after the other: a draft has all texts of a release. Those that are as they were are not read again. */
  const listed = async (): Promise<KeptDrafts> => {
    const heads: DraftHead[] = [];
    const damaged: string[] = [];
    const here = await ids();
    for (const id of known.keys()) if (!here.includes(id)) known.delete(id);
    for (const id of here) {
      const head = await headIn(id);
      if (head === 'damaged') damaged.push(id);
      else if (head !== undefined) heads.push(head);
    }
    return { heads, damaged };
  };
  let listing: Promise<KeptDrafts> | undefined;
  return {
    // Those who ask at once share the reading.
    list: () => (listing ??= listed().finally(() => (listing = undefined))),
    get,
    put: async (draft) => {
      if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined)
        await syncFolder(dataDirectory);
      await fileOf(draft.id).write(draft);
    },
    remove: async (id) => {
      if (!isDraftId(id)) return;
      await rm(join(folder, `${id}.json`), { force: true });
      await syncFolder(folder);
    },
    naming: (name) => draftsNaming(dataDirectory, name),
  };
};

/** Changes with each writing, which puts another file in its place; `undefined` where the file is gone by now. */
const stateOf = async (path: string): Promise<string | undefined> => {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw cause;
  }
};

const form: Form<Draft> = sealed(
  {
    parse: (json) => {
      if (!isRecord(json)) return undefined;
      const { id, title, by, createdAt, changedAt } = json;
      const from = identityIn(json['from']);
      const released = textsIn(json['released']);
      const changed = textsIn(json['changed']);
      // An earlier version wrote none.
      const scenarios = textsIn(json['scenarios'] ?? {});
      if (typeof id !== 'string' || !isDraftId(id) || typeof title !== 'string') return undefined;
      if (by !== null && typeof by !== 'string') return undefined;
      if (typeof createdAt !== 'number' || typeof changedAt !== 'number') return undefined;
      if (from === undefined || released === undefined || changed === undefined) return undefined;
      if (scenarios === undefined) return undefined;
      // An earlier version kept drafts without these.
      const { writers = [], review = [], publishedAs = null } = json;
      const events = reviewIn(review);
      if (!areTexts(writers) || events === undefined) return undefined;
      if (publishedAs !== null && typeof publishedAs !== 'string') return undefined;
      const said = { writers, review: events, publishedAs };
      return { id, title, by, from, createdAt, changedAt, released, changed, scenarios, ...said };
    },
    print: ({ released, changed, scenarios, ...draft }) => ({
      ...draft,
      released: Object.fromEntries(released),
      changed: Object.fromEntries(changed),
      scenarios: Object.fromEntries(scenarios),
    }),
  },
  ['id', 'title', 'by', 'from', 'createdAt', 'changedAt', 'released', 'changed'],
);

const identityIn = (json: unknown): EditionIdentity | undefined => {
  if (!isRecord(json)) return undefined;
  const { document, revision, digest } = json;
  return typeof document === 'string' && typeof revision === 'string' && typeof digest === 'string'
    ? { document, revision, digest }
    : undefined;
};

const areTexts = (json: unknown): json is readonly string[] =>
  Array.isArray(json) && json.every((one) => typeof one === 'string');

const textsIn = (json: unknown): ReadonlyMap<string, string> | undefined => {
  if (!isRecord(json)) return undefined;
  const texts = Object.entries(json).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === Object.keys(json).length ? new Map(texts) : undefined;
};
