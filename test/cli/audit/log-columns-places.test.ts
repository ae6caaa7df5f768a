import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPostgresLog } from '../../../src/audit/store/postgres/postgres-log.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { openDuckDb } from '../../sql/support/duckdb.js';
import type { Engine } from '../../sql/support/engine.js';
import { atEnd } from '../../support/at-end.js';
import { sharedPostgres } from '../../support/postgres.js';
import { call as callOnce, temporary, type Called } from '../support/call.js';
import { randomEntries, recordIn } from '../support/random-log.js';

const server = sharedPostgres();
const call = (argv: readonly string[], untilStopped = new Promise<void>(() => undefined)): Promise<Called> =>
  callOnce(argv, { untilStopped });
const exporting = ['log', 'export', '--to', 'parquet'];

let duckdb: Engine;
let made: Awaited<ReturnType<typeof randomEntries>>;
before(async () => {
  duckdb = await openDuckDb();
  made = await randomEntries(60, 3, ['refund', 'purchase', 'eligibility']);
});
after(() => duckdb.close());

const ofAll = (folder: string): string => `read_parquet('${folder}/*/*.parquet', union_by_name = true)`;
const idsIn = async (folder: string): Promise<readonly unknown[]> =>
  (await duckdb.ask(`SELECT id FROM ${ofAll(folder)} ORDER BY id`)).map(({ id }) => id);
const allIds = (): readonly string[] => made.entries.map(({ id }) => id);

/** A data directory with the records. */
const recordedIn = async (t: TestContext): Promise<string> => {
  const data = join(await temporary(t), 'data');
  const log = await openSqliteLog({ directory: data, now: Date.now });
  await log.keepRelease(made.release);
  await recordIn([log], made.entries);
  await log.close();
  return data;
};

describe('clausebook log export --to parquet', () => {
  it('exports all chains of a database, each with its name and in its order, and adds what is new', async (t) => {
    const url = await (await server).makeDatabase();
    const columns = join(await temporary(t), 'columns');
    const open = (): Promise<DecisionLog> => openPostgresLog({ url, now: Date.now, report: () => undefined });
    const logs = [await open(), await open(), await open()];
    await logs[0]?.keepRelease(made.release);
    const half = Math.floor(made.entries.length / 2);
    await recordIn(logs, made.entries.slice(0, half));
    const first = await call([...exporting, '--store', url, '--output', columns]);
    assert.equal(first.code, 0, first.err);
    await recordIn(logs, made.entries.slice(half));
    for (const log of logs) await log.close();
    const second = await call([...exporting, '--store', url, '--output', columns]);
    assert.match(second.err, new RegExp(`Exported ${made.entries.length - half} records to `));
    assert.deepEqual(await idsIn(columns), allIds());
    const chains = await duckdb.ask(
      `SELECT "decided.chain" AS chain, count(*) AS records, max("decided.sequence") AS last, count(DISTINCT "decided.sequence") AS places FROM ${ofAll(columns)} GROUP BY ALL ORDER BY chain`,
    );
    assert.equal(chains.length, 3);
    for (const { chain, records, last, places } of chains) {
      assert.equal(typeof chain, 'string');
      assert.deepEqual([records, places], [last, last], 'from 1 to its end');
    }
    const third = await call([...exporting, '--store', url, '--output', columns]);
    assert.match(third.err, /Exported 0 records to 0 files/);
  });

  // Only root may make a small file system.
  if (process.getuid?.() === 0)
    it('tells a full disk by a code, leaves nothing half written, and goes on when there is room', async (t) => {
      const data = await recordedIn(t);
      const mount = join(await temporary(t), 'mount');
      await mkdir(mount);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount]);
      atEnd(t, () => Promise.resolve(void execFileSync('umount', ['--lazy', mount])));
      const columns = join(mount, 'columns');
      await writeFile(join(mount, 'full'), Buffer.alloc(900_000));
      const full = await call([...exporting, '--data', data, '--output', columns]);
      assert.equal(full.code, 3, full.err);
      assert.match(full.err, /export-unwritable: `.*columns` can't be written: /);
      assert.deepEqual(
        (await readdir(columns)).filter((name) => !['lock.db', '.parts', 'export.json'].includes(name)),
        [],
      );
      execFileSync('mount', ['-o', 'remount,size=32m', mount]);
      const again = await call([...exporting, '--data', data, '--output', columns]);
      assert.equal(again.code, 0, again.err);
      assert.deepEqual(await idsIn(columns), allIds());
    });

  it('is stopped by a signal with 3; what was committed stays, and the next goes on', async (t) => {
    const data = await recordedIn(t);
    const columns = join(await temporary(t), 'columns');
    const other = join(await temporary(t), 'other');
    const stopped = await call([...exporting, '--data', data, '--output', other], Promise.resolve());
    assert.equal(stopped.code, 3);
    assert.match(
      stopped.err,
      /It was stopped\. What was committed stays; the next export goes on from there/,
    );
    const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, ...exporting, '--data', data, '--output', columns], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    atEnd(t, () => Promise.resolve(void child.kill('SIGKILL')));
    let err = '';
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    // A second signal would end it at once.
    let isAsked = false;
    const untilItRuns = setInterval(() => {
      void readdir(columns).then(
        (names) => {
          if (!isAsked && names.includes('.parts')) isAsked = child.kill('SIGTERM');
        },
        () => undefined,
      );
    }, 5);
    const [code] = (await once(child, 'close')) as [number | null]; // as Node tells it
    clearInterval(untilItRuns);
    // It may have come to its end before the signal.
    assert.ok(code === 3 || code === 0, `${code}: ${err}`);
    const next = await call([...exporting, '--data', data, '--output', columns]);
    assert.equal(next.code, 0, next.err);
    assert.deepEqual(await idsIn(columns), allIds());
  });
});
