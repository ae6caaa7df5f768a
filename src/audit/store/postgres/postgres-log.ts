import { makeAdmission } from './admission.js';
import { noDigest } from '../../record/canonical.js';
import { randomBytes } from 'node:crypto';
import { inPortions } from '../../record/commitment.js';
import { NotRecordedError, type DecisionLog } from '../decision-log.js';
import type { Hook } from '../hook.js';
import { hooked } from '../hooks.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import type { Report } from '../failures.js';
import { makeGroupCommit } from './group-commit.js';
import { makeChainWriter, type Bundle, type Recorded } from './chain-writer.js';
import { keepCheckpoint, readCheckpoints } from './checkpoints.js';
import { attempt, configOf, databaseName, migrateAt, saltOf } from './connection.js';
import { DatabaseUnusableError, SchemaError, tellCause } from './failures.js';
import { makeKeyClearing } from './key-clearing.js';
import { KeptSession } from './kept-session.js';
import { makeMonths } from './months.js';
import { makeReader, type Reader } from './reader.js';
import { makeRecords } from './records.js';
import { makeReleases } from './releases.js';
import { makeRemoval } from './removal.js';

/** What a decision log in PostgreSQL needs, and its limits. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly hooks?: readonly Hook[];
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Is told `write-failed` and `write-recovered`; must not throw. */
  readonly report: (report: Report) => void;
  /** How long a key (`once.key`) stays in use after its records were decided, in milliseconds; default 24 hours. */
  readonly onceLifeMs?: number;
  /** Connections that read, besides the one that writes; default 4. */
  readonly readers?: number;
  /** Records that may wait to be written, default 10,000; and their bytes, default 256 MiB. */
  readonly maxWaiting?: number;
  readonly maxWaitingBytes?: number;
  /** How long records wait for a lost connection before they are refused; default 5 s. */
  readonly patienceMs?: number;
  /** When the server counts as gone though the connection stands; default 30 s. */
  readonly statementMs?: number;
}

const mebibyte = 1024 * 1024;
const hourMs = 3_600_000;
const batch = { items: 2000, bytes: 4 * mebibyte };

/** One draft's share of a bundle. */
interface Item {
  readonly bundle: Bundle;
  readonly place: number;
}

/**
 * Opens the decision log in a PostgreSQL database, which any number of processes may share: each writes a chain of its own. Rejects with
 * `DatabaseUnusableError` or `SchemaError`.
 */
export const openPostgresLog = async (options: PostgresOptions): Promise<DecisionLog> => {
  const config = configOf(options.url, options.statementMs ?? 30_000);
  const reader = makeReader({ ...config, max: options.readers ?? 4 });
  let session: KeptSession | undefined;
  try {
    await migrateAt(config);
    session = await KeptSession.open(config);
    return await openOn(options, reader, session);
  } catch (cause) {
    await session?.close();
    await reader.close();
    throw cause instanceof SchemaError ? cause : new DatabaseUnusableError(databaseName(options.url), cause);
  }
};

