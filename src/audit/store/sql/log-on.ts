import { dayMs } from '../../../language/instants.js';
import { noDigest } from '../../../language/canonical.js';
import type { Entry } from '../../record/record.js';
import type { Removed } from '../../removal/removal.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { type Acknowledged, type DecisionLog, mostAltered } from '../decision-log.js';
import { BrokenChainError, type Report, tellCause, ChoiceTakenError, NotRecordedError } from '../failures.js';
import type { Hook } from '../hook.js';
import type { Ask } from './asking.js';
import { choiceId } from '../../record/choice.js';
import { errorOf, type Outcome } from './outcome.js';
import { type AskQueries, makeReading } from './reading.js';

/** What a decision log needs in either dialect, and its limits. */
export interface LogOptions {
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told what happened; must not throw. */
  readonly report?: (report: Report) => void;
  /** How long a key (`once.key`) stays in use after its records were decided, in milliseconds; default 24 hours. */
  readonly onceLifeMs?: number;
  /** Entries that may wait to be recorded, default 10,000; and their characters, default 256 million. */
  readonly maxWaiting?: number;
  readonly maxWaitingCharacters?: number;
}

/** How far a log goes, as far as its writer knows. */
export interface End {
  readonly records: number;
  readonly hash: string;
}

/** Whatever writes a log, in this thread or another. */
export interface LogWriter {
  readonly end: () => End;
  readonly record: (entries: readonly Entry[], since: number) => Promise<Outcome>;
  /** How many characters the entries that wait have. */
  readonly waitingCharacters: () => number;
  readonly ask: (asked: Ask) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Whoever asks how the log is does not wait until a disk answers. */
const healthMs = 2000;

/** The log over what writes and what reads it. @param closeReader closes what reads */
export const logOn = (
  options: LogOptions,
  writer: LogWriter,
  askQueries: AskQueries,
  closeReader: () => Promise<void>,
): DecisionLog => {
  const { now, onceLifeMs = dayMs, maxWaiting = 10_000, maxWaitingCharacters = 256e6 } = options;
  let waiting = 0;
  let closing: Promise<void> | undefined;
  let problem: string | null = null;
  const underWay = new Set<Promise<unknown>>();
  const keysSince = (): number => now() - onceLifeMs;
  const refuseClosed = (): void => {
    if (closing !== undefined) throw new NotRecordedError('The decision log is closed.');
  };
  const followed = async <Result>(work: Promise<Result>): Promise<Result> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };
  const keep = async (asked: Ask, what: string): Promise<unknown> => {
    refuseClosed();
    try {
      return await followed(writer.ask(asked));
    } catch (cause) {
      throw new NotRecordedError(what, { cause });
    }
  };

  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    refuseClosed();
    if (waiting >= maxWaiting || writer.waitingCharacters() >= maxWaitingCharacters)
      throw new NotRecordedError('Too many records wait to be written.', { code: 'overloaded' });
    waiting += entries.length;
    const recording = writer.record(entries, keysSince());
    underWay.add(recording);
    try {
      return acknowledged(entries, await recording);
    } finally {
      underWay.delete(recording);
      waiting -= entries.length;
    }
  };
  const altered = new Set<string>();
  const foundAltered = (at: string): void => {
    if (altered.has(at) || altered.size >= mostAltered) return;
    altered.add(at);
    options.report?.({ code: 'altered', at });
  };
  const reading = makeReading(askQueries, foundAltered);
  const log: Omit<DecisionLog, 'hang'> = {
    foundAltered,
    append: async (entry) => {
      const [record] = await appendTogether([entry]);
      if (record === undefined) throw new RangeError('A write of one record gave none.');
      return record;
    },
    appendTogether,
    ...reading,
    once: async (key) => {
      // What came under the key before may be on its way.
      try {
        return await reading.once(key, keysSince());
      } catch (cause) {
        if (cause instanceof BrokenChainError) throw cause;
        throw new NotRecordedError('The key could not be looked up.', { cause });
      }
    },
    choose: async (choice) => {
      const outcome = (await keep({ ask: 'choose', choice }, 'The choice could not be recorded.')) as Outcome; // as the writer answers
      if (outcome.code === 'id-taken') throw new ChoiceTakenError();
      const [made] = acknowledged([{ id: choiceId(choice.of.id, choice.nth) }], outcome);
      if (made === undefined) throw new RangeError('A write of one choice gave none.');
      return made;
    },
    keepRelease: async (release) => {
      await keep({ ask: 'keepRelease', release: keptRelease(release) }, 'The release could not be kept.');
    },
    keepCheckpoint: async (checkpoint) => {
      await keep({ ask: 'keepCheckpoint', checkpoint }, 'The checkpoint could not be kept.');
    },
    keepNodes: async (nodes) => {
      await keep({ ask: 'keepNodes', nodes }, 'Nodes of the tree over the records could not be kept.');
    },
    erase: async (request) => {
      const removed = (await keep(
        { ask: 'erase', request },
        'What was to be erased could not be.',
      )) as Removed; // as the writer answers
      removed.unread?.forEach(foundAltered);
      return removed;
    },
    drop: async (request) =>
      (await keep({ ask: 'drop', request }, 'What was to be dropped could not be.')) as Removed, // as the writer answers
    health: async () => {
      if (closing !== undefined) problem = 'The decision log is closed.';
      else
        try {
          await answeredIn(healthMs, writer.ask({ ask: 'check' }));
          problem = null;
        } catch (cause) {
          problem = tellCause(cause);
        }
      const { records, hash } = writer.end();
      return {
        writable: problem === null,
        problem,
        records,
        head: hash === '' ? noDigest : hash,
        waiting,
        altered: [...altered],
      };
    },
    close: () =>
      (closing ??= Promise.allSettled(underWay).then(async () => {
        await closeReader();
        await writer.close();
      })),
  };
  return hooked(log);
};

