import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openClausebook } from '../../../src/index.js';
import { takeLock } from '../../../src/audit/store/sqlite/lock.js';
import { boatFiles } from '../../support/boat-hire.js';
import { openDuckDb } from '../../sql/support/duckdb.js';
import type { Engine } from '../../sql/support/engine.js';
import {
  call as callOnce,
  lateReturn,
  libraryEditions,
  temporary,
  writeEdition,
  type Called,
} from '../support/call.js';

const call = (argv: readonly string[]): Promise<Called> =>
  callOnce(argv, { untilStopped: new Promise(() => undefined) });

const kommo = fileURLToPath(new URL('../../../rules', import.meta.url));
const exporting = (data: string, folder: string, ...more: readonly string[]): Promise<Called> =>
  call(['log', 'export', '--to', 'parquet', '--data', data, '--output', folder, ...more]);

let duckdb: Engine;
before(async () => {
  duckdb = await openDuckDb();
});
after(() => duckdb.close());

/** Records decisions, and returns their ids. */
const record = async (
  editionsDirectory: string,
  dataDirectory: string,
  requests: readonly (readonly [decision: string, request: object])[],
): Promise<readonly string[]> => {
  const book = await openClausebook({ editionsDirectory, dataDirectory });
  const ids: string[] = [];
  for (const [decision, request] of requests) {
    const { status, body } = await book.decide(decision, request);
    assert.equal(status, 200, JSON.stringify(body));
    ids.push((body as { readonly id: string }).id); // as a decision is answered
  }
  await book.close();
  return ids;
};

const refund = (minor: number): readonly [string, object] => [
  'refund',
  {
    asOf: '2026-08-14T12:00:00+02:00',
    facts: {
      package: {
        ...{ id: 'P-1', kind: 'paid', plan: 'multi-period', periods: 12, creditsPerPeriod: 5000 },
        startsAt: '2026-05-01T00:00:00Z',
        feePaid: { minor, currency: 'USD' },
      },
      ground: 'changed-need',
    },
  },
];

const ofAll = (folder: string): string => `read_parquet('${folder}/*/*.parquet', union_by_name = true)`;
const idsIn = async (folder: string): Promise<readonly unknown[]> =>
  (await duckdb.ask(`SELECT id FROM ${ofAll(folder)} ORDER BY "decided.sequence"`)).map(({ id }) => id);

const library = (name: string): readonly [string, object] => [
  'fee',
  { facts: { ...lateReturn, member: { name, card: 'valid' } }, subject: name },
];

