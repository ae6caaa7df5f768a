import { writeIndex, type Binding } from './index-file.js';
import type { Report } from './failures.js';
import type { RecordIndex } from './record-index.js';

/** Writes the indexes of closed segments beside them, one after the other, while the journal goes on. */
export interface IndexKeeper {
  readonly keep: (binding: Binding) => void;
  /** Resolves when all are written. */
  readonly finish: () => Promise<void>;
}

/** Makes the keeper of a journal's indexes. What could not be written is reported and made anew at the next start. */
export const makeIndexKeeper = (
  directory: string,
  index: RecordIndex,
  report: (report: Report) => void,
): IndexKeeper => {
  let last: Promise<void> = Promise.resolve();
  const write = async (binding: Binding): Promise<void> => {
    const segment = index.segmentOf(binding.segment.first);
    try {
      await writeIndex(directory, segment, binding);
    } catch (cause) {
      report({ code: 'index-not-written', file: binding.segment.file, cause });
    }
    segment.settle();
  };
  return {
    keep: (binding) => {
      last = last.then(() => write(binding));
    },
    finish: () => last,
  };
};
