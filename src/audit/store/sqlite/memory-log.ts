import type { DecisionLog } from '../decision-log.js';
import { writeTo } from '../sql/asking.js';
import { logOn } from '../sql/log-on.js';
import { stepsOf } from '../sql/reading.js';
import type { Database } from './database.js';
import { openMemoryEngine, type Engine } from './engine.js';
import { openEngine } from './opening.js';
import { usualSettling, type SqliteOptions } from './sqlite-log.js';

/** What a log in this thread needs. */
export type HereOptions = Omit<SqliteOptions, 'directory' | 'holds'>;

/** A decision log that lasts as long as the process: for tests and for decisions that nobody keeps. It works in this thread. */
export const makeMemoryLog = (options: HereOptions = { now: () => Date.now() }): DecisionLog =>
  logHere(options, openMemoryEngine(engineOptionsOf(options), options.report ?? (() => undefined)));

/** The log of a data directory in this thread, by whatever opens its database: to see what becomes of it as a disk fails. */
export const openLogHere = async (
  options: HereOptions & { readonly directory: string },
  open: (path: string) => Database,
): Promise<DecisionLog> => {
  const engineOptions = { ...engineOptionsOf(options), directory: options.directory, holds: true };
  return logHere(options, await openEngine(engineOptions, options.report ?? (() => undefined), open));
};

const engineOptionsOf = ({ personal, settling = usualSettling }: HereOptions) => ({ personal, settling });

const logHere = (options: HereOptions, engine: Engine): DecisionLog =>
  logOn(
    options,
    {
      end: engine.end,
      waitingCharacters: () => 0,
      record: async (entries, since) => {
        const [outcome] = await engine.record([{ entries }], since);
        return outcome ?? { code: 'defect', name: 'RangeError', message: 'A write gave nothing.' };
      },
      ask: (asked) => writeTo(engine, asked),
      close: engine.close,
    },
    (asked) => engine.run(stepsOf(engine.queries, asked)),
    () => Promise.resolve(),
  );
