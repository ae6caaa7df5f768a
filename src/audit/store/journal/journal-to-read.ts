import { NotRecordedError, type DecisionLog } from '../decision-log.js';
import { noDigest } from '../../record/canonical.js';
import { makeAdmission } from '../admission.js';
import type { PersonalKey } from '../../record/personal-storage.js';
import { readCatalogue } from './catalogue.js';
import { readContents } from './contents.js';
import { DirectoryUnusableError } from './failures.js';
import { makeReading } from './reading.js';
import { readRelease } from './releases.js';

/** What reading a data directory needs. */
export interface JournalToReadOptions {
  readonly directory: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** How long a key (`once.key`) stays in use, in milliseconds; default: for ever. */
  readonly onceLifeMs?: number;
  /** Finds sealed subjects. */
  readonly personalKey?: PersonalKey | undefined;
}

/**
 * Opens the decision log of a data directory as it is now, to read it, also while another process writes to it: takes no lock, writes nothing,
 * and leaves out a record whose writing is under way. Rejects with `DirectoryUnusableError` or `BrokenChainError`.
 */
export const openJournalToRead = async (options: JournalToReadOptions): Promise<DecisionLog> => {
  const { directory, now, onceLifeMs = Infinity } = options;
  try {
    const contents = await readContents({
      directory,
      now,
      report: () => undefined,
      keysSince: () => now() - onceLifeMs,
      repair: false,
    });
    const { index, ends, read, segments } = contents;
    const { once } = makeAdmission({
      withId: (id) => index.withId(id),
      withKey: (key) => index.withKey(key),
      read,
    });
    const refuse = (): Promise<never> => Promise.reject(new NotRecordedError(readOnly));
    return {
      append: refuse,
      appendTogether: refuse,
      keepRelease: refuse,
      keepCheckpoint: refuse,
      erase: refuse,
      drop: refuse,
      once,
      ...makeReading({ directory, index, read, key: options.personalKey, segments: () => segments }),
      release: async (digest) => (await readRelease(directory, digest)) ?? undefined,
      heads: () => Promise.resolve(ends.all),
      checkpoints: async () => (await readCatalogue(directory))?.checkpoints ?? [],
      health: () =>
        Promise.resolve({
          writable: false,
          problem: readOnly,
          records: index.records,
          head: segments.at(-1)?.hash ?? noDigest,
          waiting: 0,
        }),
      close: () => Promise.resolve(),
    };
  } catch (cause) {
    const fromSystem = cause instanceof Error && 'syscall' in cause;
    throw fromSystem ? new DirectoryUnusableError(directory, cause) : cause;
  }
};

const readOnly = 'This decision log is open for reading alone.';
