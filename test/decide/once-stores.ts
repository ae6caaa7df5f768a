import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { openJournal } from '../../src/audit/store/journal/journal.js';
import { makeMemoryLog } from '../../src/audit/store/memory-log.js';
import { openPostgresLog } from '../../src/audit/store/postgres/postgres-log.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { sharedPostgres } from '../support/postgres.js';
import { libraryEdition } from '../service/library-edition.js';
import { now, startForTest, type Reply } from '../service/service-under-test.js';
import { atEnd } from '../support/at-end.js';

/** How long a key is in use in these stores. */
export const lifeMs = 3_600_000;

/** A store, empty, in which a key is in use for an hour by the clock. */
export interface Store {
  readonly clock: { now: number };
  readonly open: () => Promise<DecisionLog>;
}

/** A library that makes two decisions on the same facts. */
export const library = (): Edition => {
  const edition = libraryEdition();
  const fine = edition.decisions.get('fine') ?? assert.fail('The library decides no fine.');
  return {
    ...edition,
    decisions: new Map([
      ['fine', fine],
      ['reminder', { ...fine, decision: 'reminder' }],
    ]),
  };
};

/** Starts the service on a store; once more for a replica, or after a restart. */
export const startOn = async ({ clock, open }: Store, context: TestContext) => {
  const log = await open();
  const service = await startForTest(context, { log, editions: [library()], clock: () => clock.now });
  return { log, ...service };
};

/** What is asked, and what stands for its key. */
export const facts = { daysLate: 3, borrower: 'Ada' };
export const request = { facts, subject: 'reader 7' };
export const under = (key: string): Readonly<Record<string, string>> => ({ 'Idempotency-Key': key });
export const isReplayed = ({ headers }: Reply): boolean => headers.get('idempotency-replayed') === 'true';
export const codeOf = ({ status, json }: Reply): readonly unknown[] => [status, json['code']];
export const recordsOf = async (log: DecisionLog): Promise<number> => (await log.health()).records;
export const ndjson = { 'Content-Type': 'application/x-ndjson' };

/** One was decided, and the others are that one. */
export const assertOnce = (replies: readonly Reply[]): void => {
  assert.deepEqual(
    replies.map(({ status }) => status),
    replies.map(() => 200),
  );
  assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
  assert.equal(replies.filter((reply) => !isReplayed(reply)).length, 1);
};

/** A store in memory; the same each time that it is opened. */
export const makeMemory = (): Promise<Store> => {
  const clock = { now };
  const log = makeMemoryLog({ random: randomBytes, keys: { lifeMs, now: () => clock.now } });
  return Promise.resolve({ clock, open: () => Promise.resolve(log) });
};

/** A journal in a folder of its own. */
export const makeJournal = async (context: TestContext): Promise<Store & { readonly directory: string }> => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-once-'));
  atEnd(context, () => rm(directory, { recursive: true, force: true }));
  const clock = { now };
  const open = (): Promise<DecisionLog> =>
    openJournal({
      directory,
      random: randomBytes,
      now: () => clock.now,
      onceLifeMs: lifeMs,
      report: () => undefined,
    });
  return { clock, open, directory };
};

/** A database of its own. */
export const makePostgres = async (): Promise<Store> => {
  const url = await (await sharedPostgres()).makeDatabase();
  const clock = { now };
  const open = (): Promise<DecisionLog> =>
    openPostgresLog({
      url,
      random: randomBytes,
      now: () => clock.now,
      onceLifeMs: lifeMs,
      patienceMs: 50,
      report: () => undefined,
    });
  return { clock, open };
};
