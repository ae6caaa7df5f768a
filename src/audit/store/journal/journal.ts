import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeAdmission } from '../admission.js';
import type { Random } from '../../record/commitment.js';
import { NotRecordedError, type DecisionLog } from '../decision-log.js';
import { isDecision } from '../../record/log-line.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { makeDraft, type Entry } from '../../record/record.js';
import { openCatalogue } from './catalogue.js';
import { ChainWriter, type SegmentLimits } from './chain-writer.js';
import { readContents } from './contents.js';
import { syncFolder } from './durable-file.js';
import { DirectoryUnusableError, type Report } from './failures.js';
import { makeIndexKeeper } from './index-keeper.js';
import { takeLock, type Lock } from './lock.js';
import { makeReading } from './reading.js';
import { refusingUnread } from './record-reader.js';
import { makeRecorder, type RecorderParts } from './recorder.js';
import { openReleases, type Releases } from './releases.js';
import { makeRemoval } from './removal.js';
import type { OpenFile } from './segment-writer.js';
import { journalFolder } from './segment.js';

/** What a journal needs, and its limits. */
export interface JournalOptions {
  /** The data directory; made where it is not there. */
  readonly directory: string;
  readonly random: Random;
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told what happened; must not throw. */
  readonly report: (report: Report) => void;
  /** A segment ends before it would become larger; default 64 MiB and 100,000 records. */
  readonly segment?: SegmentLimits;
  /** Records that may wait to be written, default 10,000; and their bytes, default 256 MiB. */
  readonly maxWaiting?: number;
  readonly maxWaitingBytes?: number;
  /** How long a key (`once.key`) stays in use after its records were decided, in milliseconds; default 24 hours. */
  readonly onceLifeMs?: number;
  /** How long a refused record is sought to be cut off before its refusal says that it is in doubt; default 50 times, 100 ms apart. */
  readonly settling?: RecorderParts['settling'];
  /** Opens segments to write; default that of `node:fs/promises`. */
  readonly openFile?: OpenFile;
}

const mebibyte = 1024 * 1024;
const dayMs = 24 * 3_600_000;

/**
 * Opens the decision log of a data directory, which is this process's alone until `close`. Rejects with
 * `DirectoryHeldError`, `DirectoryUnusableError` or `BrokenChainError`.
 */
export const openJournal = async (options: JournalOptions): Promise<DecisionLog> => {
  const { directory } = options;
  let lock: Lock | undefined;
  try {
    const made = await mkdir(journalFolder(directory), { recursive: true });
    if (made !== undefined) await syncFolder(dirname(made));
    lock = await takeLock(directory, options);
    return await openHeld(options, lock);
  } catch (cause) {
    await lock?.release().catch(() => undefined);
    const fromSystem = cause instanceof Error && 'syscall' in cause;
    throw fromSystem ? new DirectoryUnusableError(directory, cause) : cause;
  }
};

