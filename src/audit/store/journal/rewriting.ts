import { renameSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLine } from '../../record/log-line-shape.js';
import type { ChainWriter } from './chain-writer.js';
import { syncFolder } from './durable-file.js';
import { BrokenChainError } from './failures.js';
import { indexPath, IndexReader } from './index-file.js';
import type { IndexKeeper } from './index-keeper.js';
import type { RecordIndex } from './record-index.js';
import { SegmentIndex } from './segment-index.js';
import { journalFolder, lineName, lineText, readLines } from './segment.js';

/** What rewriting a segment needs. */
export interface RewritingParts {
  readonly directory: string;
  readonly index: RecordIndex;
  readonly chain: ChainWriter;
  readonly keeper: IndexKeeper;
}

const flushBytes = 1024 * 1024;

/**
 * Rewrites a closed segment line by line, whole or not at all: beside it, forced to disk, renamed. Nothing happens where no line becomes
 * another. `first` is the place of its first line.
 */
export const rewriteSegment = async (
  { directory, index, chain, keeper }: RewritingParts,
  first: number,
  change: (line: string) => string,
): Promise<void> => {
  const segment = chain.segments.find((each) => each.first === first);
  if (segment === undefined) throw new RangeError(`No segment begins at ${first}.`);
  const folder = journalFolder(directory);
  const path = join(folder, segment.file);
  const beside = `${path}.new`;
  const renewed = new SegmentIndex(first);
  let changed = false;
  const handle = await open(beside, 'w');
  try {
    let waiting: string[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      await handle.writeFile(waiting.join(''));
      waiting = [];
      bytes = 0;
    };
    for await (const line of readLines(path, segment.bytes)) {
      const text = lineText(line.bytes);
      const left = change(text);
      const parsed = parseLine(left);
      if (parsed === undefined)
        throw new BrokenChainError({
          at: lineName(segment.file, renewed.records + 1),
          problem: { code: 'malformed' },
        });
      changed ||= left !== text;
      const length = Buffer.byteLength(left);
      renewed.add(parsed, length);
      waiting.push(left, '\n');
      bytes += length;
      if (bytes >= flushBytes) await flush();
    }
    await flush();
    await handle.sync();
  } catch (cause) {
    await handle.close();
    await rm(beside, { force: true });
    throw cause;
  }
  await handle.close();
  if (!changed) {
    await rm(beside, { force: true });
    return;
  }
  const kept = await new IndexReader().read(directory, segment.file);
  // It knows the subjects by their hashes.
  await rm(indexPath(directory, segment.file), { force: true });
  // In one turn, so that nobody looks for a line in one file by the index of the other.
  renameSync(beside, path);
  index.replace(renewed);
  const now = { ...segment, bytes: renewed.bytes };
  chain.replace(now);
  await syncFolder(folder);
  if (kept === undefined) renewed.settle();
  else keeper.keep({ segment: now, before: kept.before, after: kept.after });
};
