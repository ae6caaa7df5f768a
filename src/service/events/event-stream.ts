import type { ServerResponse } from 'node:http';
import type { Arrivals } from './arrivals.js';
import { cloudEventOf } from './cloud-event.js';
import { cursorText, type EventCursor } from './event-cursor.js';
import { isWanted } from './event-filter.js';
import type { EventQuery } from './event-query.js';
import type { EventReading } from './event-reading.js';

/** How a stream is paced; milliseconds. */
export interface StreamTimes {
  /** After so long without anything a comment is sent, with how far all was read. */
  readonly heartbeatMs: number;
  /** What other processes record is looked for so often. */
  readonly lookMs: number;
  /** Whoever takes nothing for so long is cut off. */
  readonly stalledMs: number;
  /** No stream is longer: whoever goes on asks again, and is admitted again. */
  readonly longestMs: number;
}

export const usualStreamTimes: StreamTimes = {
  heartbeatMs: 15_000,
  lookMs: 1_000,
  stalledMs: 30_000,
  longestMs: 3_600_000,
};

/** What a stream is made of. */
export interface StreamParts {
  readonly reading: Pick<EventReading, 'after'>;
  readonly arrivals: Arrivals;
  readonly times: StreamTimes;
  /** Aborted when the service stops, or the receiver is gone. */
  readonly signal: AbortSignal;
}

/** So many lines of each chain are read at once, and held in memory. */
const linesAtOnce = 20;

/**
 * Sends what follows a cursor as server-sent events, one after the other, each with the cursor after it as its `id`; ends when it is aborted, when
 * its time is over, or where it does not follow, at the end. Reads on only when what was sent is taken. Rejects where the log can't be read.
 */
export const streamEvents = async (
  response: ServerResponse,
  { filter, values, follow }: Pick<EventQuery, 'filter' | 'values' | 'follow'>,
  from: EventCursor,
  { reading, arrivals, times, signal }: StreamParts,
): Promise<void> => {
  const endAt = performance.now() + times.longestMs;
  let lastSent = performance.now();
  const send = async (text: string): Promise<void> => {
    lastSent = performance.now();
    if (!response.write(text)) await taken(response, times.stalledMs, signal);
  };
  let cursor = from;
  await send(`retry: ${retryMs}\n\n`);
  const isAborted = (): boolean => signal.aborted;
  while (!isAborted() && performance.now() < endAt) {
    const seen = arrivals.count();
    const portion = await reading.after(cursor, linesAtOnce);
    for (const { happening, cursor: after } of portion.happened) {
      if (isAborted()) return;
      if (isWanted(happening, filter))
        await send(`id: ${cursorText(after)}\ndata: ${JSON.stringify(cloudEventOf(happening, values))}\n\n`);
    }
    cursor = portion.cursor;
    if (!portion.isEnd) continue;
    if (!follow) return;
    if (performance.now() - lastSent >= times.heartbeatMs)
      await send(`: heartbeat\nid: ${cursorText(cursor)}\n\n`);
    await arrivals.next(seen, Math.min(times.lookMs, times.heartbeatMs), signal);
  }
};

/** A client that lost its connection asks again after so long. */
const retryMs = 1_000;

/** Resolves when what was sent is taken; cuts the connection of who takes nothing for too long, or when it is aborted. */
const taken = (response: ServerResponse, stalledMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const cut = (): void => {
      response.destroy();
      done();
    };
    const timer = setTimeout(cut, stalledMs);
    const done = (): void => {
      clearTimeout(timer);
      response.removeListener('drain', done);
      response.removeListener('close', done);
      signal.removeEventListener('abort', cut);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut);
  });
