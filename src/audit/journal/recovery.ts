import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { noDigest } from '../canonical.js';
import type { StoredRecord } from '../record.js';
import { followChain } from '../verification.js';
import { syncFolder } from './durable-file.js';
import { BrokenChainError, type Report } from './failures.js';
import { journalFolder, lineName, listSegments, readLines, type Line, type Segment } from './segment.js';

/** What reading the journal at the start needs. */
export interface RecoveryOptions {
  readonly directory: string;
  readonly now: () => number;
  readonly report: (report: Report) => void;
  /** Takes each record in order; false where its id was there before. */
  readonly visit: (
    record: StoredRecord,
    place: { readonly offset: number; readonly length: number },
  ) => boolean;
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

/**
 * Reads every segment, checks the chain, and moves aside a half-written tail: bytes after the last line end of the
 * last segment, which nobody was told are recorded. Anything else that is wrong rejects with `BrokenChainError`.
 */
export const recover = async (options: RecoveryOptions): Promise<readonly Segment[]> => {
  const follow = followChain({ strict: false });
  const files = await listSegments(options.directory);
  const segments: Segment[] = [];
  let next = 1;
  let hash = noDigest;
  for (const [place, { file, first }] of files.entries()) {
    const broken = (line: number, problem: BrokenChainError['problem']): BrokenChainError =>
      new BrokenChainError({ at: lineName(file, line), problem });
    if (first !== next) throw broken(1, { code: 'sequence-mismatch', found: first, expected: next });
    let bytes = 0;
    for await (const line of readLines(join(journalFolder(options.directory), file))) {
      const number = next - first + 1;
      if (!line.terminated) {
        if (place < files.length - 1) throw broken(number, { code: 'malformed' });
        await moveAside(options, file, line, number);
        break;
      }
      const verified = follow(line.bytes.toString('utf8'));
      if (verified.code !== 'verified') throw broken(number, verified);
      const { record } = verified;
      if (!options.visit(record, { offset: line.offset, length: line.bytes.length }))
        throw broken(number, { code: 'duplicate-id', id: record.body.id });
      next += 1;
      hash = record.hash;
      bytes = line.offset + line.bytes.length + 1;
    }
    segments.push({ file, first, records: next - first, bytes, hash });
  }
  return segments;
};
