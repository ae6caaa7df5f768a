import { isRecord } from '../../language/values.js';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, isAbsent, syncFolder, type Form } from '../../audit/store/durable-file.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import { headOf, isDraftId, type Draft, type DraftHead } from './draft.js';

/** Where drafts are kept. */
export interface DraftStore {
  readonly list: () => Promise<readonly DraftHead[]>;
  readonly get: (id: string) => Promise<Draft | undefined>;
  /** Puts a draft in the place of the one with its id; resolves when it is durable. */
  readonly put: (draft: Draft) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Keeps drafts in memory, where there is no data directory. */
export const makeMemoryDrafts = (): DraftStore => {
  const drafts = new Map<string, Draft>();
  return {
    list: () => Promise.resolve([...drafts.values()].map(headOf)),
    get: (id) => Promise.resolve(drafts.get(id)),
    put: (draft) => {
      drafts.set(draft.id, draft);
      return Promise.resolve();
    },
    remove: (id) => {
      drafts.delete(id);
      return Promise.resolve();
    },
  };
};

/** Keeps each draft as one file `drafts/<id>.json` of a data directory, which is its old or its new content whatever happens. */
export const makeFolderDrafts = (dataDirectory: string): DraftStore => {
  const folder = join(dataDirectory, 'drafts');
  const fileOf = (id: string): DurableFile<Draft> => {
    if (!isDraftId(id)) throw new RangeError(`\`${id}\` is no id of a draft`);
    return new DurableFile(join(folder, `${id}.json`), form);
  };
  const get = async (id: string): Promise<Draft | undefined> =>
    isDraftId(id) ? ((await fileOf(id).read()) ?? undefined) : undefined;
  const ids = async (): Promise<readonly string[]> => {
    const names = await readdir(folder).catch((cause: unknown) => {
      if (isAbsent(cause)) return [];
      throw cause;
    });
    return names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  };
  /** What a list tells of each, with the state of its file that it was read from. */
  const known = new Map<string, { readonly state: string; readonly head: DraftHead }>();
  const headIn = async (id: string): Promise<DraftHead | undefined> => {
    const state = await stateOf(join(folder, `${id}.json`));
    const before = known.get(id);
    if (before !== undefined && before.state === state) return before.head;
    const draft = await get(id);
    if (draft === undefined) return undefined;
    const head = headOf(draft);
    known.set(id, { state, head });
    return head;
  };
  /** One after the other: a draft has all texts of a release. Those that are as they were are not read again. */
  const heads = async (): Promise<readonly DraftHead[]> => {
    const found: DraftHead[] = [];
    const here = await ids();
    for (const id of known.keys()) if (!here.includes(id)) known.delete(id);
    for (const id of here) {
      const head = await headIn(id);
      if (head !== undefined) found.push(head);
    }
    return found;
  };
  let listing: Promise<readonly DraftHead[]> | undefined;
  return {
    // Those who ask at once share the reading.
    list: () => (listing ??= heads().finally(() => (listing = undefined))),
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
  };
};

/** Changes with each writing, which puts another file in its place. */
const stateOf = async (path: string): Promise<string> => {
  const { ino, size, mtimeNs } = await stat(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
};

const form: Form<Draft> = {
  parse: (json) => {
    if (!isRecord(json)) return undefined;
    const { id, title, by, createdAt, changedAt } = json;
    const from = identityIn(json['from']);
    const released = textsIn(json['released']);
    const changed = textsIn(json['changed']);
    if (typeof id !== 'string' || !isDraftId(id) || typeof title !== 'string') return undefined;
    if (by !== null && typeof by !== 'string') return undefined;
    if (typeof createdAt !== 'number' || typeof changedAt !== 'number') return undefined;
    if (from === undefined || released === undefined || changed === undefined) return undefined;
    return { id, title, by, from, createdAt, changedAt, released, changed };
  },
  print: ({ released, changed, ...draft }) => ({
    ...draft,
    released: Object.fromEntries(released),
    changed: Object.fromEntries(changed),
  }),
};

const identityIn = (json: unknown): EditionIdentity | undefined => {
  if (!isRecord(json)) return undefined;
  const { document, revision, digest } = json;
  return typeof document === 'string' && typeof revision === 'string' && typeof digest === 'string'
    ? { document, revision, digest }
    : undefined;
};

const textsIn = (json: unknown): ReadonlyMap<string, string> | undefined => {
  if (!isRecord(json)) return undefined;
  const texts = Object.entries(json).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === Object.keys(json).length ? new Map(texts) : undefined;
};
