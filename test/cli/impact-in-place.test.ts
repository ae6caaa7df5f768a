import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPostgresLog } from '../../src/audit/store/postgres/postgres-log.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { sharedPostgres } from '../support/postgres.js';
import { call as callOnce, type Around, type Called } from './support/call.js';
import { randomEntries, recordIn } from './support/random-log.js';

const later = fileURLToPath(new URL('../editions/kommo-ai-agent-terms/2027-01-01', import.meta.url));
const running = { untilStopped: new Promise<void>(() => undefined) };
const call = (argv: readonly string[], around: Around = running): Promise<Called> => callOnce(argv, around);
const server = sharedPostgres();

const open = async (t: TestContext | undefined, url: string): Promise<DecisionLog> => {
  const log = await openPostgresLog({ url, now: Date.now, report: () => undefined });
  t?.after(() => log.close());
  return log;
};

let url: string;
let digest: string;
before(async () => {
  url = await (await server).makeDatabase();
  const { entries, release } = await randomEntries(60, 9, ['refund', 'purchase', 'eligibility']);
  digest = release.identity.digest;
  // Two replicas: the log has two chains.
  const logs = [await open(undefined, url), await open(undefined, url)];
  await logs[0]?.keepRelease(release);
  await recordIn(logs, entries);
  for (const log of logs) await log.close();
});

/** What calls left behind where they keep what they need for a while: a place that no other process has. */
const leftOver = (): Promise<readonly string[]> => readdir(tmpdir());
const { TMPDIR: usual } = process.env;
before(async () => {
  process.env['TMPDIR'] = await mkdtemp(join(tmpdir(), 'in-place-'));
});
after(async () => {
  await rm(tmpdir(), { recursive: true });
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
});

describe('`clausebook impact --on` a database', () => {
  const asked = ['impact', '--to', later, '--json', '-'];
  const isSame = async (...more: readonly string[]): Promise<string> => {
    const byLines = await call([...asked, ...more, '--store', url]);
    const inPlace = await call([...asked, ...more, '--on', url]);
    assert.equal(inPlace.code, byLines.code, inPlace.err);
    assert.equal(inPlace.out, byLines.out);
    return inPlace.err;
  };

  test('is the report of its records one by one, over all chains, and leaves nothing behind', async () => {
    const told = await isSame('--cohort', 'package.plan,package.feePaid.currency');
    assert.doesNotMatch(told, /refund: the evaluator decides all/, 'SQL decides these');
    await isSame('--decision', 'refund', '--gains', 'refund.amount', '--from', '2026-01-02T00:00:00Z');
    await isSame('--until', '2026-01-01T00:00:00Z');
    const same = await call(['impact', '--to', digest, '--on', url]);
    assert.deepEqual([same.code, same.err.includes('release')], [0, false], same.err);
    assert.deepEqual(await leftOver(), []);
  });

  test('counts what is no record as they do', async () => {
    const by = ['--by', 'the officer', '--reason', 'asked for', '--store', url];
    const dropped = await call(['log', 'drop', '--before', '2026-01-01T12:00:00Z', ...by]);
    assert.equal(dropped.code, 0, dropped.err);
    const erased = await call(['erase', '--subject', 'somebody', ...by]);
    assert.equal(erased.code, 0, erased.err);
    await isSame();
  });

  test('is not told where it is stopped, or the database can not be read', async () => {
    const stopped = await call([...asked, '--on', url], { untilStopped: Promise.resolve() });
    assert.deepEqual([stopped.code, stopped.out], [3, '']);
    assert.match(stopped.err, /It was stopped; nothing is told/);
    const none = await call([...asked, '--on', url.replace(/\/[^/]*$/, '/none')]);
    assert.deepEqual([none.code, none.out], [3, '']);
    assert.equal((await call([...asked, '--on', url, '--store', url])).code, 2);
    assert.deepEqual(await leftOver(), []);
  });
});
