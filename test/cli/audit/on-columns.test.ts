import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { editLines } from '../../audit/support/edit-log.js';
import { openDuckDb } from '../../sql/support/duckdb.js';
import { call as callOnce, type Called } from '../support/call.js';
import { randomEntries, recordIn } from '../support/random-log.js';

const rules = fileURLToPath(new URL('../../../rules', import.meta.url));
const call = (argv: readonly string[]): Promise<Called> =>
  callOnce(argv, { untilStopped: new Promise(() => undefined) });

/** What a replay prints as JSON. */
interface Replayed {
  readonly evaluated: { readonly sql?: number; readonly compiled: number; readonly reference: number };
  readonly lines: number;
  readonly chosen: number;
  readonly findings: readonly unknown[];
}

let folder: string;
let records: number;
const named = (name: string): string => join(folder, name);
const exportTo = async (data: string, columns: string, ...more: readonly string[]): Promise<void> => {
  const exported = await call([
    ...['log', 'export', '--to', 'parquet', '--data', named(data), '--output', named(columns)],
    ...more,
  ]);
  assert.equal(exported.code, 0, exported.err);
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-replayed-'));
  const { entries, release } = await randomEntries(70, 5);
  records = entries.length;
  const log = await openSqliteLog({ directory: named('data'), now: Date.now });
  await log.keepRelease(release);
  await recordIn([log], entries);
  await log.close();
  await exportTo('data', 'columns', '--with-personal');
  // Of every third record something was altered, and of others what no column has.
  const changes: readonly (readonly [RegExp, string])[] = [
    [/("decision":\{.*?"outcome":")([a-z-]+)"/, '$1another"'],
    [/("effects":\{.*?"minor":)(\d+)/, '$11$2'],
    [/("recommended":")([a-z-]+)"/, '$1another"'],
    [/("policy":")/, '$1not '],
    [/("standing":\[)"/, '$1"another","'],
    [/("readings":\[)/, '$1"R0",'],
    [/("upTo":\{.*?"minor":)(\d+)/, '$11$2'],
    [/("effects":\{"[a-zA-Z]+":)(true|false|\d+)/, '$1null'],
  ];
  editLines(named('data'), (lines) =>
    lines.map((line, nth) => {
      const change = changes[(nth / 3) % changes.length];
      return change === undefined ? line : line.replace(change[0], change[1]).replace('"R0",]', '"R0"]');
    }),
  );
  await exportTo('data', 'altered', '--with-personal');
});
after(() => rm(folder, { recursive: true, force: true }));

const replayed = async (of: readonly string[], more: readonly string[] = []) => {
  const called = await call(['replay', '--json', ...of, ...more]);
  assert.notEqual(called.out, '', called.err);
  return { ...called, replay: JSON.parse(called.out) as Replayed }; // as `--json` prints it
};

/** The same of both ways: all but by what the records were evaluated. */
const isSame = async (columns: string, ...more: readonly string[]) => {
  const byLines = await replayed(['--data', named('data')], more);
  const byColumns = await replayed(['--on', named(columns), '--editions', rules], more);
  assert.equal(byColumns.code, byLines.code, byColumns.err);
  const { evaluated, ...rest } = byColumns.replay;
  const { evaluated: before, ...wanted } = byLines.replay;
  assert.deepEqual(rest, wanted);
  assert.equal(evaluated.reference, before.reference);
  return { evaluated, findings: rest.findings, err: byColumns.err };
};

describe('`clausebook replay --on` the columns of a log', () => {
  test('finds that all comes out again, most of it by a query', async () => {
    const { code, replay, err } = await replayed([
      ...['--on', named('columns'), '--editions', rules, '--engine', 'compiled', '--sample', '20'],
    ]);
    assert.deepEqual([code, replay.chosen, replay.lines], [0, records, records], err);
    assert.doesNotMatch(err, /the evaluator decides all/);
    assert.deepEqual(replay.findings, []);
    const { sql = 0, compiled, reference } = replay.evaluated;
    assert.equal(reference, 0);
    assert.ok(sql > records * 0.95, `${sql} of ${records} by SQL`);
    assert.ok(compiled < records, `${compiled} of ${records} by the evaluator`);
  });

  test('finds what was altered, as the log tells it, in the same order', async () => {
    const { findings, evaluated } = await isSame('altered', '--engine', 'compiled');
    assert.ok(findings.length > 12, `${findings.length} findings`);
    assert.ok((evaluated.sql ?? 0) > records * 0.6);
    const few = await replayed([
      ...['--on', named('altered'), '--editions', rules, '--engine', 'compiled', '--sample', '1'],
    ]);
    assert.deepEqual(few.replay.findings, findings);
    assert.ok(few.replay.evaluated.compiled < evaluated.compiled);
    await isSame('altered', '--reference-share', '0.2', '--from', '2026-01-02T00:00:00Z');
    await isSame('altered', '--engine', 'reference', '--to', '2026-01-03T00:00:00Z');
    await isSame('altered', '--id', '01900000-0000-7000-8000-000000000007');
    await isSame('altered', '--id', 'none');
  });

  test('says of a release that is not here that its records can not be replayed', async () => {
    const { code, err } = await call(['replay', '--on', named('columns'), '--editions', named('none')]);
    assert.deepEqual([code, err.includes('none')], [3, true]);
    const later = fileURLToPath(new URL('../../editions', import.meta.url));
    const other = await call([
      'replay',
      '--on',
      named('columns'),
      '--editions',
      later,
      '--decision',
      'refund',
    ]);
    assert.equal(other.code, 1);
    assert.match(
      other.err,
      /release-unusable: line \d+ \(record `[^`]+`\): the release sha256:\w+ is not among `--editions`/,
    );
  });

  test('needs the personal values that a decision reads, and no others', async () => {
    await exportTo('data', 'wrong');
    const { code, out, err } = await call(['replay', '--on', named('wrong'), '--editions', rules]);
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /personal-left-out: `\w+` .* `expressProvision\.reference`.* `--with-personal`/);
    await isSame('wrong', '--decision', 'refund');
  });

  test('is not told where the query and the evaluator differ', async () => {
    const days = join(named('wrong'), 'refund');
    const duckdb = await openDuckDb();
    for (const day of await readdir(days)) {
      const [file, changed] = [join(days, day), join(folder, 'changed.parquet')];
      await duckdb.ask(
        `COPY (SELECT * REPLACE ("package.feePaid.minor" + 1200 AS "package.feePaid.minor") FROM '${file}') TO '${changed}' (FORMAT parquet)`,
      );
      await rename(changed, file);
    }
    await duckdb.close();
    const { code, out, err } = await call([
      'replay',
      '--on',
      named('wrong'),
      '--editions',
      rules,
      '--decision',
      'refund',
    ]);
    assert.deepEqual([code, out], [3, ''], err);
    assert.match(err, /replay-differs: of line \d+ \(`refund`\) the query comes to something else/);
  });

  test('refuses what the log alone has with 2', async () => {
    for (const argv of [
      ['--data', folder],
      ['--workers', '1'],
      ['--personal-key', 'key'],
    ])
      assert.equal((await call(['replay', '--on', named('columns'), ...argv])).code, 2, argv.join(' '));
    assert.equal((await call(['replay', '--data', folder, '--sample', '3'])).code, 2);
    const none = await call(['replay', '--on', named('nowhere'), '--editions', rules]);
    assert.equal(none.code, 3);
    assert.match(none.err, /holds no columns of a log/);
  });
});

describe('`clausebook tally --on` the columns of a log', () => {
  test('counts what the log counts', async () => {
    const all = await call(['tally', '--data', named('data')]);
    assert.equal(all.code, 0, all.err);
    assert.match(all.out, new RegExp(`^${records} records\\.\nBy decision:\n  .*\nBy outcome:\n`, 's'));
    for (const more of [
      [],
      ['--json'],
      ['--json', '--decision', 'refund', '--clause', '6.3'],
      ['--json', '--outcome', 'refundable', '--from', '2026-01-02T00:00:00Z', '--to', '2026-01-03T06:00:00Z'],
      ['--json', '--rule', 'fees-are-not-refundable', '--document', 'kommo-ai-agent-terms'],
      ['--json', '--revision', 'none'],
    ]) {
      const byLog = await call(['tally', '--data', named('data'), ...more]);
      const byColumns = await call(['tally', '--on', named('altered'), ...more]);
      assert.deepEqual(byColumns, byLog, more.join(' '));
    }
  });

  test('refuses what it does not take with 2, and could not with 3', async () => {
    assert.equal((await call(['tally', '--on', folder, '--data', folder])).code, 2);
    assert.equal((await call(['tally', 'refund'])).code, 2);
    assert.equal((await call(['tally', '--on', named('nowhere')])).code, 3);
    assert.equal((await call(['tally', '--data', named('nowhere')])).code, 3);
  });
});
