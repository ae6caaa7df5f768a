import type { StoredLine } from '../store/decision-log.js';

/** Lines that are worked on together. */
export interface LineBatch {
  /** Where each stands. */
  readonly at: readonly string[];
  readonly lines: readonly string[];
}

const mostLines = 500;
const mostCharacters = 1024 * 1024;

/** Gathers lines to batches, in their order: large enough to be worth handing over, small enough to hold several. */
export async function* batchesOf(lines: AsyncIterable<StoredLine>): AsyncGenerator<LineBatch> {
  let at: string[] = [];
  let texts: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    at.push(line.at);
    texts.push(line.text);
    characters += line.text.length;
    if (texts.length < mostLines && characters < mostCharacters) continue;
    yield { at, lines: texts };
    at = [];
    texts = [];
    characters = 0;
  }
  if (texts.length > 0) yield { at, lines: texts };
}
