import type { ChunkLines } from './messages.js';

/** Whole lines of a stream, in bytes of their own. */
export interface Chunk extends ChunkLines {
  /** Bytes of the stream up to the end of this chunk. */
  readonly readBytes: number;
}

const lineEnd = 0x0a;

/**
 * Cuts a stream into chunks of whole lines: one for each block that ends a line, so that nothing waits for more input than its own
 * line. The last line needs no end. Of a line that is longer than `limitBytes` only its beginning is kept, which is longer too.
 */
export async function* cutChunks(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Chunk> {
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  let seenBytes = 0;
  let firstLine = 1;
  const begin = (bytes: Uint8Array): void => {
    if (begunBytes > limitBytes || bytes.length === 0) return;
    begun.push(bytes);
    begunBytes += bytes.length;
  };
  const take = (): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(begunBytes);
    let at = 0;
    for (const part of begun) {
      bytes.set(part, at);
      at += part.length;
    }
    begun = [];
    begunBytes = 0;
    return bytes;
  };
  for await (const block of blocks) {
    const end = block.lastIndexOf(lineEnd) + 1;
    if (end > 0) {
      // What the line that is under way lost is not made good: its rest is appended to a beginning that is too long already.
      begun.push(block.subarray(0, end));
      begunBytes += end;
      yield { bytes: take(), firstLine, readBytes: seenBytes + end };
      firstLine += lineEndsIn(block);
    }
    begin(block.subarray(end));
    seenBytes += block.length;
  }
  if (begunBytes > 0) yield { bytes: take(), firstLine, readBytes: seenBytes };
}

const lineEndsIn = (block: Uint8Array): number => {
  let ends = 0;
  for (let at = block.indexOf(lineEnd); at !== -1; at = block.indexOf(lineEnd, at + 1)) ends += 1;
  return ends;
};
