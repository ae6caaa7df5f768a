import type { LogEvent } from '../../audit/record/log-line.js';
import type { Pointer } from '../../language/values.js';

/** A record of which values were erased. */
export interface ErasedPlace {
  readonly chain: string;
  readonly sequence: number;
  readonly pointers: readonly Pointer[];
}

/** Records of one chain that were decided before a time and lost their content. */
export interface DroppedRange {
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  /** Epoch milliseconds. */
  readonly before: number;
}

/** What was exported of some records and is not so any more. */
export interface Removed {
  readonly places: readonly ErasedPlace[];
  readonly ranges: readonly DroppedRange[];
}

/**
 * What the events say that were met in an export. An event is in the log before anything is gone, so that a record may have been read, or be
 * read yet, with what is to go: so they hold for all records to the end of the export.
 */
export interface Removals {
  readonly met: (event: LogEvent) => void;
  readonly all: () => Removed;
}

/** Gathers what events say. */
export const makeRemovals = (): Removals => {
  const places = new Map<string, ErasedPlace>();
  const ranges: DroppedRange[] = [];
  return {
    met: (event) => {
      if (event.kind === 'retention') {
        const before = Date.parse(event.before);
        for (const { chain = '', first, last } of event.ranges) ranges.push({ chain, first, last, before });
        return;
      }
      for (const { chain = '', sequence, pointers } of event.records) {
        const key = `${sequence} ${chain}`;
        places.set(key, {
          ...{ chain, sequence },
          pointers: [...(places.get(key)?.pointers ?? []), ...pointers],
        });
      }
    },
    all: () => ({ places: [...places.values()], ranges }),
  };
};
