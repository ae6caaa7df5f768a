import { Worker } from 'node:worker_threads';
import { NotLoadableError } from '../../../language/late.js';
import type { Report } from '../failures.js';
import type { End } from '../sql/log-on.js';
import type { Outcome } from '../sql/outcome.js';
import type { FromThread, ThreadData, ToThread, Wanted } from './messages.js';
import { errorAgain } from './told-error.js';

// Run from its source, a module's neighbours are sources too.
const script = new URL(`./log-worker${import.meta.url.slice(-3)}`, import.meta.url);

/**
 * In so many megabytes at most a thread keeps what it has just made: V8 lets them grow to four times as much where a start reads tens of thousands
 * of records for the tree over them, and never gives them back. Groups of records are written as fast.
 */
const youngMb = 12;

/** A thread that has a log open. */
export interface LogThread {
  /** How far the log goes, as far as was told. */
  readonly end: () => End;
  /**
   * Hands entries over, with all others of this turn in one message.
   * @param entries as JSON
   * @param since a key that was used before is free again; epoch milliseconds
   */
  readonly record: (entries: string, since: number) => Promise<Outcome>;
  readonly ask: (asked: Wanted) => Promise<unknown>;
  /** Asks it to close the log, and waits until it ended. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a thread; resolves when it has the log open, rejects with what kept it from that.
 * @param startMs it is ended where it has not opened the log by then: where files can't be opened it may wait for ever
 */
export const startThread = (
  data: ThreadData,
  report: (report: Report) => void,
  startMs?: number,
): Promise<LogThread> =>
  new Promise((opened, failed) => {
    const worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    const tooLate =
      startMs === undefined
        ? undefined
        : setTimeout(() => {
            failed(new NotLoadableError('The log could not be opened to be read in time.'));
            void worker.terminate();
          }, startMs);
    const asked = new Map<number, Waiting>();
    const batches = new Map<number, readonly Waiting[]>();
    let end: End = { records: 0, hash: '' };
    let ticket = 0;
    let dead: Error | undefined;
    let since = 0;
    let texts: string[] = [];
    let submitted: Waiting[] = [];

    const send = (message: ToThread): void => {
      worker.postMessage(message);
    };
    const sendTurn = (): void => {
      ticket += 1;
      batches.set(ticket, submitted);
      send({ ticket, batch: `{"since":${since},"bundles":[${texts.join(',')}]}` });
      texts = [];
      submitted = [];
    };
    const record: LogThread['record'] = (text, from) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) {
          reject(dead);
          return;
        }
        // Once all that waits to be read was read: requests that come at one time go over together.
        if (texts.length === 0) setImmediate(sendTurn);
        texts.push(text);
        since = from;
        submitted.push({ resolve: resolve, reject }); // it is settled with an outcome
      });
    const ask: LogThread['ask'] = (what) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) {
          reject(dead);
          return;
        }
        ticket += 1;
        asked.set(ticket, { resolve, reject });
        send({ ticket, asked: what });
      });
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
      });
    });
    const thread: LogThread = {
      end: () => end,
      record,
      ask,
      close: async () => {
        try {
          if (dead === undefined) await ask({ ask: 'close' });
        } finally {
          await exited;
        }
      },
    };
    const fail = (error: Error): void => {
      clearTimeout(tooLate);
      dead ??= error;
      failed(dead);
      for (const { reject } of [...asked.values(), ...[...batches.values()].flat(), ...submitted])
        reject(dead);
      asked.clear();
      batches.clear();
      submitted = [];
    };
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'open':
          end = message.end;
          clearTimeout(tooLate);
          opened(thread);
          break;
        case 'recorded': {
          end = message.end;
          const waiting = batches.get(message.ticket) ?? [];
          batches.delete(message.ticket);
          for (const [place, outcome] of message.outcomes.entries())
            waiting[place]?.resolve(outcome as never); // as `record` promises
          break;
        }
        case 'answer':
          end = message.end ?? end;
          asked.get(message.ticket)?.resolve(message.value as never); // as the question wants it
          asked.delete(message.ticket);
          break;
        case 'error': {
          const error = errorAgain(message.error);
          if (message.ticket === 0) failed(error);
          asked.get(message.ticket)?.reject(error);
          asked.delete(message.ticket);
          for (const { reject } of batches.get(message.ticket) ?? []) reject(error);
          batches.delete(message.ticket);
          break;
        }
        case 'report':
          report(
            message.cause === undefined
              ? message.report
              : ({ ...message.report, cause: errorAgain(message.cause) } as Report), // it had a cause
          );
      }
    });
    worker.on('error', (error) => {
      fail(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      fail(new Error('The thread of the log has ended.'));
    });
  });
