import { Low } from 'lowdb';
import { copyFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionIdentity } from '../../../edition/model/edition.js';
import { isDigest, noDigest } from '../../record/canonical.js';
import { parseCheckpoint, type Checkpoint } from '../../chain/checkpoint.js';
import { DurableFile, UnreadableFileError, type Form } from './durable-file.js';
import type { Report } from './failures.js';
import type { Segment } from './segment.js';

/** The bookkeeping of a data directory. Where it differs from the journal, the journal is right. */
export interface Catalogue {
  readonly format: 1;
  /** Oldest first; the last one grows. */
  readonly segments: readonly Segment[];
  /** The releases whose content is kept. */
  readonly releases: readonly EditionIdentity[];
  /** Oldest first. The journal does not have them: they are nowhere else. */
  readonly checkpoints: readonly Checkpoint[];
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const parseSegment = (json: unknown): Segment | undefined => {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('file' in json && 'first' in json && 'records' in json && 'bytes' in json && 'hash' in json))
    return undefined;
  const { file, first, records, bytes, hash } = json;
  return typeof file === 'string' && isCount(first) && isCount(records) && isCount(bytes) && isDigest(hash)
    ? { file, first, records, bytes, hash }
    : undefined;
};

/** An edition's identity from JSON; `undefined` where it is none. */
export const parseIdentity = (json: unknown): EditionIdentity | undefined => {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('document' in json && 'revision' in json && 'digest' in json)) return undefined;
  const { document, revision, digest } = json;
  return typeof document === 'string' && typeof revision === 'string' && isDigest(digest)
    ? { document, revision, digest }
    : undefined;
};

const parseAll = <Item>(
  json: unknown,
  parse: (item: unknown) => Item | undefined,
): readonly Item[] | undefined => {
  if (!Array.isArray(json)) return undefined;
  const items = json.map(parse).filter((item) => item !== undefined);
  return items.length === json.length ? items : undefined;
};

const form: Form<Catalogue> = {
  parse: (json) => {
    if (typeof json !== 'object' || json === null) return undefined;
    if (!('format' in json && 'segments' in json && 'releases' in json)) return undefined;
    const segments = parseAll(json.segments, parseSegment);
    const releases = parseAll(json.releases, parseIdentity);
    const checkpoints = parseAll('checkpoints' in json ? json.checkpoints : [], parseCheckpoint);
    if (json.format !== 1 || segments === undefined || releases === undefined || checkpoints === undefined)
      return undefined;
    return { format: 1, segments, releases, checkpoints };
  },
  print: (catalogue) => catalogue,
};

/** The end of the chain that a list of segments tells. */
const endOf = (segments: readonly Segment[]): { readonly records: number; readonly hash: string } => {
  const last = segments.at(-1);
  return last === undefined
    ? { records: 0, hash: noDigest }
    : { records: last.first + last.records - 1, hash: last.hash };
};

type Because = Extract<Report, { readonly code: 'catalogue-rewritten' }>['because'];

/** How an old catalogue differs from what the data directory holds; `null` where it does not, or where there is nothing yet to tell of. */
const difference = (old: Catalogue | null, now: Catalogue): Because | null => {
  if (old === null) return endOf(now.segments).records > 0 ? 'missing' : null;
  if (JSON.stringify(old) === JSON.stringify(now)) return null;
  const was = endOf(old.segments).records;
  const is = endOf(now.segments).records;
  if (was > is) return 'journal-shorter';
  return was < is ? 'journal-longer' : 'journal-differs';
};

/** What the catalogue says of what stands elsewhere in the data directory. */
export type Contents = Pick<Catalogue, 'segments' | 'releases'>;

/** The catalogue of a data directory, open to be rewritten. */
export interface OpenCatalogue {
  /** Writes what the data directory holds by now. */
  readonly write: () => Promise<void>;
  /** Oldest first. */
  readonly checkpoints: () => readonly Checkpoint[];
  /** Resolves when the checkpoint is durable; where it rejects, it is not kept. */
  readonly keepCheckpoint: (checkpoint: Checkpoint) => Promise<void>;
}

const cataloguePath = (directory: string): string => join(directory, 'catalogue.json');

const catalogueFile = (directory: string): DurableFile<Catalogue> =>
  new DurableFile(cataloguePath(directory), form);

/** A name that no file has yet: the given one, else with a number behind it. */
const freeName = async (name: string, number = 1): Promise<string> => {
  const wanted = number === 1 ? name : `${name}-${number}`;
  const isTaken = await stat(wanted).then(
    () => true,
    () => false,
  );
  return isTaken ? freeName(name, number + 1) : wanted;
};

/** The catalogue as it stands, `null` where there is none; rejects with `UnreadableFileError`. */
export const readCatalogue = (directory: string): Promise<Catalogue | null> =>
  catalogueFile(directory).read();

/** Writes the catalogue of a directory that nobody has open; resolves when it is durable. */
export const writeCatalogue = (directory: string, catalogue: Catalogue): Promise<void> =>
  catalogueFile(directory).write(catalogue);

/**
 * Opens the catalogue and makes it say what the data directory holds; reports where it said something else. One that can't be read is kept
 * beside it.
 */
export const openCatalogue = async (
  directory: string,
  contents: () => Contents,
  report: (report: Report) => void,
): Promise<OpenCatalogue> => {
  const adapter = catalogueFile(directory);
  let checkpoints: readonly Checkpoint[] = [];
  const { segments, releases } = contents();
  const database = new Low<Catalogue>(adapter, { format: 1, segments, releases, checkpoints });
  let last: Promise<void> = Promise.resolve();
  /** One after the other, so that each says what is there when its turn comes. */
  const write = (more: readonly Checkpoint[] = []): Promise<void> => {
    const next = async (): Promise<void> => {
      const all = [...checkpoints, ...more];
      const now = contents();
      database.data = { format: 1, segments: now.segments, releases: now.releases, checkpoints: all };
      await database.write();
      checkpoints = all;
    };
    last = last.then(next, next);
    return last;
  };
  try {
    const old = await adapter.read();
    checkpoints = old?.checkpoints ?? [];
    const because = difference(old, { format: 1, segments, releases, checkpoints });
    // It tells of more than is here: that is evidence.
    if (because === 'journal-shorter' || because === 'journal-differs')
      await copyFile(cataloguePath(directory), await freeName(`${cataloguePath(directory)}.${because}`));
    if (because !== null) report({ code: 'catalogue-rewritten', because });
    if (because !== null || old === null) await write();
  } catch (cause) {
    if (!(cause instanceof UnreadableFileError)) throw cause;
    await rename(cause.path, await freeName(`${cause.path}.unreadable`));
    report({ code: 'catalogue-rewritten', because: 'unreadable' });
    await write();
  }
  return {
    write: () => write(),
    checkpoints: () => checkpoints,
    keepCheckpoint: (checkpoint) => write([checkpoint]),
  };
};
