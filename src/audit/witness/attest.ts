import { isRecord } from '../../language/values.js';
import { noDigest } from '../../language/canonical.js';
import { checkpointDigest, type Checkpoint } from '../chain/checkpoint.js';
import type { DecisionLog } from '../store/decision-log.js';
import type { Positions } from '../store/positions.js';
import { reasonOf, type Witness } from './witness.js';

/** How far a witness was told; kept as JSON. */
interface Told {
  /** How many checkpoints of the log it has, or were before it was told of the first. */
  readonly count: number;
  /** The digest of the last of these. */
  readonly last: string;
  /** The time of the last that it took, RFC 3339; `null` before the first. */
  readonly at: string | null;
}

/** How it stands with one witness. */
export interface WitnessState {
  readonly name: string;
  /** Of the last checkpoint that it has, RFC 3339; `null` where it has none, or that can't be read. */
  readonly confirmed: string | null;
  /** Checkpoints that it does not have yet; `null` where that can't be read. */
  readonly waiting: number | null;
  readonly sent: number;
  readonly failures: number;
  /** Since when it does not take one, epoch milliseconds; `null` where it takes all. */
  readonly failingSince: number | null;
}

/** How sending is paced, in milliseconds. */
export interface WitnessPace {
  /** Until the first repetition; each further one comes after twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Checkpoints that another process makes are looked for so often. */
  readonly lookMs: number;
}

export const usualWitnessPace: WitnessPace = { firstMs: 1_000, longestMs: 600_000, lookMs: 60_000 };

/** A process that tells a witness says so that often: in a database another takes over from one that is silent for longer. */
const renewMs = 5_000;

/** What telling one witness needs. */
export interface AttestingParts {
  readonly witness: Witness;
  readonly log: Pick<DecisionLog, 'checkpoints'>;
  readonly positions: Positions;
  readonly pace: WitnessPace;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told when a witness begins to fail, and when it has all again; `null` then. */
  readonly report: (name: string, reason: string | null) => void;
}

/** Tells one witness of all checkpoints, in order. */
export interface Attesting {
  readonly state: () => Promise<WitnessState>;
  /** A checkpoint was made. */
  readonly wake: () => void;
  /** Tells it until it is aborted; never rejects. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Under what the time stamp of a checkpoint is kept. */
export const stampKey = (checkpoint: Checkpoint): string =>
  `timestamp-${checkpointDigest(checkpoint).slice(7)}`;

/** Where a witness that was never told begins: with the last checkpoint, which vouches for all before it. */
export const firstTold = (checkpoints: readonly Checkpoint[]): string => {
  const before = checkpoints.at(-2);
  return JSON.stringify({
    count: Math.max(0, checkpoints.length - 1),
    last: before === undefined ? noDigest : checkpointDigest(before),
    at: null,
  } satisfies Told);
};

/** Makes what tells one witness: each checkpoint once it is there, again until it is taken, and none before those before it. */
export const makeAttesting = (parts: AttestingParts): Attesting => {
  const { witness, log, positions, pace, now, random } = parts;
  const { name, key } = witness;
  let [sent, failures, inRow] = [0, 0, 0];
  let failingSince: number | null = null;
  let wakeUp: () => void = () => undefined;
  /** How many checkpoints were made since it was begun. */
  let made = 0;

  const fail = (reason: string): void => {
    failures += 1;
    inRow += 1;
    if (failingSince === null) parts.report(name, reason);
    failingSince ??= now();
  };
  const recover = (): void => {
    if (failingSince !== null) parts.report(name, null);
    failingSince = null;
    inRow = 0;
  };
  const pauseMs = (): number =>
    Math.min(pace.firstMs * 2 ** (inRow - 1), pace.longestMs) * (0.8 + 0.4 * random());

  /** Waits so long, or until more checkpoints are made than `seen` where nothing failed. */
  const rest = async (ms: number, signal: AbortSignal, seen = made): Promise<void> => {
    if (signal.aborted || (made > seen && inRow === 0)) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        wakeUp = () => undefined;
        resolve();
      };
      const timer = setTimeout(end, ms).unref();
      if (inRow === 0) wakeUp = end;
      signal.addEventListener('abort', end);
    });
  };

  /** Sends the next one; resolves to how far it is told then, or to why it could not. */
  const sendNext = async (told: Told, signal: AbortSignal): Promise<Told | string | null> => {
    const checkpoints = await log.checkpoints();
    const last = checkpoints[told.count - 1];
    if (told.count > checkpoints.length) return 'the-log-has-fewer-checkpoints';
    if (last !== undefined && checkpointDigest(last) !== told.last) return 'the-log-has-other-checkpoints';
    const next = checkpoints[told.count];
    if (next === undefined) return null;
    const answer = await witness.send(next, signal);
    if (answer.code === 'away') return answer.reason;
    const { token } = answer;
    if (token !== undefined) await positions.begin(stampKey(next), () => Promise.resolve(token));
    sent += 1;
    return { count: told.count + 1, last: checkpointDigest(next), at: next.at };
  };

  const tellFrom = async (first: Told, signal: AbortSignal): Promise<void> => {
    let told = first;
    while (!signal.aborted) {
      const seen = made;
      const came = await sendNext(told, signal);
      if (isOver(signal) && typeof came === 'string') return;
      if (came === null) recover();
      else if (typeof came === 'string') fail(came);
      else {
        told = came;
        recover();
        if (!(await positions.keep(key, JSON.stringify(told)))) return;
        continue;
      }
      const until = now() + (came === null ? pace.lookMs : pauseMs());
      while (now() < until && !(made > seen && came === null)) {
        await rest(Math.min(renewMs, Math.max(1, until - now())), signal, seen);
        if (isOver(signal)) return;
        if (!(await positions.keep(key, JSON.stringify(told)))) return;
      }
    }
  };

  return {
    wake: () => {
      made += 1;
      wakeUp();
    },
    state: async () => {
      const told = await positions
        .read(key)
        .then(readTold)
        .catch(() => undefined);
      const all = await log.checkpoints().catch(() => undefined);
      return {
        ...{ name, sent, failures, failingSince },
        confirmed: told?.at ?? null,
        waiting: told === undefined || all === undefined ? null : Math.max(0, all.length - told.count),
      };
    },
    run: async (signal) => {
      while (!signal.aborted) {
        try {
          const told = readTold(await positions.take(key));
          if (told !== undefined) await tellFrom(told, signal);
          else await rest(renewMs, signal);
        } catch (cause) {
          // The store or the disk does not answer: what was sent since is sent again, which changes nothing.
          fail(reasonOf(cause));
          await rest(pauseMs(), signal);
        }
      }
      await positions.release(key).catch(() => undefined);
    },
  };
};

/** Whether it was aborted meanwhile. */
const isOver = ({ aborted }: AbortSignal): boolean => aborted;

const readTold = (text: string | undefined): Told | undefined => {
  if (text === undefined) return undefined;
  const json: unknown = JSON.parse(text);
  if (!isRecord(json)) return undefined;
  const { count, last, at } = json;
  return typeof count === 'number' && typeof last === 'string' && (at === null || typeof at === 'string')
    ? { count, last, at }
    : undefined;
};
