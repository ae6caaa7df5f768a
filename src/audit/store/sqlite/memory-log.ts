import type { DecisionLog } from '../decision-log.js';
import { readFrom, writeTo } from './asking.js';
import type { Database } from './database.js';
import { openEngine, openMemoryEngine, type Engine } from './engine.js';
import { logOn, usualSettling, type LogOptions } from './log-on.js';

/** A decision log that lasts as long as the process: for tests and for decisions that nobody keeps. It works in this thread. */
export const makeMemoryLog = (options: LogOptions = { now: () => Date.now() }): DecisionLog =>
  logHere(options, openMemoryEngine(engineOptionsOf(options), options.report ?? (() => undefined)));

/** The log of a data directory in this thread, by whatever opens its database: to see what becomes of it as a disk fails. */
export const openLogHere = async (
  options: LogOptions & { readonly directory: string },
  open: (path: string) => Database,
): Promise<DecisionLog> => {
  const engineOptions = { ...engineOptionsOf(options), directory: options.directory, holds: true };
  return logHere(options, await openEngine(engineOptions, options.report ?? (() => undefined), open));
};

const engineOptionsOf = ({ personal, settling = usualSettling }: LogOptions) => ({ personal, settling });

const logHere = (options: LogOptions, engine: Engine): DecisionLog =>
  logOn(
    options,
    {
      end: () => engine.writer.end,
      waitingCharacters: () => 0,
      record: async (entries, since) => {
        const [outcome] = await engine.writer.record([entries], since);
        return outcome ?? { code: 'defect', name: 'RangeError', message: 'A write gave nothing.' };
      },
      ask: async (asked) => writeTo(engine, asked),
      close: async () => {
        await writeTo(engine, { ask: 'close' });
      },
    },
    (asked) =>
      new Promise((resolve) => {
        resolve(readFrom(engine.queries, asked));
      }),
    () => Promise.resolve(),
  );
