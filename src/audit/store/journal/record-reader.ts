import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { NotRecordedError } from '../decision-log.js';
import { chainPlaceOf, type LogLine } from '../../record/log-line.js';
import { verifyLine } from '../../verify/verification.js';
import { BrokenChainError } from './failures.js';
import type { RecordIndex } from './record-index.js';
import type { SegmentIndex } from './segment-index.js';
import { journalFolder, lineName, lineText, readFully, segmentFile } from './segment.js';

/** Reads the records at some places of a journal. */
export type ReadRecords = (places: readonly number[]) => Promise<readonly LogLine[]>;

/** Reads as another reader does; rejects with `NotRecordedError` where the system would not read. */
export const refusingUnread =
  (read: ReadRecords): ReadRecords =>
  (places) =>
    read(places).catch((cause: unknown) => {
      if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
      throw new NotRecordedError('The journal could not be read.', { cause });
    });

/**
 * Reads records in the given order, each segment opened once. Rejects with `BrokenChainError` where one was altered, or, in a journal of one
 * chain, where it is not the one of its place.
 */
export const makeRecordReader = (
  directory: string,
  index: Pick<RecordIndex, 'segmentOf'>,
  isOneChain: () => boolean,
): ReadRecords => {
  const readFrom = async (
    segment: SegmentIndex,
    places: readonly number[],
  ): Promise<readonly (readonly [number, LogLine])[]> => {
    const file = segmentFile(segment.first);
    const handle = await open(join(journalFolder(directory), file), 'r');
    try {
      return await Promise.all(
        places.map(async (place) => {
          const row = place - segment.first;
          const { offset, length } = segment.span(row);
          const bytes = Buffer.allocUnsafe(length);
          await readFully(handle, bytes, offset);
          const read = verifyLine(lineText(bytes), null);
          const at = lineName(file, row + 1);
          if (read.code !== 'verified') throw new BrokenChainError({ at, problem: read });
          const { sequence: found } = chainPlaceOf(read.record);
          if (isOneChain() && found !== place)
            throw new BrokenChainError({
              at,
              problem: { code: 'sequence-mismatch', found, expected: place },
            });
          return [place, read.record] as const;
        }),
      );
    } finally {
      await handle.close();
    }
  };

  /** A segment may be rewritten while it is read: then it is read as it is now. */
  const readNow: typeof readFrom = async (segment, places) => {
    try {
      return await readFrom(segment, places);
    } catch (cause) {
      const now = index.segmentOf(segment.first);
      if (now === segment) throw cause;
      return readNow(now, places);
    }
  };

  return async (places) => {
    const bySegment = new Map<SegmentIndex, number[]>();
    for (const place of places) {
      const segment = index.segmentOf(place);
      const others = bySegment.get(segment);
      if (others === undefined) bySegment.set(segment, [place]);
      else others.push(place);
    }
    const found = new Map<number, LogLine>();
    for (const [segment, wanted] of bySegment)
      for (const [place, record] of await readNow(segment, wanted)) found.set(place, record);
    return places.flatMap((place) => found.get(place) ?? []);
  };
};