const bytesOf = async (folder: string): Promise<string> => {
  let all = '';
  for (const each of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (each.isFile()) all += await readFile(join(each.parentPath, each.name), 'latin1');
  return all;
};

describe('clausebook log export --to parquet', () => {
  it('writes a file for each decision and day, which decide --batch reads as facts as it is', async (t) => {
    const folder = await temporary(t);
    const [data, columns] = [join(folder, 'data'), join(folder, 'columns')];
    const ids = await record(kommo, data, [refund(120_000), refund(36_000)]);
    const first = await exporting(data, columns);
    assert.equal(first.code, 0, first.err);
    assert.match(first.err, /Exported 2 records to 1 file of/);
    const [day = ''] = await readdir(join(columns, 'refund'));
    assert.match(day, /^\d{4}-\d\d-\d\d\.parquet$/);
    const rows = await duckdb.ask(
      `SELECT id, "asOf", "package.feePaid.minor" AS paid, "package.startsAt" AS starts, "decided.outcome" AS outcome, "decided.effects.amount.minor" AS amount, "decided.clauses" AS clauses, "decided.sequence" AS sequence FROM ${ofAll(columns)} ORDER BY sequence`,
    );
    assert.deepEqual(rows, [
      {
        ...{ id: ids[0], asOf: String(Date.parse('2026-08-14T10:00:00Z')), paid: '120000' },
        ...{ starts: String(Date.parse('2026-05-01T00:00:00Z')), outcome: 'refundable', amount: '80000' },
        ...{ clauses: ['6.3'], sequence: '1' },
      },
      {
        ...{ id: ids[1], asOf: String(Date.parse('2026-08-14T10:00:00Z')), paid: '36000' },
        ...{ starts: String(Date.parse('2026-05-01T00:00:00Z')), outcome: 'refundable', amount: '24000' },
        ...{ clauses: ['6.3'], sequence: '2' },
      },
    ]);
    const [asJson] = await duckdb.ask(
      `SELECT "decided.facts" AS facts, "decided.effects" AS effects, "decided.discretion" AS discretion FROM ${ofAll(columns)} WHERE "decided.sequence" = 1`,
    );
    assert.deepEqual(
      JSON.parse(String(asJson?.['facts'])),
      (refund(120_000)[1] as { readonly facts: object }).facts,
    );
    assert.deepEqual(JSON.parse(String(asJson?.['effects'])), {
      amount: { minor: 80_000, currency: 'USD' },
      discretionaryUpTo: { minor: 0, currency: 'USD' },
      periods: 8,
    });
    assert.equal(asJson?.['discretion'], null);
    const answers = join(folder, 'answers.parquet');
    const again = await call([
      ...['decide', 'refund', '--editions', kommo, '--batch', join(columns, 'refund', day)],
      ...['--output', answers],
    ]);
    assert.equal(again.code, 0, again.err);
    const differing = await duckdb.ask(
      `SELECT * FROM ${ofAll(columns)} AS one JOIN '${answers}' AS other USING (id) WHERE one."decided.outcome" <> other.outcome OR one."decided.effects.amount.minor" <> other."effects.amount.minor" OR one."decided.rules" <> other.rules`,
    );
    assert.deepEqual(differing, []);

    const more = await record(kommo, data, [refund(60_000)]);
    const second = await exporting(data, columns);
    assert.match(second.err, /Exported 1 record to 1 file of/);
    assert.match((await exporting(data, columns)).err, /Exported 0 records to 0 files of/);
    assert.deepEqual(await idsIn(columns), [...ids, ...more]);
    assert.deepEqual((await readdir(columns)).sort(), ['export.json', 'lock.db', 'refund']);
  });

  it('leaves personal values out but where asked, and takes away what is erased and dropped', async (t) => {
    const folder = await temporary(t);
    const [data, plain, personal] = ['data', 'plain', 'personal'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const ids = await record(libraryEditions, data, [library('Ada Lovelace'), library('Grace Hopper')]);
    assert.equal((await exporting(data, plain)).code, 0);
    assert.equal((await exporting(data, personal, '--with-personal')).code, 0);
    const told = (of: string, column: string) =>
      duckdb.ask(
        `SELECT ${column} AS told, "decided.personal" AS personal FROM ${ofAll(of)} ORDER BY "decided.sequence"`,
      );
    assert.ok(!(await bytesOf(plain)).includes('Lovelace'));
    assert.deepEqual(await told(plain, 'id'), [
      { told: ids[0], personal: 'left-out' },
      { told: ids[1], personal: 'left-out' },
    ]);
    assert.deepEqual(await told(personal, '"member.name"'), [
      { told: 'Ada Lovelace', personal: 'kept' },
      { told: 'Grace Hopper', personal: 'kept' },
    ]);
    assert.match(
      (await exporting(data, plain, '--with-personal')).err,
      /export-differs: .* without personal/,
    );

    const by = ['--by', 'the officer', '--reason', 'asked for', '--data', data];
    const erased = await call(['erase', '--subject', 'Ada Lovelace', ...by]);
    assert.equal(erased.code, 0, erased.err);
    assert.match((await exporting(data, personal, '--with-personal')).err, /Exported 0 records to 1 file of/);
    assert.ok(!(await bytesOf(personal)).includes('Lovelace'));
    assert.deepEqual(await told(personal, '"member.name"'), [
      { told: null, personal: 'erased' },
      { told: 'Grace Hopper', personal: 'kept' },
    ]);
    await exporting(data, plain);
    assert.deepEqual(await told(plain, 'id'), [
      { told: ids[0], personal: 'erased' },
      { told: ids[1], personal: 'left-out' },
    ]);

    const dropped = await call(['log', 'drop', '--before', '2999-01-01T00:00:00Z', ...by]);
    assert.equal(dropped.code, 0, dropped.err);
    assert.equal((await exporting(data, personal, '--with-personal')).code, 0);
    assert.deepEqual(await readdir(join(personal, 'fee')), []);
    const fresh = await exporting(data, join(folder, 'fresh'));
    assert.match(fresh.err, /passed over 2 records that lost the content, and 2 events/);
  });

  it('keeps a fact of another type apart, and says so', async (t) => {
    const folder = await temporary(t);
    const [data, columns] = [join(folder, 'data'), join(folder, 'columns')];
    const editions = async (name: string, type: string): Promise<string> => {
      const rules =
        '- { id: goes, when: { fact: wind, operator: present, value: true }, then: { outcome: goes } }';
      const directory = join(folder, name);
      await writeEdition(
        directory,
        'boat-hire/2026',
        boatFiles({ facts: `wind: { type: ${type} }`, rules, listed: '[wind?]' }),
      );
      return directory;
    };
    const asked = (wind: unknown): readonly [string, object] => [
      'hire',
      { asOf: '2026-06-01T00:00:00Z', facts: { wind } },
    ];
    await record(await editions('one', 'integer'), data, [asked(7)]);
    assert.equal((await exporting(data, columns)).code, 0);
    await record(await editions('other', 'text'), data, [asked('a storm')]);
    const { err } = await exporting(data, columns);
    assert.match(
      err,
      /hire: `wind` was BIGINT in another release and is VARCHAR in sha256:\w+: there it is the column `wind:VARCHAR`\./,
    );
    assert.deepEqual(
      await duckdb.ask(
        `SELECT wind, "wind:VARCHAR" AS other FROM ${ofAll(columns)} ORDER BY "decided.sequence"`,
      ),
      [
        { wind: '7', other: null },
        { wind: null, other: 'a storm' },
      ],
    );
  });

  it('refuses what is no folder of this log by a code', async (t) => {
    const folder = await temporary(t);
    const [data, other, columns] = ['data', 'other', 'columns'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await record(kommo, data, [refund(120_000)]);
    await record(kommo, other, [refund(120_000)]);
    assert.equal((await exporting(data, columns)).code, 0);
    const says = async (
      code: number,
      pattern: RegExp,
      ...argv: Parameters<typeof exporting>
    ): Promise<void> => {
      const told = await exporting(...argv);
      assert.equal(told.code, code, told.err);
      assert.match(told.err, pattern);
    };
    await says(3, /export-other-log: .*line 1 is another here/, other, columns);
    const lock = takeLock(join(columns, 'lock.db'));
    await says(3, /export-runs: /, data, columns);
    lock?.release();
    await says(3, /export-not-empty: .*holds `\w+`/, data, folder);
    assert.deepEqual((await readdir(folder)).sort(), ['columns', 'data', 'other'], 'nothing is left there');
    await writeFile(join(folder, 'file'), '');
    await says(3, /export-unwritable: /, data, join(folder, 'file', 'columns'));
    await writeFile(join(columns, 'export.json'), '{}');
    await says(3, /export-unreadable: /, data, columns);
    await says(2, /Name the folder/, data, '-');
    const ndjson = await call(['log', 'export', '--data', data, '--with-personal']);
    assert.equal(ndjson.code, 2);
  });

  it('loses and doubles nothing when it is killed at any step of a commit', async (t) => {
    const folder = await temporary(t);
    const [data, columns] = [join(folder, 'data'), join(folder, 'columns')];
    const earlier = await record(kommo, data, [refund(120_000)]);
    assert.equal((await exporting(data, columns)).code, 0);
    const later = await record(kommo, data, [
      refund(36_000),
      ['eligibility', { facts: { purpose: 'use', subscription: { status: 'active', paid: true } } }],
    ]);
    const wanted = [...earlier, ...later];
    // The cursor with what is to be moved, two moves, and that all is settled; a fifth is not reached.
    const killed = await Promise.all(
      [1, 2, 3, 4, 5].map(async (step) => {
        const copy = join(folder, `columns-${step}`);
        await cp(columns, copy, { recursive: true });
        return { step, copy, signal: await killedAt(t, data, copy, step) };
      }),
    );
    for (const { step, copy, signal } of killed) {
      assert.equal(signal, step === 5 ? 17 : 'SIGKILL', `step ${step}`);
      const { code, err } = await exporting(data, copy);
      assert.equal(code, 0, err);
      assert.deepEqual(await idsIn(copy), wanted, `step ${step}`);
      assert.deepEqual((await readdir(copy)).sort(), ['eligibility', 'export.json', 'lock.db', 'refund']);
    }
  });
});

/** How an export ended that was to kill itself at a step. */
const killedAt = async (t: TestContext, data: string, folder: string, step: number): Promise<unknown> => {
  const script = fileURLToPath(new URL('../support/killed-export.ts', import.meta.url));
  const hooks = fileURLToPath(new URL('../../support/typescript.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', hooks, script, data, folder, String(step)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]; // as Node tells it
  return signal ?? code;
};
