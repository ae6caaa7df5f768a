import { setTimeout as pause } from 'node:timers/promises';
import type { ChainHead } from '../../chain/checkpoint.js';
import { NotRecordedError } from '../decision-log.js';
import type { EventDraft, StoredEvent } from '../../record/log-line.js';
import type { Draft, StoredRecord } from '../../record/record.js';
import type { ChainWriter } from './chain-writer.js';
import type { Report } from './failures.js';
import { makeGroupCommit, type GroupCommit } from './group-commit.js';
import type { RecordIndex } from './record-index.js';
import { UnsettledWriteError } from './segment-writer.js';

/** What recording needs, and its limits. */
export interface RecorderParts {
  readonly chain: ChainWriter;
  readonly index: RecordIndex;
  readonly report: (report: Report) => void;
  /** Records that may wait to be written, and their bytes. */
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
  /** How often, and after how many milliseconds each, it is tried again to make sure that a refused record is not there. */
  readonly settling: { readonly tries: number; readonly pauseMs: number };
  /** Told when a new segment was begun, with the ends of the chains before it; puts it into the index. */
  readonly onSegment: (ends: readonly ChainHead[]) => void;
}

type AnyDraft = Draft | EventDraft;
type AnyRecord = StoredRecord | StoredEvent;

/** Makes drafts durable, many in one write. */
export interface Recorder extends Pick<GroupCommit<AnyDraft, AnyRecord>, 'waiting' | 'isFull' | 'drain'> {
  /**
   * All or none; rejects with `NotRecordedError`: once it is known that nothing of them is there, or, as `in-doubt`, where the disk would not
   * tell for longer than `settling` allows.
   */
  readonly record: (drafts: readonly AnyDraft[]) => Promise<readonly AnyRecord[]>;
  /** Ends the segment that grows, so that none of what is durable by then is in it. */
  readonly roll: () => Promise<void>;
  /** Whether the last write failed. */
  readonly isFailing: () => boolean;
}

const batch = { items: 2000, bytes: 4 * 1024 * 1024 };

/** Makes the recorder of one journal. */
export const makeRecorder = (parts: RecorderParts): Recorder => {
  const { chain, index, report, settling, onSegment } = parts;
  let failing = false;

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: the end of the journal is one thing's at a time. */
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };

  const commit = async (drafts: readonly AnyDraft[]): Promise<readonly AnyRecord[]> => {
    try {
      if (drafts.length === 0) {
        await chain.settle();
        return [];
      }
      const before = chain.ends;
      const written = await chain.append(drafts);
      try {
        if (index.segments.length < chain.segments.length) onSegment(before);
        for (const { record, bytes } of written) index.add(record, bytes);
      } catch (cause) {
        throw new NotRecordedError('The record is on disk, and can not be found before the next start.', {
          code: 'in-doubt',
          cause,
        });
      }
      if (failing) report({ code: 'write-recovered' });
      failing = false;
      return written.map(({ record }) => record);
    } catch (cause) {
      if (!failing) report({ code: 'write-failed', cause });
      failing = true;
      throw cause;
    }
  };

  const { submit, ...commits } = makeGroupCommit({
    room: () => {
      const left = chain.room();
      return { items: Math.min(left.items, batch.items), bytes: Math.min(left.bytes, batch.bytes) };
    },
    commit: (drafts: readonly AnyDraft[]) => inTurn(() => commit(drafts)),
    maxWaiting: parts.maxWaiting,
    maxWaitingBytes: parts.maxWaitingBytes,
  });

  let isEnding = false;
  /** Whether it became known that what was refused is not there. A write that comes meanwhile settles it as well. */
  const settle = async (): Promise<boolean> => {
    for (let tries = 0; tries < settling.tries && !isEnding; tries += 1) {
      try {
        await submit([], 0);
        return true;
      } catch {
        await pause(settling.pauseMs);
      }
    }
    return false;
  };
  let underWay: Promise<boolean> | undefined;

  return {
    ...commits,
    drain: async () => {
      // Whoever still asks the disk would go on after the directory is somebody else's.
      isEnding = true;
      await commits.drain();
      await underWay;
      await commits.drain();
    },
    roll: () =>
      inTurn(async () => {
        const before = chain.ends;
        await chain.roll();
        if (index.segments.length < chain.segments.length) onSegment(before);
      }),
    record: async (drafts) => {
      try {
        return await submit(
          drafts,
          drafts.reduce((sum, { bytes }) => sum + bytes, 0),
        );
      } catch (cause) {
        if (cause instanceof NotRecordedError) throw cause;
        if (cause instanceof UnsettledWriteError) {
          underWay ??= settle().finally(() => (underWay = undefined));
          if (!(await underWay))
            throw new NotRecordedError(
              'Whether the record is there is not known: the disk does not answer.',
              {
                code: 'in-doubt',
                cause,
              },
            );
        }
        throw new NotRecordedError('The record could not be written.', { cause });
      }
    },
    isFailing: () => failing,
  };
};