const openOn = async (
  options: PostgresOptions,
  reader: Reader,
  session: KeptSession,
): Promise<DecisionLog> => {
  const { now, report, personal } = options;
  const random = inPortions((bytes) => randomBytes(bytes));
  const onceLifeMs = options.onceLifeMs ?? 24 * hourMs;
  const patienceMs = options.patienceMs ?? 5000;
  const keysSince = (): string => new Date(now() - onceLifeMs).toISOString();
  const salt = await saltOf(reader);
  const records = makeRecords(reader, salt, personal?.key);
  const releases = makeReleases(reader);
  const ensureMonths = makeMonths((firstDay) => reader.rows('SELECT clausebook.add_month($1)', [firstDay]));
  await ensureMonths([new Date(now()).toISOString()]);
  const writer = makeChainWriter({ session, salt, random, personal, patienceMs, keysSince });
  const clearKeys = makeKeyClearing(reader, now, keysSince);
  // What is in the database shows when it is written; here it is only seen to that this process writes nothing twice at once.
  const admission = makeAdmission({ withId: () => [], withKey: () => [], read: () => Promise.resolve([]) });

  let failing = false;
  let closing: Promise<void> | undefined;
  let lastCount = 0;
  const refuseClosed = (): void => {
    if (closing !== undefined) throw new NotRecordedError('The decision log is closed.');
  };

  const write = async (bundles: readonly Bundle[]): Promise<readonly Recorded[]> => {
    await ensureMonths(
      bundles.flatMap(({ drafts }) => drafts.map(({ body }) => ('event' in body ? body.at : body.decidedAt))),
    );
    return writer.write(bundles);
  };
  const commit = async (items: readonly Item[]): Promise<readonly Recorded[]> => {
    const bundles = [...new Set(items.map(({ bundle }) => bundle))];
    try {
      const outcomes = await attempt('The record could not be written.', () => write(bundles));
      if (failing) report({ code: 'write-recovered' });
      failing = false;
      void clearKeys();
      const byBundle = new Map(bundles.map((bundle, place) => [bundle, outcomes[place] ?? []]));
      return items.map(({ bundle, place }) => {
        const outcome = byBundle.get(bundle) ?? [];
        return outcome instanceof Error ? outcome : outcome.slice(place, place + 1);
      });
    } catch (cause) {
      if (!failing)
        report({ code: 'write-failed', cause: cause instanceof NotRecordedError ? cause.cause : cause });
      failing = true;
      throw cause;
    }
  };
  const commits = makeGroupCommit<Item, Recorded>({
    room: () => batch,
    commit,
    maxWaiting: options.maxWaiting ?? 10_000,
    maxWaitingBytes: options.maxWaitingBytes ?? 256 * mebibyte,
  });

  const taking = new Set<Promise<unknown>>();
  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    refuseClosed();
    const taken = take(entries);
    taking.add(taken);
    try {
      return await taken;
    } finally {
      taking.delete(taken);
    }
  };
  const take: DecisionLog['appendTogether'] = async (entries) => {
    for (const digest of new Set(entries.map(({ inputs }) => inputs.edition.digest)))
      if (!(await attempt('The release could not be looked up.', () => releases.has(digest))))
        throw new NotRecordedError(`The release ${digest} is not kept.`);
    if (commits.isFull())
      throw new NotRecordedError('Too many records wait to be written.', { code: 'overloaded' });
    return admission.admit(entries, async () => {
      return (await submit(writer.bundle(entries))).map(({ body, hash }) => ({
        id: body.id,
        chain: body.chain ?? null,
        sequence: body.sequence,
        hash,
      }));
    });
  };
  const submit = async (bundle: Bundle) => {
    const bytes = bundle.drafts.reduce((sum, draft) => sum + draft.bytes, 0);
    const outcomes = await commits.submit(
      bundle.drafts.map((_, place) => ({ bundle, place })),
      bytes,
    );
    return outcomes.flatMap((outcome) => {
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });
  };
  const removal = makeRemoval({
    reader,
    salt,
    key: personal?.key,
    recordEvent: async (event) => {
      refuseClosed();
      return submit(writer.bundleEvent(event));
    },
  });
  await removal.finish();

  const problem = async (): Promise<string | null> => {
    if (closing !== undefined) return 'The decision log is closed.';
    if (session.problem !== null) return tellCause(session.problem);
    try {
      if (failing) await reader.rows('UPDATE clausebook.log SET probed_at = now()');
      const [row] = await reader.rows<{ readonly records: string }>(
        'SELECT coalesce(sum(sequence), 0) AS records FROM clausebook.chain',
      );
      lastCount = Number(row?.records ?? lastCount);
      return null;
    } catch (cause) {
      return tellCause(cause);
    }
  };

  const finish = async (): Promise<void> => {
    // Those that were taken before they could wait for a write.
    await Promise.allSettled(taking);
    await removal.settled();
    await commits.drain();
    await session.close();
    await reader.close();
  };

  const log: Omit<DecisionLog, 'hang'> = {
    append: async (entry) => {
      const [record] = await appendTogether([entry]);
      if (record === undefined) throw new RangeError('A write of one record gave none.');
      return record;
    },
    appendTogether,
    get: records.get,
    dropped: records.dropped,
    erase: removal.erase,
    drop: removal.drop,
    once: (key) => attempt('The key could not be looked up.', () => records.once(key, keysSince())),
    search: records.search,
    tally: records.tally,
    around: records.around,
    keepRelease: async (release) => {
      refuseClosed();
      await attempt('The release could not be kept.', () => releases.keep(release));
    },
    release: releases.read,
    lines: records.lines,
    heads: records.heads,
    keepCheckpoint: async (checkpoint) => {
      refuseClosed();
      await attempt('The checkpoint could not be kept.', () => keepCheckpoint(reader, checkpoint));
    },
    checkpoints: () => readCheckpoints(reader),
    health: async () => {
      const what = await problem();
      return {
        writable: what === null,
        problem: what,
        records: lastCount,
        head: session.held?.end.hash ?? noDigest,
        waiting: commits.waiting(),
      };
    },
    close: () => (closing ??= finish()),
  };
  return hooked(log, options.hooks);
};
