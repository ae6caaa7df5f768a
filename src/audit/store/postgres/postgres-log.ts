import { randomBytes } from 'node:crypto';
import { inPortions } from '../../record/sealing.js';
import type { DecisionLog } from '../decision-log.js';
import { tellCause } from '../failures.js';
import { writeTo } from '../sql/asking.js';
import { subjectSalt } from '../sql/fill.js';
import { sealBundle, type Bundle } from '../sql/group.js';
import { Releases } from '../sql/keep.js';
import { logOn, type LogOptions, type LogWriter } from '../sql/log-on.js';
import type { Outcome } from '../sql/outcome.js';
import { Queries } from '../sql/queries.js';
import { stepsOf } from '../sql/reading.js';
import { Failing, makeRecorder } from '../sql/recorder.js';
import { makeRemoval } from '../sql/removal.js';
import { rows } from '../sql/statement.js';
import { configOf, databaseName, migrateAt } from './connection.js';
import { DatabaseUnusableError, SchemaError } from './failures.js';
import { makeGroupCommit } from './group-commit.js';
import { KeptSession } from './kept-session.js';
import { makeReader, postgres, type Reader } from './reader.js';
import { makeSeat } from './seat.js';

/** What a decision log in PostgreSQL needs, and its limits. */
export interface PostgresOptions extends LogOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections that read, besides the one that writes; default 4. */
  readonly readers?: number;
  /** How long records wait for a lost connection before they are refused; default 5 s. */
  readonly patienceMs?: number;
  /** When a statement is given up; default 5 s of one that writes, 10 s of one that reads, a minute of one that removes. */
  readonly statementMs?: number;
}

const room = { records: 2000, bytes: 4 * 1024 * 1024 };

/**
 * Opens the decision log in a PostgreSQL database, which any number of processes may share: each writes a chain of its own. Rejects with
 * `DatabaseUnusableError` or `SchemaError`.
 */
export const openPostgresLog = async (options: PostgresOptions): Promise<DecisionLog> => {
  const { url, statementMs } = options;
  const reader = makeReader({ ...configOf(url, statementMs ?? 10_000), max: options.readers ?? 4 });
  const remover = makeReader({ ...configOf(url, statementMs ?? 60_000), max: 1 });
  let session: KeptSession | undefined;
  try {
    await migrateAt(url);
    session = await KeptSession.open(configOf(url, statementMs ?? 5000));
    return await openOn(options, { reader, remover, session });
  } catch (cause) {
    await session?.close();
    await reader.close();
    await remover.close();
    throw cause instanceof SchemaError ? cause : new DatabaseUnusableError(databaseName(url), cause);
  }
};

const openOn = async (
  options: PostgresOptions,
  {
    reader,
    remover,
    session,
  }: { readonly reader: Reader; readonly remover: Reader; readonly session: KeptSession },
): Promise<DecisionLog> => {
  const { now, personal, patienceMs = 5000 } = options;
  const { run } = reader;
  const salt = await run(subjectSalt());
  const queries = new Queries(postgres, { salt, key: personal?.key });
  const releases = new Releases();
  const failing = new Failing(options.report ?? (() => undefined));
  const sealing = { random: inPortions((bytes) => randomBytes(bytes)), personal };
  const record = makeRecorder({
    ...sealing,
    dialect: postgres,
    salt,
    releases,
    failing,
    seat: () => makeSeat(session, patienceMs),
  });
  const commits = makeGroupCommit(record, room);

  /** Seals while the records before are still being written. */
  const submit = async (bundle: Bundle, since: number): Promise<Outcome> => {
    try {
      const sealed = sealBundle(bundle, session.held?.chain.name ?? '', sealing);
      return await commits.submit({ ...bundle, sealed }, since);
    } catch (cause) {
      const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
      return { code: 'defect', name, message };
    }
  };
  const recordOne = (bundle: Bundle): Promise<Outcome> => submit(bundle, -Infinity);
  const altered: string[] = [];
  const removal = makeRemoval({
    dialect: postgres,
    queries,
    run: remover.run,
    // Each replacement may run twice: a removal that is cut short is done again.
    change: remover.run,
    record: recordOne,
    foundAltered: (at) => {
      altered.push(at);
    },
    clear: () => Promise.resolve(),
  });
  await removal.finish(now());

  let records = 0;
  const check = async (): Promise<void> => {
    if (session.problem !== null) throw new Error(tellCause(session.problem));
    if (failing.is) await run(rows('UPDATE log SET probed_at = now()'));
    records = await run(queries.records());
  };
  const asked = { recordOne, removal, releases, change: run, check };
  const writer: LogWriter = {
    end: () => ({ records, hash: session.held?.end.hash ?? '' }),
    record: (entries, since) => submit({ entries }, since),
    waitingCharacters: commits.waitingBytes,
    ask: (wanted) => writeTo(asked, wanted),
    close: async () => {
      await removal.settled();
      await session.close();
      await reader.close();
      await remover.close();
    },
  };
  const log = logOn(
    options,
    writer,
    (wanted) => run(stepsOf(queries, wanted)),
    () => Promise.resolve(),
  );
  altered.forEach(log.foundAltered);
  return log;
};
