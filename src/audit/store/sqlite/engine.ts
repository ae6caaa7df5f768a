import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { noDigest } from '../../../language/canonical.js';
import { inPortions } from '../../record/sealing.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { removeBeside } from '../../removal/beside.js';
import type { Report } from '../failures.js';
import type { Asked } from '../sql/asking.js';
import { subjectSalt } from '../sql/fill.js';
import { Releases } from '../sql/keep.js';
import type { End } from '../sql/log-on.js';
import { Queries } from '../sql/queries.js';
import { Failing, makeRecorder, type Recorder } from '../sql/recorder.js';
import { makeRemoval } from '../sql/removal.js';
import { runNow, type Run, type Steps } from '../sql/statement.js';
import { checkEnd } from './check-end.js';
import { clearWriteAhead } from './clearing.js';
import { type Database, isTaken, openDatabase, runOn, sqlite, Transactions } from './database.js';
import { checkSchema, createSchema, isEmpty, settle, upgrade } from './schema.js';
import { SqliteSeat, type Settling } from './seat.js';

/** How a log is written. */
export interface WritingOptions {
  readonly personal?: PersonalStorage | undefined;
  readonly settling: Settling;
}

/** A log that is open to be read, in the thread that opened it. */
export interface Reader {
  readonly queries: Queries;
  readonly run: <Result>(steps: Steps<Result>) => Result;
  readonly close: () => void;
}

/** A log that is open to be written, in the thread that opened it. */
export interface Engine extends Asked, Pick<Reader, 'queries'> {
  readonly record: Recorder;
  readonly end: () => End;
  readonly run: Run;
  /** What a close may leave to the next start is done before where that works. */
  readonly close: () => Promise<void>;
}

/** Opens the queries of a database. */
export const readerOn = (database: Database, personal: PersonalStorage | undefined): Reader => {
  const runOne = runOn(database);
  const run: Reader['run'] = (steps) => runNow(steps, runOne);
  return {
    queries: new Queries(sqlite, { salt: run(subjectSalt()), key: personal?.key }),
    run,
    close: () => {
      database.close();
    },
  };
};

/** Opens a log in memory. */
export const openMemoryEngine = (options: WritingOptions, report: (report: Report) => void): Engine =>
  engineOn(openDatabase(':memory:'), { ...options, directory: null, path: null, owner: null, report });

/** Opens the engine of a database, which is made a log where it is none. */
export const engineOn = (
  database: Database,
  {
    personal,
    settling,
    directory,
    path,
    owner,
    report,
  }: WritingOptions & {
    readonly directory: string | null;
    readonly path: string | null;
    readonly owner: string | null;
    readonly report: (report: Report) => void;
  },
): Engine => {
  if (isEmpty(database))
    createSchema(database, { salt: randomUUID() + randomUUID(), noHash: noDigest, mode: 'WAL' });
  else settle(database);
  if (owner !== null) upgrade(database);
  checkSchema(database);
  const altered = checkEnd(database);
  if (altered !== undefined) report({ code: 'altered', at: altered });
  if (owner !== null) database.prepare('UPDATE log SET owner = ?').run(owner);
  const { queries, run: runHere } = readerOn(database, personal);
  const run: Run = (steps) =>
    new Promise((resolve) => {
      resolve(runHere(steps));
    });
  const transactions = new Transactions(database, path, owner);
  const failing = new Failing(report);
  const change: Run = (steps) =>
    new Promise((resolve) => {
      try {
        const result = transactions.run(() => runHere(steps));
        failing.worked();
        resolve(result);
      } catch (cause) {
        if (!isTaken(cause)) failing.failed(cause);
        throw cause;
      }
    });
  const pause = (ms: number): Promise<void> => (ms === 0 ? turn() : wait(ms));
  const seat = new SqliteSeat({ database, transactions, run, settling, pause });
  const releases = new Releases();
  const random = inPortions((bytes) => randomBytes(bytes));
  const salt = runHere(subjectSalt());
  const record = makeRecorder({
    dialect: sqlite,
    salt,
    random,
    personal,
    releases,
    failing,
    seat: () => seat,
  });
  const recordOne: Asked['recordOne'] = async (bundle) => {
    const [outcome] = await record([bundle], -Infinity);
    if (outcome === undefined) throw new RangeError('A write of one bundle gave nothing.');
    return outcome;
  };
  const clear = clearWriteAhead(database, pause);
  const removal = makeRemoval({
    dialect: sqlite,
    queries,
    run,
    change: async (steps) => {
      const result = await change(steps);
      // Who waits to record goes first.
      await pause(0);
      return result;
    },
    record: recordOne,
    foundAltered: (at) => {
      report({ code: 'altered', at });
    },
    clear: async (event) => {
      if (directory === null) return;
      const cause = await clear();
      if (cause !== undefined) report({ code: 'removal-not-cleared', cause });
      await removeBeside(directory, event);
    },
  });
  return {
    queries,
    record,
    recordOne,
    removal,
    releases,
    change,
    run,
    end: () => seat.end,
    check: () => {
      if (failing.is) seat.probe();
      else transactions.check();
    },
    close: async () => {
      await removal.finish(Date.now()).catch(() => undefined);
      try {
        database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
      } catch {
        // What is not brought into the file now is by the next start.
      } finally {
        database.close();
      }
    },
  };
};
