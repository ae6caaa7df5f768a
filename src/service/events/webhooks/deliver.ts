import { setTimeout as wait } from 'node:timers/promises';
import type { Positions } from '../../../audit/store/positions.js';
import type { Arrivals } from '../arrivals.js';
import { cloudEventOf } from '../cloud-event.js';
import { clamped, distance, type EventCursor } from '../event-cursor.js';
import { isWanted } from '../event-filter.js';
import type { EventReading } from '../event-reading.js';
import {
  firstOfLanes,
  pendingOf,
  positionText,
  readPosition,
  type Pending,
  type Position,
} from './pending.js';
import type { SendEvent, Sent } from './send-event.js';
import type { Webhook } from './webhook-file.js';

/** How deliveries are paced; in milliseconds, where nothing else is said. */
export interface DeliveryPace {
  /** Until the first repetition; each further one comes after twice as long. */
  readonly firstMs: number;
  /** The longest until a repetition. */
  readonly longestMs: number;
  /** A receiver that is away is asked so often at least, by one event. */
  readonly awayMs: number;
  /** What other processes record is looked for so often, and how far the receiver was told is kept so often. */
  readonly lookMs: number;
  /** What is under way when the service stops may take so long. */
  readonly endMs: number;
  /** So many events may wait that were read and not taken; nothing more is read then. */
  readonly mostPending: number;
}

export const usualDeliveryPace: DeliveryPace = {
  firstMs: 1_000,
  longestMs: 600_000,
  awayMs: 30_000,
  lookMs: 1_000,
  endMs: 2_000,
  mostPending: 1_000,
};

/** What telling one receiver needs. */
export interface DeliveryParts {
  readonly webhook: Webhook;
  readonly reading: EventReading;
  readonly arrivals: Arrivals;
  readonly positions: Positions;
  readonly send: SendEvent;
  readonly pace: DeliveryPace;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told when a receiver begins to fail, and when it takes all again; `null` then. */
  readonly report: (name: string, reason: string | null) => void;
}

/** How it stands with one receiver. */
export interface DeliveryState {
  readonly name: string;
  /** Events, or lines of the log that may be none for it, that it was not told yet; `null` where that can't be read. */
  readonly lag: number | null;
  /** Of these, those that were read and not taken. */
  readonly waiting: number;
  readonly delivered: number;
  readonly failures: number;
  /** Since when something is not taken, epoch milliseconds; `null` where all is. */
  readonly failingSince: number | null;
  /** Whether another process tells it. */
  readonly elsewhere: boolean;
}

