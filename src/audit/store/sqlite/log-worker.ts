/** A thread of a log: it writes, alone, or it reads. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { writeTo } from '../sql/asking.js';
import { stepsOf } from '../sql/reading.js';
import type { Engine } from './engine.js';
import { openEngine, openingError, openToRead } from './opening.js';
import type { Batch, FromThread, ThreadData, ToThread } from './messages.js';
import { toldError } from './told-error.js';

const data = workerData as ThreadData; // as `startThread` starts it
const port = parentPort as MessagePort; // this is a thread
const tell = (message: FromThread): void => {
  port.postMessage(message);
};
/** Damage is met only where it is read, and a disk may fail at any moment. */
const tellFailure = (ticket: number, error: unknown): void => {
  tell({ kind: 'error', ticket, error: toldError(openingError(data.directory, error)) });
};
const answer = (ticket: number, work: () => unknown, engine: Engine | null): void => {
  // What fails at once is told as what fails later.
  new Promise((resolve) => {
    resolve(work());
  }).then(
    (value) => {
      tell({ kind: 'answer', ticket, value, end: engine === null ? null : engine.end() });
    },
    (error: unknown) => {
      tellFailure(ticket, error);
    },
  );
};

/** One transaction takes no more text than that: who waits behind it waits no longer. */
const mostCharacters = 4 * 1024 * 1024;

/** Records all that has come by now, in as few transactions as the limit allows. */
const record = (engine: Engine, first: Extract<ToThread, { readonly batch: string }>): void => {
  const batches = [first];
  let characters = first.batch.length;
  while (characters < mostCharacters) {
    const message = (receiveMessageOnPort(port) as { readonly message: ToThread } | undefined)?.message; // as `startThread` sends it
    if (message === undefined) break;
    if (!('batch' in message)) {
      setImmediate(take, engine, message);
      break;
    }
    batches.push(message);
    characters += message.batch.length;
  }
  const parsed = batches.map(({ ticket, batch }) => ({ ticket, ...(JSON.parse(batch) as Batch) })); // as `startThread` sends it
  const since = Math.max(...parsed.map((each) => each.since));
  const bundles = parsed.flatMap((each) => each.bundles.map((entries) => ({ entries })));
  const told = engine.record(bundles, since);
  told.then(
    (outcomes) => {
      let from = 0;
      for (const { ticket, bundles: own } of parsed) {
        tell({
          kind: 'recorded',
          ticket,
          outcomes: outcomes.slice(from, (from += own.length)),
          end: engine.end(),
        });
      }
    },
    (error: unknown) => {
      for (const { ticket } of parsed) tellFailure(ticket, error);
    },
  );
};

const take = (engine: Engine, message: ToThread): void => {
  if ('batch' in message) record(engine, message);
  else {
    const { ticket, asked } = message;
    const work = (): unknown => {
      if ('read' in asked) return engine.run(stepsOf(engine.queries, asked));
      return asked.ask === 'close' ? closing(engine.close) : writeTo(engine, asked);
    };
    answer(ticket, work, engine);
  }
};

/** Closes, and whatever comes of that: nothing more is taken. */
const closing = async (close: () => unknown): Promise<void> => {
  try {
    await close();
  } finally {
    setImmediate(() => {
      port.close();
    });
  }
};

try {
  if (data.kind === 'write') {
    const engine = await openEngine(data, (report) => {
      const { cause, ...rest } = { cause: undefined, ...report };
      tell({
        kind: 'report',
        report: rest as typeof report, // its cause goes beside it
        ...(cause === undefined ? {} : { cause: toldError(cause) }),
      });
    });
    port.on('message', (message: ToThread) => {
      take(engine, message);
    });
    tell({ kind: 'open', end: engine.end() });
  } else {
    const { queries, run, close } = openToRead(data.directory, data.personal);
    port.on('message', (message: ToThread) => {
      if ('batch' in message) return;
      const { ticket, asked } = message;
      answer(ticket, () => ('read' in asked ? run(stepsOf(queries, asked)) : closing(close)), null);
    });
    tell({ kind: 'open', end: { records: 0, hash: '' } });
  }
} catch (error) {
  tellFailure(0, error);
  port.close();
}
