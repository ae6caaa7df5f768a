/** A line of a stream: its bytes without the line end, or that it has more of them than are taken. */
export type Line = { readonly code: 'line'; readonly bytes: Buffer } | { readonly code: 'too-long' };

const lineEnd = 0x0a;

/**
 * Cuts bytes into lines as they come. Of a line that is too long nothing is kept, and the next one is read as ever. The last
 * line needs no end.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, limitBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (bytes: Buffer): void => {
    length += bytes.length;
    if (length <= limitBytes) parts.push(bytes);
    else parts = [];
  };
  const take = (): Line => {
    const line: Line =
      length > limitBytes ? { code: 'too-long' } : { code: 'line', bytes: Buffer.concat(parts, length) };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
