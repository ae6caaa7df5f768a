/** A thread of a log: it writes, alone, or it reads. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { openEngine, openToRead, type Engine } from './engine.js';
import { readFrom, writeTo } from './asking.js';
import type { Batch, End, FromThread, ThreadData, ToThread } from './messages.js';
import { toldError } from './told-error.js';

const data = workerData as ThreadData; // as `startThread` starts it
const port = parentPort as MessagePort; // this is a thread
const tell = (message: FromThread): void => {
  port.postMessage(message);
};
const answer = (ticket: number, work: () => unknown, engine: Engine | null): void => {
  // What fails at once is told as what fails later.
  new Promise((resolve) => {
    resolve(work());
  }).then(
    (value) => {
      tell({ kind: 'answer', ticket, value, end: engine === null ? null : endOf(engine) });
    },
    (error: unknown) => {
      tell({ kind: 'error', ticket, error: toldError(error) });
    },
  );
};

const endOf = ({ writer: { end } }: Engine): End => ({ records: end.records, hash: end.hash });

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
  const bundles = parsed.flatMap((each) => each.bundles);
  const told = engine.writer.record(bundles, since);
  told.then(
    (outcomes) => {
      let from = 0;
      for (const { ticket, bundles: own } of parsed) {
        tell({
          kind: 'recorded',
          ticket,
          outcomes: outcomes.slice(from, (from += own.length)),
          end: endOf(engine),
        });
      }
    },
    (error: unknown) => {
      for (const { ticket } of parsed) tell({ kind: 'error', ticket, error: toldError(error) });
    },
  );
};

const take = (engine: Engine, message: ToThread): void => {
  if ('batch' in message) record(engine, message);
  else if ('ask' in message.asked) {
    const { asked } = message;
    answer(
      message.ticket,
      async () => {
        try {
          return await writeTo(engine, asked);
        } finally {
          // Whatever came of closing: nothing more is taken.
          if (asked.ask === 'close')
            setImmediate(() => {
              port.close();
            });
        }
      },
      engine,
    );
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
    tell({ kind: 'open', end: endOf(engine) });
  } else {
    const { queries, close } = openToRead(data.directory, data.personal);
    port.on('message', (message: ToThread) => {
      if ('batch' in message) return;
      const { ticket, asked } = message;
      answer(
        ticket,
        () => {
          if ('read' in asked) return readFrom(queries, asked);
          close();
          setImmediate(() => {
            port.close();
          });
          return undefined;
        },
        null,
      );
    });
    tell({ kind: 'open', end: { records: 0, hash: '' } });
  }
} catch (error) {
  tell({ kind: 'error', ticket: 0, error: toldError(error) });
  port.close();
}
