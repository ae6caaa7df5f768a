import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noDigest, type Digest } from '../../record/canonical.js';
import { linkEvent, type EventDraft, type StoredEvent } from '../../record/log-line.js';
import { link, type Draft, type Link, type StoredRecord } from '../../record/record.js';
import type { ChainHead } from '../../chain/checkpoint.js';
import type { ChainEnds } from './chain-ends.js';
import { SegmentWriter, type OpenFile } from './segment-writer.js';
import { journalFolder, segmentFile, type Segment } from './segment.js';

/** How large a segment may become. */
export interface SegmentLimits {
  readonly bytes: number;
  readonly records: number;
}

/** A record that is durable. */
export interface Written {
  readonly record: StoredRecord | StoredEvent;
  /** Its line's length without the line end. */
  readonly bytes: number;
}

/** Puts drafts at the end of the chain, in the last segment or a new one. One write at a time. */
export class ChainWriter {
  readonly #directory: string;
  readonly #limits: SegmentLimits;
  readonly #open: OpenFile;
  readonly #segments: Segment[];
  readonly #ends: ChainEnds;
  #writer: SegmentWriter | undefined;
  #isClosed = false;

  constructor(options: {
    readonly directory: string;
    readonly segments: readonly Segment[];
    /** Of all chains; goes on with what is written. */
    readonly ends: ChainEnds;
    readonly limits: SegmentLimits;
    readonly open: OpenFile;
  }) {
    this.#directory = options.directory;
    this.#limits = options.limits;
    this.#open = options.open;
    this.#segments = [...options.segments];
    this.#ends = options.ends;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** The ends of all chains. */
  get ends(): readonly ChainHead[] {
    return this.#ends.all;
  }

  /** Hash of the last durable record. */
  get head(): Digest {
    return this.#segments.at(-1)?.hash ?? noDigest;
  }

  /** How many records are durable. */
  get records(): number {
    const last = this.#segments.at(-1);
    return last === undefined ? 0 : last.first + last.records - 1;
  }

  /** What the next write may take: the rest of the last segment, or a whole one where that is full. */
  room(): { readonly items: number; readonly bytes: number } {
    const last = this.#segments.at(-1);
    const items = this.#limits.records - (last?.records ?? 0);
    const bytes = this.#limits.bytes - (last?.bytes ?? 0);
    return items > 0 && bytes > 0
      ? { items, bytes }
      : { items: this.#limits.records, bytes: this.#limits.bytes };
  }

  /** Opens the last segment, or begins the first, so that what keeps it from writing shows at the start. */
  async prepare(): Promise<void> {
    await this.#fitting(0, 0);
  }

  /**
   * Makes the drafts durable, all or none. Where it rejects, none of them
   * will be found at the next start, unless with `UnsettledWriteError`: then that is known only once `settle` resolved.
   */
  async append(drafts: readonly (Draft | EventDraft)[]): Promise<readonly Written[]> {
    const bytes = drafts.reduce((sum, draft) => sum + draft.bytes, 0);
    const writer = await this.#fitting(drafts.length, bytes);
    const segment = this.#last();
    let { sequence, hash } = this.#ends.own;
    let end = segment.bytes;
    const written: Written[] = [];
    const lines: Buffer[] = [];
    for (const draft of drafts) {
      sequence += 1;
      const at = { sequence, previous: hash };
      const { record, line } = 'open' in draft ? link(draft, at) : eventLine(draft, at);
      lines.push(line);
      written.push({ record, bytes: line.length - 1 });
      hash = record.hash;
      end += line.length;
    }
    await writer.append(Buffer.concat(lines));
    this.#segments[this.#segments.length - 1] = {
      ...segment,
      records: segment.records + drafts.length,
      bytes: end,
      hash,
    };
    const last = written.at(-1);
    if (last !== undefined) this.#ends.add(last.record);
    return written;
  }

  /** Ends the last segment, where it has records, and begins the next one. Not while something is written. */
  async roll(): Promise<void> {
    this.#refuseClosed();
    if (this.#last().records > 0) await this.#begin();
  }

  /** Takes what a closed segment became by rewriting it: only its bytes may be others. */
  replace(segment: Segment): void {
    const place = this.#segments.findIndex(({ first }) => first === segment.first);
    if (place === -1 || place === this.#segments.length - 1)
      throw new RangeError(`${segment.file} is no closed segment.`);
    this.#segments[place] = segment;
  }

  /** Cuts off what a failed write left; nothing of it is there once this resolved. */
  async settle(): Promise<void> {
    this.#refuseClosed();
    await this.#writer?.settle();
  }

  /** Rejects with what would keep a record from being written now. `probe` tries it with a file of its own. */
  async check({ probe }: { readonly probe: boolean }): Promise<void> {
    await this.#writer?.checkInPlace();
    if (!probe) return;
    const path = join(journalFolder(this.#directory), 'probe');
    try {
      await writeFile(path, Buffer.alloc(probeBytes), { flush: true });
    } finally {
      await rm(path, { force: true });
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writer?.close();
  }

  /** The directory may be another process's by now. */
  #refuseClosed(): void {
    if (this.#isClosed) throw new Error('The journal is closed.');
  }

  #last(): Segment {
    const last = this.#segments.at(-1);
    if (last === undefined) throw new RangeError('There is no segment to write to.');
    return last;
  }

  /** The writer of a segment that has room: the last one's, or that of a new one. */
  async #fitting(records: number, bytes: number): Promise<SegmentWriter> {
    this.#refuseClosed();
    const last = this.#segments.at(-1);
    const fits =
      last !== undefined &&
      (last.records === 0 ||
        (last.records + records <= this.#limits.records && last.bytes + bytes <= this.#limits.bytes));
    const folder = journalFolder(this.#directory);
    if (fits) {
      this.#writer ??= await SegmentWriter.resume(join(folder, last.file), last.bytes, this.#open);
      return this.#writer;
    }
    return this.#begin();
  }

  async #begin(): Promise<SegmentWriter> {
    const last = this.#segments.at(-1);
    const first = last === undefined ? 1 : last.first + last.records;
    const file = segmentFile(first);
    await this.#writer?.settle();
    const folder = journalFolder(this.#directory);
    const writer = await SegmentWriter.begin(join(folder, file), this.#open);
    const before = this.#writer;
    this.#segments.push({ file, first, records: 0, bytes: 0, hash: this.head });
    this.#writer = writer;
    // Its records are durable already; that its file could not be closed changes nothing.
    await before?.close().catch(() => undefined);
    return writer;
  }
}

const eventLine = (draft: EventDraft, at: Link): { readonly record: StoredEvent; readonly line: Buffer } => {
  const { record, line } = linkEvent(draft, at);
  return { record, line: Buffer.from(`${line}\n`) };
};

const probeBytes = 4096;
