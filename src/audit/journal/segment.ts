import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../canonical.js';

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

const chunkBytes = 1024 * 1024;
const lineEnd = 0x0a;

/** Reads a file's lines as a stream, from the first, no further than `end` bytes. */
export async function* readLines(path: string, end = Infinity): AsyncGenerator<Line> {
  const handle = await open(path, 'r');
  try {
    let kept: Buffer = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const wanted = Math.min(chunkBytes, end - offset - kept.length);
      if (wanted <= 0) break;
      const chunk = Buffer.allocUnsafe(wanted);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset + kept.length);
      if (bytesRead === 0) break;
      const searched = kept.length;
      kept = Buffer.concat([kept, chunk.subarray(0, bytesRead)]);
      let start = 0;
      let stop = kept.indexOf(lineEnd, searched);
      while (stop !== -1) {
        yield { bytes: kept.subarray(start, stop), offset: offset + start, terminated: true };
        start = stop + 1;
        stop = kept.indexOf(lineEnd, start);
      }
      kept = kept.subarray(start);
      offset += start;
    }
    if (kept.length > 0) yield { bytes: kept, offset, terminated: false };
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
