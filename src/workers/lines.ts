/** Whole lines of a stream, in bytes of their own. */
export interface LineChunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The number in the stream of the first of them, from 1. */
  readonly firstLine: number;
  /** Bytes of the stream up to the end of this chunk. */
  readonly readBytes: number;
  /** It stands for one line, of which nothing was kept since there was no memory for it. */
  readonly isLost?: true;
}

/** A line of a stream: its bytes without the line end, that it has more of them than are taken, or that there was no memory for it. */
export type Line =
  | { readonly code: 'line'; readonly bytes: Buffer }
  | { readonly code: 'too-long' }
  | { readonly code: 'overloaded' };

/** How much memory lines that have not ended may take together with whatever else counts there. */
export interface LineBudget {
  /** Takes so many bytes; false where they are not left. */
  readonly take: (bytes: number) => boolean;
  readonly giveBack: (bytes: number) => void;
}

const unbounded: LineBudget = { take: () => true, giveBack: () => undefined };

const lineEnd = 0x0a;

/**
 * Cuts a stream into chunks of whole lines: one for each block that ends a line, so that nothing waits for more input than its own
 * line. The last line needs no end. Of a line that is longer than `limitBytes` only its beginning is kept, which is longer too; of one for
 * which the budget has no memory nothing, and the lines after it are read as ever.
 */
export async function* cutChunks(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  budget: LineBudget = unbounded,
): AsyncGenerator<LineChunk> {
  let isLost = false;
  let heldBytes = 0;
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  let seenBytes = 0;
  let firstLine = 1;
  const letGo = (): void => {
    begun = [];
    begunBytes = 0;
    budget.giveBack(heldBytes);
    heldBytes = 0;
  };
  /** Keeps what a line begins with; false where there is no memory for it, and nothing is kept. */
  const begin = (bytes: Uint8Array): boolean => {
    if (begunBytes > limitBytes || bytes.length === 0) return true;
    if (!budget.take(bytes.length)) {
      letGo();
      return false;
    }
    heldBytes += bytes.length;
    begun.push(bytes);
    begunBytes += bytes.length;
    return true;
  };
  const take = (): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(begunBytes);
    let at = 0;
    for (const part of begun) {
      bytes.set(part, at);
      at += part.length;
    }
    letGo();
    return bytes;
  };
  const lost = (): LineChunk => ({
    bytes: new Uint8Array(0),
    firstLine,
    readBytes: seenBytes,
    isLost: true,
  });
  try {
    for await (const whole of blocks) {
      let block = whole;
      if (isLost) {
        const next = block.indexOf(lineEnd) + 1;
        seenBytes += next === 0 ? block.length : next;
        if (next === 0) continue;
        isLost = false;
        yield lost();
        firstLine += 1;
        block = block.subarray(next);
      }
      const end = block.lastIndexOf(lineEnd) + 1;
      if (end > 0) {
        // What the line that is under way lost is not made good: its rest is appended to a beginning that is too long already.
        begun.push(block.subarray(0, end));
        begunBytes += end;
        yield { bytes: take(), firstLine, readBytes: seenBytes + end };
        for (let at = block.indexOf(lineEnd); at !== -1; at = block.indexOf(lineEnd, at + 1)) firstLine += 1;
      }
      isLost = !begin(block.subarray(end));
      seenBytes += block.length;
    }
    if (isLost) yield lost();
    else if (begunBytes > 0) yield { bytes: take(), firstLine, readBytes: seenBytes };
  } finally {
    letGo();
  }
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

/**
 * Reads the lines of a stream as they come. Of a line that is too long, or for which the budget has no memory until it has ended, nothing is
 * given, and the next one is read as ever.
 */
export async function* readLines(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  budget?: LineBudget,
): AsyncGenerator<Line> {
  for await (const { bytes, isLost } of cutChunks(blocks, limitBytes, budget))
    if (isLost === true) yield { code: 'overloaded' };
    else
      for (const line of linesIn(bytes))
        yield line.length > limitBytes ? { code: 'too-long' } : { code: 'line', bytes: line };
}
