import { createHash, type Hash } from 'node:crypto';
import type { Digest } from '../../language/canonical.js';
import type { ChainHead } from '../chain/checkpoint.js';
import { chainPlaceOf, isDecision } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import type { LogSource } from './log-source.js';

/** What stands in the first line of an export. */
export const exportFormat = 'clausebook-log';

/** What an export held. */
export interface Exported {
  readonly records: number;
  readonly releases: number;
  readonly checkpoints: number;
}

/** A record that can't be exported: `clausebook verify` says what is wrong with it. */
export class NotExportableError extends Error {
  override readonly name = 'NotExportableError';
}

/** The lines of an export, and the digest over them; each line is told with its end. */
class Lines {
  readonly #hash: Hash = createHash('sha256');

  next(json: string): string {
    const line = `${json}\n`;
    this.#hash.update(line);
    return line;
  }

  /** SHA-256 over all lines so far. */
  digest(): Digest {
    return `sha256:${this.#hash.copy().digest('hex')}`;
  }
}

/**
 * A whole log as NDJSON: a line that says what it is, the checkpoints, each release before the first record that cites it, the
 * records as they are stored, and last the counts and a digest over all lines before, so that a file that was cut is known. A release
 * that no record cites is left out. Throws `NotExportableError`.
 */
export async function* exportLog(
  source: LogSource,
  options: {
    /** Epoch milliseconds. */
    readonly now: number;
    readonly progress?: (lines: number) => void;
  },
): AsyncGenerator<string, Exported> {
  const lines = new Lines();
  const checkpoints = await source.checkpoints();
  const [unread] = await source.unreadCheckpoints();
  if (unread !== undefined) throw new NotExportableError(`${unread} is none any more.`);
  const at = new Date(options.now).toISOString();
  yield lines.next(JSON.stringify({ is: exportFormat, format: 1, at }));
  for (const checkpoint of checkpoints) yield lines.next(JSON.stringify({ checkpoint }));

  const released = new Set<Digest>();
  const heads = new Map<string | null, ChainHead>();
  let records = 0;
  for await (const { at: place, text } of source.lines()) {
    const record = parseLine(text);
    if (record === undefined) throw new NotExportableError(`${place} is no record.`);
    const { chain, sequence } = chainPlaceOf(record);
    const digest = isDecision(record) ? record.body.inputs.edition.digest : undefined;
    if (digest !== undefined && !released.has(digest)) {
      const release = await source.release(digest);
      if (release === undefined)
        throw new NotExportableError(`${place}: the release ${digest} that it cites is not kept.`);
      const { identity, files } = release;
      yield lines.next(JSON.stringify({ release: { identity, files: Object.fromEntries(files) } }));
      released.add(digest);
    }
    yield lines.next(`{"record":${text}}`);
    heads.set(chain, { chain, sequence, hash: record.hash });
    records += 1;
    options.progress?.(records);
  }
  const counts = { records, releases: released.size, checkpoints: checkpoints.length };
  yield `${JSON.stringify({ end: { ...counts, heads: [...heads.values()], digest: lines.digest() } })}\n`;
  return counts;
}
