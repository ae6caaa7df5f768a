import { open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { noDigest } from '../../record/canonical.js';
import { chainPlaceOf } from '../../record/log-line.js';
import { verifyLine } from '../../verify/verification.js';
import type { ChainEnds } from './chain-ends.js';
import { syncFolder } from './durable-file.js';
import { BrokenChainError, type Report } from './failures.js';
import { IndexReader, type Binding, type KeptIndex } from './index-file.js';
import type { RecordIndex } from './record-index.js';
import type { ReadRecords } from './record-reader.js';
import {
  journalFolder,
  lineName,
  lineText,
  listSegments,
  readFully,
  readLines,
  type Line,
  type Segment,
} from './segment.js';

/** What reading the journal at the start needs. */
export interface RecoveryOptions {
  readonly directory: string;
  readonly now: () => number;
  readonly report: (report: Report) => void;
  /** Empty; takes what is found. */
  readonly index: RecordIndex;
  readonly ends: ChainEnds;
  /** Reads what the index has already. */
  readonly read: ReadRecords;
  /** Moves a half-written tail aside; without, it is left where it is. */
  readonly repair: boolean;
}

/** What the journal holds. */
export interface Recovered {
  /** Oldest first. */
  readonly segments: readonly Segment[];
  /** Closed segments whose index is not on disk as it should be, and what it is to be bound to. */
  readonly unindexed: readonly Binding[];
  /** The ends of the chains before the last segment. */
  readonly beforeLast: ChainEnds['all'];
}

/** Moves the bytes of a write that was cut short out of the journal, to a file beside it. */
const moveAside = async (
  { directory, now, report }: RecoveryOptions,
  file: string,
  { bytes, offset }: Line,
  line: number,
): Promise<void> => {
  const folder = journalFolder(directory);
  const keptAs = `torn-${new Date(now()).toISOString().replace(/[-:.]/g, '')}.bin`;
  const handle = await open(join(folder, keptAs), 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
  const path = join(folder, file);
  await truncate(path, offset);
  const segment = await open(path, 'r+');
  await segment.sync().finally(() => segment.close());
  report({ code: 'torn-tail', at: lineName(file, line), bytes: bytes.length, keptAs: `journal/${keptAs}` });
};

/** Whether a kept index is that of the segment as it stands: its size, its last record, and the ends of the chains before it. */
const isOf = async (
  kept: KeptIndex,
  { directory, ends }: RecoveryOptions,
  { file, first }: { readonly file: string; readonly first: number },
): Promise<boolean> => {
  const { segment, before, index } = kept;
  if (segment.file !== file || segment.first !== first || segment.records === 0) return false;
  if (JSON.stringify(before) !== JSON.stringify(ends.all)) return false;
  const path = join(journalFolder(directory), file);
  if ((await stat(path)).size !== segment.bytes) return false;
  const { offset, length } = index.span(segment.records - 1);
  if (length < 0) return false;
  const bytes = Buffer.alloc(length);
  const handle = await open(path, 'r');
  await readFully(handle, bytes, offset).finally(() => handle.close());
  const last = verifyLine(lineText(bytes), null);
  return last.code === 'verified' && last.record.hash === segment.hash;
};

/**
 * Takes the index of every closed segment, verifying the segments whose index is missing or of another state record by record, as always the
 * last one. A half-written tail, bytes after the last line end of the last segment, which nobody was told are recorded, is moved aside.
 * Anything else that is wrong rejects with `BrokenChainError`; bytes that were altered inside an indexed segment are found when they are
 * read.
 */
export const recover = async (options: RecoveryOptions): Promise<Recovered> => {
  const { directory, index, ends } = options;
  const files = await listSegments(directory);
  const reader = new IndexReader();
  const segments: Segment[] = [];
  const unindexed: Binding[] = [];
  let beforeLast = ends.all;
  for (const [place, { file, first }] of files.entries()) {
    const next = index.records + 1;
    if (first !== next)
      throw new BrokenChainError({
        at: lineName(file, 1),
        problem: { code: 'sequence-mismatch', found: first, expected: next },
      });
    const isLast = place === files.length - 1;
    beforeLast = ends.all;
    const kept = isLast ? undefined : await reader.read(directory, file);
    if (kept !== undefined && (await isOf(kept, options, { file, first }))) {
      index.take(kept.index, kept);
      for (const end of kept.after) ends.set(end);
      segments.push(kept.segment);
      continue;
    }
    const segment = await readSegment(options, {
      file,
      first,
      isLast,
      hash: segments.at(-1)?.hash ?? noDigest,
    });
    segments.push(segment);
    if (!isLast) unindexed.push({ segment, before: beforeLast, after: ends.all });
  }
  return { segments, unindexed, beforeLast };
};

/** Verifies a segment record by record. */
const readSegment = async (
  options: RecoveryOptions,
  {
    file,
    first,
    isLast,
    hash: before,
  }: Pick<Segment, 'file' | 'first' | 'hash'> & { readonly isLast: boolean },
): Promise<Segment> => {
  const { directory, index, ends, read } = options;
  const own = index.begin();
  let hash = before;
  for await (const line of readLines(join(journalFolder(directory), file))) {
    const number = own.records + 1;
    const broken = (problem: BrokenChainError['problem']): BrokenChainError =>
      new BrokenChainError({ at: lineName(file, number), problem });
    if (!line.terminated) {
      if (!isLast) throw broken({ code: 'malformed' });
      if (options.repair) await moveAside(options, file, line, number);
      break;
    }
    const verified = verifyLine(lineText(line.bytes), null);
    if (verified.code !== 'verified') throw broken(verified);
    const { record } = verified;
    const problem = ends.problem(record);
    if (problem !== undefined) throw broken(problem);
    const { id } = chainPlaceOf(record);
    const bytes = line.bytes.length;
    const same = index.withId(id);
    if (same.length > 0 && (await read(same)).some((other) => chainPlaceOf(other).id === id))
      throw broken({ code: 'duplicate-id', id });
    ends.add(record);
    index.add(record, bytes);
    hash = record.hash;
  }
  return { file, first, records: own.records, bytes: own.bytes, hash };
};
