import { catchUp, withRoots, type GrowingLog } from '../tree/growing.js';
import { signCheckpoint, type Checkpoint, type ChainHead, type RegistryHead } from './checkpoint.js';
import type { DecisionLog } from '../store/decision-log.js';
import type { Hook } from '../store/hook.js';
import { refuseOtherKey } from './other-signing-key.js';
import type { SigningKey } from './signing-key.js';

/** When checkpoints are made, besides at a clean stop and when asked. */
export interface CheckpointInterval {
  /** After so many records of this process. */
  readonly records: number;
  /** After so long, if anything was recorded. */
  readonly ms: number;
}

/** 10,000 records, or an hour. */
export const defaultCheckpointInterval: CheckpointInterval = { records: 10_000, ms: 60 * 60_000 };

/** Runs something again and again; returns what ends that. */
export type Repeat = (run: () => void, ms: number) => () => void;

/** What makes checkpoints of a log. */
export interface CheckpointingParts {
  readonly log: Pick<DecisionLog, 'checkpoints' | 'heads' | 'keepCheckpoint'> & GrowingLog;
  readonly key: SigningKey;
  /** Where the registry of releases ends, as far as it was read; default: there is none. */
  readonly registry?: () => RegistryHead | undefined;
  /** Whether the registry may end before where the last checkpoint says: whoever runs the service takes that it was lost. */
  readonly acceptLoss?: boolean;
  /** Whether it signs also where others did so by another key alone. */
  readonly acceptKey?: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly every?: CheckpointInterval;
  /** Default: a timer that keeps no process alive. */
  readonly repeat?: Repeat;
  /** Told where one could not be made or kept; the next one covers the same records. */
  readonly reportFailure: (cause: unknown) => void;
  /** Told of each that was made and is durable. */
  readonly made?: (checkpoint: Checkpoint) => void;
}

/** A log that is signed from time to time. */
export interface Checkpointing {
  /** To be hung at the log: counts its records, and makes a last checkpoint before it closes. */
  readonly hook: Hook;
  /** Makes a checkpoint now; the last one where nothing was recorded or published since, none where nothing ever was. */
  readonly make: () => Promise<Checkpoint | undefined>;
  /**
   * Makes the tree over what was recorded before there was one, in steps, and then a checkpoint of it; nothing where it is there. Never rejects.
   */
  readonly catchUp: () => Promise<void>;
  /** When the next one is made unless nothing is recorded, in epoch milliseconds; sooner after many records. */
  readonly due: () => number;
}

/** Node takes no more: a longer one would run at once, again and again. */
const longestTimerMs = 2 ** 31 - 1;

/** A timer that keeps no process alive. */
export const everyMs: Repeat = (run, ms) => {
  const interval = setInterval(run, Math.min(ms, longestTimerMs)).unref();
  return () => {
    clearInterval(interval);
  };
};

/** How often a checkpoint is tried where another process makes one on the same log at the same moment. */
const attempts = 4;

/** Makes checkpoints of a log. */
export const makeCheckpointing = (parts: CheckpointingParts): Checkpointing => {
  const { log, key, now, reportFailure } = parts;
  const every = parts.every ?? defaultCheckpointInterval;
  let recorded = 0;
  let making = false;
  let last: Promise<unknown> = Promise.resolve();
  let isClosing = false;
  let lookedAt = now();
  let catchingUp: Promise<void> | undefined;

  const makeOnce = async (attempt: number): Promise<Checkpoint | undefined> => {
    // The checkpoint before is read first: the ends, read later, can't lie before its own.
    const kept = await log.checkpoints();
    const before = kept.at(-1);
    // Another process may have signed the first ones since this one began.
    if (parts.acceptKey !== true) refuseOtherKey(kept, key.published.key);
    const { heads, isWhole } = await withRoots(log, await log.heads());
    if (!isWhole) void startCatchingUp();
    const registry = furthest(parts.acceptLoss === true ? undefined : before?.registry, parts.registry?.());
    if (before === undefined && heads.length === 0 && registry === undefined) return before;
    // One by its own key, too, by which the next start knows that.
    const isNew = before !== undefined && !kept.some((one) => one.key === key.published.key);
    if (
      before !== undefined &&
      !isNew &&
      isSame(before.heads, heads) &&
      isSameRegistry(before.registry, registry)
    )
      return before;
    const checkpoint = signCheckpoint({ heads, registry }, { key, before, at: now() });
    try {
      await log.keepCheckpoint(checkpoint);
    } catch (cause) {
      if (attempt >= attempts) throw cause;
      return makeOnce(attempt + 1);
    }
    parts.made?.(checkpoint);
    return checkpoint;
  };
  const make = (): Promise<Checkpoint | undefined> => {
    const made = last.then(async () => {
      const covered = recorded;
      recorded = 0;
      try {
        return await makeOnce(1);
      } catch (cause) {
        recorded += covered;
        throw cause;
      }
    });
    last = made.catch(() => undefined);
    return made;
  };
  const makeUnasked = async (): Promise<void> => {
    making = true;
    await make().catch(reportFailure);
    making = false;
  };

  const startCatchingUp = (): Promise<void> => {
    catchingUp ??= catchUp(log, () => isClosing)
      .then(async (isWhole) => {
        catchingUp = undefined;
        const before = isWhole ? (await log.checkpoints()).at(-1) : undefined;
        if (!isClosing && before?.heads.some(({ root }) => root === undefined) === true) await make();
      })
      .catch((cause: unknown) => {
        catchingUp = undefined;
        if (!isClosing) reportFailure(cause);
      });
    return catchingUp;
  };

  const count = (records: number): void => {
    recorded += records;
    if (recorded >= every.records && !making) void makeUnasked();
  };
  const stopRepeating = (parts.repeat ?? everyMs)(() => {
    lookedAt = now();
    if (recorded > 0) void makeUnasked();
  }, every.ms);

  return {
    make,
    catchUp: startCatchingUp,
    due: () => lookedAt + every.ms,
    hook: {
      recorded: ({ length }) => {
        count(length);
      },
      chosen: () => {
        count(1);
      },
      beforeClose: async () => {
        stopRepeating();
        isClosing = true;
        await catchingUp;
        await last;
        if (recorded > 0) await makeUnasked();
        recorded = 0;
      },
    },
  };
};

/** Another process may have read more of the registry. */
const furthest = (
  before: RegistryHead | undefined,
  now: RegistryHead | undefined,
): RegistryHead | undefined => ((now?.entries ?? 0) < (before?.entries ?? 0) ? before : now);

const isSameRegistry = (one: RegistryHead | undefined, other: RegistryHead | undefined): boolean =>
  one?.entries === other?.entries && one?.hash === other?.hash;

const isSame = (some: readonly ChainHead[], others: readonly ChainHead[]): boolean =>
  some.length === others.length &&
  some.every(({ chain, sequence, hash, root }) =>
    others.some(
      (other) =>
        other.chain === chain && other.sequence === sequence && other.hash === hash && other.root === root,
    ),
  );