const answeredIn = async (ms: number, answer: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the log does not answer: it waits for a disk, or for who removes something'));
    }, ms).unref();
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
};

const keptRelease: (release: Parameters<DecisionLog['keepRelease']>[0]) => typeof release = ({
  identity: { document, revision, digest },
  files,
}) => ({ identity: { document, revision, digest }, files: new Map(files) });

const acknowledged = (entries: readonly Pick<Entry, 'id'>[], outcome: Outcome): readonly Acknowledged[] => {
  if (outcome.code !== 'recorded') throw errorOf(outcome);
  return entries.map(({ id }, place) => ({
    id,
    chain: outcome.chain,
    sequence: outcome.first + place,
    hash: outcome.hashes[place] ?? noDigest,
  }));
};

/** The log, which tells the hooks that are hung there. Each store does this once. */
export const hooked = (log: Omit<DecisionLog, 'hang'>): DecisionLog => {
  const hooks: Hook[] = [];
  const tell = <Result>(entries: readonly Entry[], recording: Promise<Result>): Promise<Result> => {
    if (hooks.length === 0) return recording;
    const startedAt = performance.now();
    recording.then(
      () => {
        const ms = performance.now() - startedAt;
        for (const hook of hooks) hook.recorded?.(entries, ms);
      },
      (cause: unknown) => {
        for (const hook of hooks) hook.refused?.(entries, cause);
      },
    );
    return recording;
  };
  const beforeRemoval = async (): Promise<void> => {
    for (const hook of hooks) await hook.beforeRemoval?.();
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const hook of hooks) await hook.beforeClose?.();
    await log.close();
  };
  return {
    ...log,
    hang: (hook) => {
      hooks.push(hook);
    },
    append: (entry) => tell([entry], log.append(entry)),
    appendTogether: (entries) => tell(entries, log.appendTogether(entries)),
    choose: async (choice) => {
      const made = await log.choose(choice);
      for (const hook of hooks) hook.chosen?.();
      return made;
    },
    erase: async (request) => {
      await beforeRemoval();
      return log.erase(request);
    },
    drop: async (request) => {
      await beforeRemoval();
      return log.drop(request);
    },
    close: () => (closing ??= close()),
  };
};
