import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { endianness } from 'node:os';
import { dirname, join } from 'node:path';
import { isDigest, type Digest } from '../../record/canonical.js';
import type { ChainHead } from '../../chain/checkpoint.js';
import { doubles, numbers } from './column.js';
import { isAbsent, syncFolder } from './durable-file.js';
import { SegmentIndex, type Profile } from './segment-index.js';
import { journalFolder, readFully, writeFully, type Segment } from './segment.js';

/** What an index is bound to: its segment as it was when it was closed, and the ends of all chains before it and with it. */
export interface Binding {
  readonly segment: Segment;
  readonly before: readonly ChainHead[];
  readonly after: readonly ChainHead[];
}

/** The index of a closed segment as it was kept, with the hashes of its records. */
export interface KeptIndex extends Binding {
  readonly index: SegmentIndex;
  /** Good until the next one is read. */
  readonly id: Float64Array;
  readonly key: Float64Array;
}

interface Header extends Binding {
  readonly format: number;
  readonly cited: readonly Digest[];
  readonly profiles: readonly Profile[];
}

/** 1 where the columns are in little-endian order, 2 where they are in big-endian order. */
const ownFormat = endianness() === 'LE' ? 1 : 2;
const checksumBytes = 32;
/** Of the columns offset, profile, decidedAt, subject, id and key. */
const rowBytes = 4 + 4 + 8 + 8 + 8 + 8;

/** Where the index of a segment stands. */
export const indexPath = (directory: string, segmentFile: string): string =>
  join(journalFolder(directory), segmentFile.replace(/\.jsonl$/, '.index'));

const align = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const bytesOf = (column: Uint32Array | Float64Array, length: number): Buffer =>
  Buffer.from(column.buffer, column.byteOffset, length * column.BYTES_PER_ELEMENT);

/**
 * Writes the index of a closed segment beside it: one line of JSON, the columns one after the other in this machine's byte order, and the
 * SHA-256 of all that. It tells nothing that the segment does not, and may be deleted.
 */
export const writeIndex = async (directory: string, index: SegmentIndex, binding: Binding): Promise<void> => {
  const { hashes, columns, records } = index;
  if (hashes === undefined) throw new TypeError('The index of a settled segment was written before.');
  const header: Header = { ...binding, format: ownFormat, cited: [...index.cited], profiles: index.profiles };
  const text = JSON.stringify(header);
  const line = `${text}${' '.repeat(align(Buffer.byteLength(text) + 1) - Buffer.byteLength(text) - 1)}\n`;
  // The columns of doubles come first, so that each stands at a multiple of its width.
  const content = [
    Buffer.from(line),
    ...[columns.decidedAt, columns.subject, hashes.id, hashes.key, columns.offset, columns.profile].map(
      ({ raw }) => bytesOf(raw, records),
    ),
  ];
  const sum = createHash('sha256');
  for (const each of content) sum.update(each);
  const path = indexPath(directory, binding.segment.file);
  const beside = `${path}.new`;
  try {
    const handle = await open(beside, 'w');
    try {
      let position = 0;
      for (const each of [...content, sum.digest()]) {
        await writeFully(handle, each, position);
        position += each.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw cause;
  }
};

const isFields = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

const isCount = (json: unknown): boolean => Number.isSafeInteger(json) && Number(json) >= 0;

const isListOf = (json: unknown, is: (each: unknown) => boolean): boolean =>
  Array.isArray(json) && json.every(is);

const isHeader = (json: unknown): json is Header => {
  if (!isFields(json) || json['format'] !== ownFormat || !isFields(json['segment'])) return false;
  const { file, first, records, bytes, hash } = json['segment'];
  return (
    typeof file === 'string' &&
    [first, records, bytes].every(isCount) &&
    isDigest(hash) &&
    isListOf(json['before'], isFields) &&
    isListOf(json['after'], isFields) &&
    isListOf(json['cited'], isDigest) &&
    isListOf(
      json['profiles'],
      (each) => isFields(each) && Array.isArray(each['rules']) && Array.isArray(each['clauses']),
    )
  );
};

/** The header that begins a body, and where the columns begin; `undefined` where it is none of this version and this byte order. */
const readHeader = (body: Buffer): { readonly header: Header; readonly end: number } | undefined => {
  const end = body.indexOf(0x0a) + 1;
  let header: unknown;
  try {
    header = JSON.parse(body.toString('utf8', 0, end));
  } catch {
    return undefined;
  }
  // Columns of doubles stand at multiples of their width.
  return isHeader(header) && end === align(end) && body.length === end + header.segment.records * rowBytes
    ? { header, end }
    : undefined;
};

/** Reads index files one after the other into the same memory. */
export class IndexReader {
  #buffer: Buffer<ArrayBuffer> = Buffer.alloc(0);

  /** The index beside a segment; `undefined` where there is none that is whole. */
  async read(directory: string, segmentFile: string): Promise<KeptIndex | undefined> {
    const content = await this.#content(indexPath(directory, segmentFile));
    if (content === undefined || content.length < checksumBytes) return undefined;
    const body = content.subarray(0, -checksumBytes);
    if (!createHash('sha256').update(body).digest().equals(content.subarray(-checksumBytes)))
      return undefined;
    const read = readHeader(body);
    if (read === undefined) return undefined;
    const { header, end } = read;
    const { segment, before, after, cited, profiles } = header;
    const { records, bytes, first } = segment;
    let position = body.byteOffset + end;
    const nextDoubles = (): Float64Array<ArrayBuffer> => {
      const column = new Float64Array(this.#buffer.buffer, position, records);
      position += records * 8;
      return column;
    };
    const nextNumbers = (): Uint32Array<ArrayBuffer> => {
      const column = new Uint32Array(this.#buffer.buffer, position, records);
      position += records * 4;
      return column;
    };
    const decidedAt = doubles(nextDoubles().slice());
    const subject = doubles(nextDoubles().slice());
    const id = nextDoubles();
    const key = nextDoubles();
    const columns = {
      decidedAt,
      subject,
      offset: numbers(nextNumbers().slice()),
      profile: numbers(nextNumbers().slice()),
    };
    const index = new SegmentIndex(first, { columns, profiles, cited, bytes });
    return { segment, before, after, index, id, key };
  }

  async #content(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
    let handle;
    try {
      handle = await open(path, 'r');
    } catch (cause) {
      if (isAbsent(cause)) return undefined;
      throw cause;
    }
    try {
      const { size } = await handle.stat();
      // Not from the pool that small buffers share: the columns must stand at multiples of 8.
      if (size > this.#buffer.length) this.#buffer = Buffer.from(new ArrayBuffer(align(size)));
      const content = this.#buffer.subarray(0, size);
      await readFully(handle, content, 0);
      return content;
    } finally {
      await handle.close();
    }
  }
}
