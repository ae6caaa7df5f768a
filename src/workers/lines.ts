/** Whole lines of a stream, in bytes of their own. */
export interface LineChunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The number in the stream of the first of them, from 1. */
  readonly firstLine: number;
  /** Bytes of the stream up to the end of this chunk. */
  readonly readBytes: number;
}

/** A line of a stream: its bytes without the line end, or that it has more of them than are taken. */
export type Line = { readonly code: 'line'; readonly bytes: Buffer } | { readonly code: 'too-long' };

const lineEnd = 0x0a;

/**
 * Cuts a stream into chunks of whole lines: one for each block that ends a line, so that nothing waits for more input than its own
 * line. The last line needs no end. Of a line that is longer than `limitBytes` only its beginning is kept, which is longer too.
 */
export async function* cutChunks(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<LineChunk> {
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
      for (let at = block.indexOf(lineEnd); at !== -1; at = block.indexOf(lineEnd, at + 1)) firstLine += 1;
    }
    begin(block.subarray(end));
    seenBytes += block.length;
  }
  if (begunBytes > 0) yield { bytes: take(), firstLine, readBytes: seenBytes };
}

/** The lines in bytes, without their ends. */
export function* linesIn({ buffer, byteOffset, length }: Uint8Array): Generator<Buffer> {
  const whole = Buffer.from(buffer, byteOffset, length);
  for (let start = 0; start < length;) {
    const found = whole.indexOf(lineEnd, start);
    const end = found === -1 ? length : found;
    yield whole.subarray(start, end);
    start = end + 1;
  }
}

/** Reads the lines of a stream as they come. Of a line that is too long nothing is given, and the next one is read as ever. */
export async function* readLines(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Line> {
  for await (const { bytes } of cutChunks(blocks, limitBytes))
    for (const line of linesIn(bytes))
      yield line.length > limitBytes ? { code: 'too-long' } : { code: 'line', bytes: line };
}