/** Tells one receiver. */
export interface Delivery {
  readonly state: () => Promise<DeliveryState>;
  /** Tells it until it is aborted; never rejects. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

const linesAtOnce = 20;
/** So many events that may be told now are held; of those that wait longer, their places alone. */
const mostReady = 64;
/** So many are told at one time, each of another lane. */
const atOnce = 8;
/** Of these so many that were not taken before. */
const repeatedAtOnce = 4;
/** A receiver that has failed so often in a row is away. */
const failuresOfAway = 5;

/** Makes what tells one receiver of all that follows its position: at least once, and of each lane in order. */
export const makeDelivery = (parts: DeliveryParts): Delivery => {
  const { webhook, reading, arrivals, positions, send, pace, now, random } = parts;
  const { name } = webhook;
  let cursor: EventCursor | undefined;
  let pending: readonly Pending[] = [];
  let [delivered, failures, inRow, pausedUntil] = [0, 0, 0, 0];
  let failingSince: number | null = null;
  let isChanged = false;

  const fail = (reason: string): void => {
    failures += 1;
    if (failingSince === null) parts.report(name, reason);
    failingSince ??= now();
  };
  const recover = (): void => {
    if (failingSince !== null) parts.report(name, null);
    failingSince = null;
  };
  const pauseMs = (tries: number): number =>
    Math.min(pace.firstMs * 2 ** (tries - 1), pace.longestMs) * (0.8 + 0.4 * random());

  const settle = (one: Pending, sent: Sent): void => {
    if (sent.code === 'taken') {
      delivered += 1;
      pending = pending.filter((other) => other !== one);
      isChanged = true;
      // It is back: what it did not take need not wait longer.
      if (inRow >= failuresOfAway) for (const other of pending) other.dueAt = 0;
      inRow = 0;
      if (pending.every((other) => other.failures === 0)) recover();
      return;
    }
    fail(sent.reason);
    one.failures += 1;
    one.dueAt = now() + Math.max(pauseMs(one.failures), (sent.code === 'away' && sent.retryAfterMs) || 0);
    for (const other of pending) if (other.lane === one.lane) other.happening = undefined;
    inRow = sent.code === 'away' ? inRow + 1 : 0;
    if (inRow >= failuresOfAway)
      pausedUntil = now() + Math.min(pauseMs(inRow - failuresOfAway + 1), pace.awayMs);
  };
  const tell = async (one: Pending, signal: AbortSignal): Promise<void> => {
    one.isUnderWay = true;
    try {
      const happening = one.happening ?? (await reading.at(one.place));
      // It was altered since: it is told nowhere.
      if (happening === undefined) pending = pending.filter((other) => other !== one);
      else {
        const sent = await send(webhook, cloudEventOf(happening, webhook.values), signal);
        if (sent.code === 'taken' || !signal.aborted) settle(one, sent);
      }
    } catch (cause) {
      settle(one, { code: 'away', reason: nameOf(cause) });
    } finally {
      one.isUnderWay = false;
    }
  };

  /** Reads on, where not too many wait; whether there was no more. */
  const readOn = async (): Promise<boolean> => {
    const blocked = new Set(pending.filter((one) => one.failures > 0).map(({ lane }) => lane));
    const ready = pending.filter(({ lane }) => !blocked.has(lane)).length;
    if (cursor === undefined || ready >= mostReady || pending.length >= pace.mostPending) return true;
    const portion = await reading.after(cursor, linesAtOnce);
    const added = [...pending];
    for (const { happening } of portion.happened)
      if (isWanted(happening, webhook.filter)) {
        const one = pendingOf(happening, added);
        if (blocked.has(one.lane)) one.happening = undefined;
        added.push(one);
      }
    isChanged ||= portion.happened.length > 0;
    pending = added;
    cursor = portion.cursor;
    return portion.isEnd;
  };
  /** From when on one of these may be told; epoch milliseconds. */
  const dueAt = (): number =>
    Math.max(
      pausedUntil,
      Math.min(...firstOfLanes(pending).map((one) => (one.isUnderWay ? Infinity : one.dueAt))),
    );
  const resume = async ({ cursor: from, pending: places }: Position): Promise<void> => {
    cursor = clamped(from, await reading.end());
    const found: Pending[] = [];
    for (const place of places) {
      const happening = await reading.at(place);
      if (happening !== undefined) found.push({ ...pendingOf(happening, found), happening: undefined });
    }
    pending = found;
  };

  const tellFrom = async (position: Position, signal: AbortSignal): Promise<void> => {
    await resume(position);
    const underWay = new Set<Promise<void>>();
    let keptAt = 0;
    const cut = new AbortController();
    const repeatedUnderWay = (): number => pending.filter((one) => one.isUnderWay && one.failures > 0).length;
    const keep = async (): Promise<boolean> => {
      isChanged = false;
      keptAt = now();
      return (
        cursor === undefined ||
        positions.keep(name, positionText({ cursor, pending: pending.map(({ place }) => place) }))
      );
    };
    for (;;) {
      const seen = arrivals.count();
      const isEnd = signal.aborted || (await readOn());
      const most = inRow >= failuresOfAway ? 1 : atOnce;
      if (!signal.aborted && now() >= pausedUntil)
        for (const one of firstOfLanes(pending)) {
          if (underWay.size >= most) break;
          if (one.isUnderWay || one.dueAt > now()) continue;
          // What is refused again and again takes no place from what was not told yet.
          if (one.failures > 0 && repeatedUnderWay() >= repeatedAtOnce) continue;
          const telling = tell(one, cut.signal).finally(() => underWay.delete(telling));
          underWay.add(telling);
        }
      if (signal.aborted) {
        const late = setTimeout(() => {
          cut.abort();
        }, pace.endMs);
        await Promise.all(underWay);
        clearTimeout(late);
      }
      // Kept also where nothing changed: another process may take over where it is not.
      if ((isChanged && now() - keptAt >= pace.lookMs) || now() - keptAt >= renewMs || signal.aborted)
        if (!(await keep()) || signal.aborted) return;
      if (!isEnd) continue;
      const over = new AbortController();
      // Where no more may be under way, the end of one of them wakes.
      const isFull = underWay.size >= most || repeatedUnderWay() >= repeatedAtOnce;
      const ms = Math.max(1, Math.min(pace.lookMs, isFull ? Infinity : dueAt() - now()));
      const next = arrivals.next(seen, ms, AbortSignal.any([signal, over.signal]));
      await Promise.race([next, ...underWay]);
      over.abort();
    }
  };

  return {
    state: async () => {
      const end = await reading.end().catch(() => undefined);
      const kept = cursor ?? readPosition((await positions.read(name).catch(() => undefined)) ?? '')?.cursor;
      const waiting = pending.length;
      const lag = end === undefined || kept === undefined ? null : distance(kept, end) + waiting;
      return { name, lag, waiting, delivered, failures, failingSince, elsewhere: cursor === undefined };
    },
    run: async (signal) => {
      while (!signal.aborted) {
        try {
          const text = await positions.take(name);
          const position = text === undefined ? undefined : readPosition(text);
          if (position !== undefined) await tellFrom(position, signal);
        } catch (cause) {
          // The store or the disk does not answer: what was told since is told again.
          fail(nameOf(cause));
        }
        [cursor, pending] = [undefined, []];
        await wait(pace.lookMs, undefined, { signal }).catch(() => undefined);
      }
      await positions.release(name).catch(() => undefined);
    },
  };
};

/** A third of what a process that tells may be silent. */
const renewMs = 5_000;

const nameOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
};
