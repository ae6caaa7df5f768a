import { Low } from 'lowdb';
import { join } from 'node:path';
import type { EditionIdentity } from '../../edition/edition.js';
import { isDigest, noDigest } from '../canonical.js';
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
    if (json.format !== 1 || segments === undefined || releases === undefined) return undefined;
    return { format: 1, segments, releases };
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

/** How an old catalogue differs from what the data directory holds; `null` where it does not, or where there was none. */
const difference = (old: Catalogue | null, now: Catalogue): Because | null => {
  if (old === null || JSON.stringify(old) === JSON.stringify(now)) return null;
  const was = endOf(old.segments).records;
  const is = endOf(now.segments).records;
  if (was > is) return 'journal-shorter';
  return was < is ? 'journal-longer' : 'journal-differs';
};

/** The catalogue of a data directory, open to be rewritten. */
export interface OpenCatalogue {
  readonly write: (catalogue: Catalogue) => Promise<void>;
}

/** Opens the catalogue and makes it say what the data directory holds; reports where it said something else. */
export const openCatalogue = async (
  directory: string,
  now: Catalogue,
  report: (report: Report) => void,
): Promise<OpenCatalogue> => {
  const adapter = new DurableFile(join(directory, 'catalogue.json'), form);
  const database = new Low<Catalogue>(adapter, now);
  const write = async (catalogue: Catalogue): Promise<void> => {
    database.data = catalogue;
    await database.write();
  };
  try {
    const old = await adapter.read();
    const because = difference(old, now);
    if (because !== null) report({ code: 'catalogue-rewritten', because });
    if (because !== null || old === null) await write(now);
  } catch (cause) {
    if (!(cause instanceof UnreadableFileError)) throw cause;
    report({ code: 'catalogue-rewritten', because: 'unreadable' });
    await write(now);
  }
  return { write };
};
