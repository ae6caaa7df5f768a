import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Column } from '../column.js';
import type { StoredRecord } from '../record.js';
import { verifyLine } from '../verification.js';
import { BrokenChainError } from './failures.js';
import { journalFolder, lineName, readFully, type Segment } from './segment.js';

/** Where each record stands in its segment, by sequence number; reads records from there. */
export class Places {
  readonly #folder: string;
  readonly #segments: () => readonly Segment[];
  readonly #offsets = new Column((capacity) => new Uint32Array(capacity));
  readonly #lengths = new Column((capacity) => new Uint32Array(capacity));

  /** `segments` gives the segments as they are at the time. */
  constructor(directory: string, segments: () => readonly Segment[]) {
    this.#folder = journalFolder(directory);
    this.#segments = segments;
  }

  /** The place of the record after those added before; `length` without the line end. */
  add({ offset, length }: { readonly offset: number; readonly length: number }): void {
    this.#offsets.push(offset);
    this.#lengths.push(length);
  }

  /** Reads records in the given order, each segment opened once. Rejects with `BrokenChainError` where one was altered. */
  async read(sequences: readonly number[]): Promise<readonly StoredRecord[]> {
    const bySegment = new Map<Segment, number[]>();
    for (const sequence of sequences) {
      const segment = this.#segments().findLast(({ first }) => first <= sequence);
      if (segment === undefined) throw new RangeError(`No segment has record ${sequence}.`);
      const others = bySegment.get(segment);
      if (others === undefined) bySegment.set(segment, [sequence]);
      else others.push(sequence);
    }
    const found = new Map<number, StoredRecord>();
    for (const [segment, wanted] of bySegment)
      for (const record of await this.#readFrom(segment, wanted)) found.set(record.body.sequence, record);
    return sequences.flatMap((sequence) => found.get(sequence) ?? []);
  }

  async #readFrom({ file, first }: Segment, sequences: readonly number[]): Promise<readonly StoredRecord[]> {
    const handle = await open(join(this.#folder, file), 'r');
    try {
      return await Promise.all(
        sequences.map(async (sequence) => {
          const bytes = Buffer.allocUnsafe(this.#lengths.at(sequence - 1));
          await readFully(handle, bytes, this.#offsets.at(sequence - 1));
          const read = verifyLine(bytes.toString('utf8'), null);
          const at = lineName(file, sequence - first + 1);
          if (read.code !== 'verified') throw new BrokenChainError({ at, problem: read });
          const { sequence: found } = read.record.body;
          if (found !== sequence)
            throw new BrokenChainError({
              at,
              problem: { code: 'sequence-mismatch', found, expected: sequence },
            });
          return read.record;
        }),
      );
    } finally {
      await handle.close();
    }
  }
}
