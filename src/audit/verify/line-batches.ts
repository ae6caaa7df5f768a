import type { Indexed, StoredLine } from '../store/lines.js';

/** Lines that are worked on together. */
export interface LineBatch {
  /** Where each stands. */
  readonly at: readonly string[];
  readonly lines: readonly string[];
  /** What the store has beside each; empty where it has no such thing. */
  readonly indexed: readonly (Indexed | undefined)[];
}

/** Lines as they are audited, in this thread or another. */
export type AuditedLines = Omit<LineBatch, 'at'>;

const mostLines = 500;
const mostCharacters = 1024 * 1024;

/** Gathers lines to batches, in their order: large enough to be worth handing over, small enough to hold several. */
export async function* batchesOf(lines: AsyncIterable<StoredLine>): AsyncGenerator<LineBatch> {
  let at: string[] = [];
  let texts: string[] = [];
  let indexed: (Indexed | undefined)[] = [];
  let characters = 0;
  for await (const line of lines) {
    at.push(line.at);
    texts.push(line.text);
    indexed.push(line.indexed);
    characters += line.text.length;
    if (texts.length < mostLines && characters < mostCharacters) continue;
    yield { at, lines: texts, indexed };
    at = [];
    texts = [];
    indexed = [];
    characters = 0;
  }
  if (texts.length > 0) yield { at, lines: texts, indexed };
}
