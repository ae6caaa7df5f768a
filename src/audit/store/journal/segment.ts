import { isUtf8 } from 'node:buffer';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../record/canonical.js';

/** One file of the journal: records in a row, one a line. Named after the sequence number of its first. */
export interface Segment {
  /** File name: `000000000001.jsonl`. */
  readonly file: string;
  /** Sequence number of its first record, also while it has none. */
  readonly first: number;
  readonly records: number;
  readonly bytes: number;
  /** Hash of its last record; of the last one before it while it has none. */
  readonly hash: Digest;
}

/** The folder of the segments in a data directory. */
export const journalFolder = (directory: string): string => join(directory, 'journal');

/** The name of the segment that starts with a sequence number. */
export const segmentFile = (first: number): string => `${String(first).padStart(12, '0')}.jsonl`;

/** How a person finds a record: `journal/000000000001.jsonl:17`, lines from 1. */
export const lineName = (file: string, line: number): string => `journal/${file}:${line}`;

/** The segments of a data directory, oldest first. */
export const listSegments = async (
  directory: string,
): Promise<readonly { readonly file: string; readonly first: number }[]> =>
  (await readdir(journalFolder(directory)))
    .filter((file) => /^\d{12}\.jsonl$/.test(file))
    .sort()
    .map((file) => ({ file, first: Number.parseInt(file, 10) }));

/** A line of a file, without its end. */
export interface Line {
  readonly bytes: Buffer;
  /** Of its first byte. */
  readonly offset: number;
  /** False for bytes after the last line end. */
  readonly terminated: boolean;
}

/** A line's text; empty, which is no record, where the bytes are not UTF-8: decoding would make altered bytes the same text. */
export const lineText = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString('utf8') : '');

const chunkBytes = 1024 * 1024;
const lineEnd = 0x0a;

/**
 * Reads a file's lines as a stream, from the first, no further than `end` bytes, in memory of a fixed size unless a line is longer. A line's
 * bytes are good until the next line is asked for.
 */
export async function* readLines(path: string, end = Infinity): AsyncGenerator<Line> {
  const handle = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafeSlow(chunkBytes);
    let kept = 0;
    let offset = 0;
    for (;;) {
      if (kept === buffer.length) {
        const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
        buffer.copy(larger);
        buffer = larger;
      }
      const wanted = Math.min(buffer.length - kept, end - offset - kept);
      if (wanted <= 0) break;
      const { bytesRead } = await handle.read(buffer, kept, wanted, offset + kept);
      if (bytesRead === 0) break;
      const filled = buffer.subarray(0, kept + bytesRead);
      let start = 0;
      let stop = filled.indexOf(lineEnd, kept);
      while (stop !== -1) {
        yield { bytes: filled.subarray(start, stop), offset: offset + start, terminated: true };
        start = stop + 1;
        stop = filled.indexOf(lineEnd, start);
      }
      filled.copyWithin(0, start);
      kept = filled.length - start;
      offset += start;
    }
    if (kept > 0) yield { bytes: buffer.subarray(0, kept), offset, terminated: false };
  } finally {
    await handle.close();
  }
}

/** Fills a buffer from a place in a file; rejects where the file ends before. */
export const readFully = async (handle: FileHandle, buffer: Buffer, position: number): Promise<void> => {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) throw new RangeError(`The file ends at ${position + done}.`);
    done += bytesRead;
  }
};

/** Writes a whole buffer at a place in a file. */
export const writeFully = async (handle: FileHandle, buffer: Buffer, position: number): Promise<void> => {
  let done = 0;
  while (done < buffer.length) {
    const { bytesWritten } = await handle.write(buffer, done, buffer.length - done, position + done);
    if (bytesWritten === 0) throw new RangeError(`Nothing more could be written at ${position + done}.`);
    done += bytesWritten;
  }
};