const openHeld = async (options: JournalOptions, lock: Lock): Promise<DecisionLog> => {
  const { directory, random, report, personal } = options;
  const releases = await openReleases(directory, report);
  const onceLifeMs = options.onceLifeMs ?? dayMs;
  const keysSince = (): number => options.now() - onceLifeMs;
  const { index, ends, read, segments, unindexed, beforeLast } = await readContents({
    ...options,
    keysSince,
    repair: true,
  });
  const cited = new Set(index.segments.flatMap((segment) => [...segment.cited]));
  for (const digest of cited) if (!releases.has(digest)) report({ code: 'release-missing', digest });

  const chain = new ChainWriter({
    directory,
    segments,
    ends,
    limits: options.segment ?? { bytes: 64 * mebibyte, records: 100_000 },
    open: options.openFile ?? open,
  });
  await chain.prepare();
  if (index.segments.length < chain.segments.length) index.begin();

  const keeper = makeIndexKeeper(directory, index, report);
  for (const binding of unindexed) keeper.keep(binding);
  /** What is open by now is closed again. */
  const giveUp = async (cause: unknown): Promise<never> => {
    await keeper.finish().catch(() => undefined);
    await chain.close();
    throw cause;
  };
  const catalogue = await openCatalogue(
    directory,
    () => ({ segments: [...chain.segments], releases: releases.identities() }),
    report,
  ).catch(giveUp);
  const writeCatalogue = (): Promise<void> =>
    catalogue.write().catch((cause: unknown) => {
      report({ code: 'catalogue-not-written', cause });
    });

  let before = beforeLast;
  /** Releases that are being written, and the catalogue with them. */
  const keeping = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;
  const refuseClosed = (): void => {
    if (closing !== undefined) throw new NotRecordedError('The decision log is closed.');
  };
  const recorder = makeRecorder({
    chain,
    index,
    report,
    maxWaiting: options.maxWaiting ?? 10_000,
    maxWaitingBytes: options.maxWaitingBytes ?? 256 * mebibyte,
    settling: options.settling ?? { tries: 50, pauseMs: 100 },
    onSegment: (after) => {
      const segment = chain.segments.at(-2);
      if (segment !== undefined) keeper.keep({ segment, before, after });
      before = after;
      index.begin();
      void writeCatalogue();
    },
  });
  const readOrRefuse = refusingUnread(read);
  const { admit, once } = makeAdmission({
    withId: (id) => index.withId(id),
    withKey: (key) => index.withKey(key),
    read: readOrRefuse,
  });

  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    refuseClosed();
    refuseWithoutRelease(entries, releases);
    if (recorder.isFull())
      throw new NotRecordedError('Too many records wait to be written.', { code: 'overloaded' });
    return admit(entries, async () => {
      refuseClosed();
      const drafts = entries.map((entry) => makeDraft(entry, random, undefined, personal));
      return (await recorder.record(drafts)).filter(isDecision);
    });
  };

  const removal = makeRemoval({
    directory,
    index,
    chain,
    recorder,
    keeper,
    read,
    writeCatalogue,
    key: personal?.key,
    isOneChain: () => ends.isOne,
  });
  await removal.finish().catch(giveUp);

  const problem = async (): Promise<string | null> => {
    if (closing !== undefined) return 'The decision log is closed.';
    try {
      await chain.check({ probe: recorder.isFailing() });
      return null;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  };

  const finish = async (): Promise<void> => {
    try {
      await removal.settled();
      await recorder.drain();
      await Promise.allSettled(keeping);
      await keeper.finish();
      await writeCatalogue();
    } finally {
      await chain.close().finally(lock.release);
    }
  };

  return {
    append: async (entry) => {
      const [record] = await appendTogether([entry]);
      if (record === undefined) throw new RangeError('A write of one record gave none.');
      return record;
    },
    appendTogether,
    once,
    ...makeReading({
      directory,
      index,
      read: readOrRefuse,
      key: personal?.key,
      segments: () => chain.segments,
    }),
    erase: async (request) => {
      refuseClosed();
      return removal.erase(request);
    },
    drop: async (request) => {
      refuseClosed();
      return removal.drop(request);
    },
    keepRelease: async (release) => {
      refuseClosed();
      const kept = releases.keep(release).then((isNew) => (isNew ? writeCatalogue() : undefined));
      keeping.add(kept);
      try {
        await kept;
      } catch (cause) {
        throw new NotRecordedError('The release could not be kept.', { cause });
      } finally {
        keeping.delete(kept);
      }
    },
    release: releases.read,
    heads: () => Promise.resolve(ends.all),
    keepCheckpoint: async (checkpoint) => {
      refuseClosed();
      try {
        await catalogue.keepCheckpoint(checkpoint);
      } catch (cause) {
        throw new NotRecordedError('The checkpoint could not be kept.', { cause });
      }
    },
    checkpoints: () => Promise.resolve(catalogue.checkpoints()),
    health: async () => {
      const what = await problem();
      return {
        writable: what === null,
        problem: what,
        records: chain.records,
        head: chain.head,
        waiting: recorder.waiting(),
      };
    },
    close: () => (closing ??= finish()),
  };
};

const refuseWithoutRelease = (entries: readonly Entry[], releases: Pick<Releases, 'has'>): void => {
  for (const { digest } of entries.map(({ inputs }) => inputs.edition))
    if (!releases.has(digest)) throw new NotRecordedError(`The release ${digest} is not kept.`);
};
