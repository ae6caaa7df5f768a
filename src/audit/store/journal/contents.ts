import { ChainEnds } from './chain-ends.js';
import { RecordIndex } from './record-index.js';
import { makeRecordReader, type ReadRecords } from './record-reader.js';
import { recover, type Recovered, type RecoveryOptions } from './recovery.js';

/** The records of a data directory, found again. */
export interface Contents extends Recovered {
  readonly index: RecordIndex;
  readonly ends: ChainEnds;
  readonly read: ReadRecords;
}

/** Reads what the journal of a data directory holds. `keysSince`: as {@link RecordIndex} takes it. */
export const readContents = async (
  options: Omit<RecoveryOptions, 'index' | 'ends' | 'read'> & { readonly keysSince: () => number },
): Promise<Contents> => {
  const index = new RecordIndex(options.keysSince);
  const ends = new ChainEnds();
  const read = makeRecordReader(options.directory, index, () => ends.isOne);
  const recovered = await recover({ ...options, index, ends, read });
  return { index, ends, read, ...recovered };
};
