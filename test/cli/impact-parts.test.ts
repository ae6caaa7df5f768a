import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteSource, openSqliteToRead } from '../../src/audit/store/sqlite/source.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { editionAt } from '../../src/cli/arguments/edition-folders.js';
import { readColumns } from '../../src/cli/columns/read-columns.js';
import { impactInPlace } from '../../src/cli/impact/columns/impact-in-place.js';
import { weighColumns } from '../../src/cli/impact/columns/weigh-columns.js';
import type { ImpactPlan } from '../../src/cli/impact/impact-batch.js';
import { runImpact, type ImpactRun } from '../../src/cli/impact/run-impact.js';
import { withDuckDb } from '../../src/cli/sql/with-duckdb.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { textOf } from '../../src/sql/values/sql-text.js';
import { call as callOnce, type Called } from './support/call.js';
import { randomEntries, recordIn } from './support/random-log.js';

const later = fileURLToPath(new URL('../editions/kommo-ai-agent-terms/2027-01-01', import.meta.url));
const rules = fileURLToPath(new URL('../../rules', import.meta.url));
const running = { untilStopped: new Promise<void>(() => undefined) };
const call = (argv: readonly string[]): Promise<Called> => callOnce(argv, running);
const quiet = (): void => undefined;

let folder: string;
let data: string;
let edition: Edition;
let recorded: Edition;
let plan: ImpactPlan;
let byLines: ImpactRun;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-parts-'));
  data = join(folder, 'data');
  const { entries, release } = await randomEntries(150, 11, ['refund', 'purchase', 'eligibility']);
  const log = await openSqliteLog({ directory: data, now: Date.now });
  await log.keepRelease(release);
  await recordIn([log], entries);
  await log.close();
  edition = await editionAt(later);
  recorded = await editionAt(join(rules, 'kommo-ai-agent-terms', '2026-04-27'));
  plan = {
    ...{ to: edition.files, rejected: [], choice: {}, cohorts: ['package.plan'] },
    ...{
      sides: { gains: ['refund.amount'], pays: [] },
      overlook: false,
      personalKey: undefined,
      requests: null,
    },
  };
  const source = openSqliteSource(data);
  byLines = await runImpact(source.lines(), { plan, workers: 0, progress: quiet });
  await source.close();
});
after(() => rm(folder, { recursive: true, force: true }));

/** The release that decided. */
const decidedBefore = (digest: string): Promise<Edition | undefined> =>
  Promise.resolve(digest === recorded.identity.digest ? recorded : undefined);

/** How many refunds were the evaluator's, as it is told. */
const leftOf = (told: readonly string[]): number =>
  Number(/^refund: (\d+) (?:of \d+ )?cases are decided/m.exec(told.join('\n'))?.[1] ?? 0);

/** The largest cases, by where they stand; columns do not have all that a record says of them. */
const gainsOf = ({ largest }: ImpactRun): unknown =>
  [...largest].map(([unit, cases]) => [unit, cases.map(({ at, gain, facts }) => ({ at, gain, facts }))]);

describe('the impact on parts of a log', () => {
  const inParts = async (
    rowsOfPart: number,
    sample = 1000,
  ): Promise<{ readonly run: ImpactRun; readonly left: number }> => {
    const log = openSqliteToRead({ directory: data });
    const told: string[] = [];
    const tell = (message: string): void => {
      told.push(message);
    };
    const options = {
      plan,
      edition,
      before: decidedBefore,
      sample,
      workers: 0,
      progress: quiet,
      tell,
      rowsOfPart,
    };
    const few: typeof log.linesJoined = (chain, from, last) => log.linesJoined(chain, from, last, 20);
    try {
      const run = await impactInPlace({ ...log, linesJoined: few }, options, running);
      return { run, left: leftOf(told) };
    } finally {
      await log.close();
    }
  };

  test('is that of its records one by one, whatever a part has', async () => {
    const whole = await inParts(100_000);
    assert.deepEqual(whole.run, byLines);
    // The third part, the fifth and others are not sampled: a set of rules that fires there alone has no plan.
    const small = await inParts(5);
    assert.deepEqual(small.run, byLines);
    assert.ok(
      small.left > whole.left,
      `${small.left} cases are the evaluator's, and ${whole.left} of one part`,
    );
  });

  test('of lines that can not be read together is that of its records too', async () => {
    const log = openSqliteToRead({ directory: data });
    const options = {
      plan,
      edition,
      before: decidedBefore,
      sample: 10,
      workers: 0,
      progress: quiet,
      tell: quiet,
    };
    const none = { ...log, linesJoined: () => Promise.resolve(null) };
    assert.deepEqual(await impactInPlace(none, options, running), byLines);
    await log.close();
  });

  test('ends once the part that is weighed has ended, where the log can not be read any more', async () => {
    const log = openSqliteToRead({ directory: data });
    let [isBegun, hasEnded] = [false, false];
    const before = async (digest: string): Promise<Edition | undefined> => {
      isBegun = true;
      await pause(300);
      hasEnded = true;
      return decidedBefore(digest);
    };
    // The first line is the one part that there is.
    const linesJoined: typeof log.linesJoined = (chain, from, last) =>
      from === 0 ? log.linesJoined(chain, from, last, 1) : Promise.resolve(null);
    const linesAfter = (): Promise<never> => Promise.reject(new Error('The connection is gone.'));
    const options = {
      ...{ plan, edition, before, sample: 10, workers: 0, progress: quiet, tell: quiet },
      rowsOfPart: 1,
    };
    await assert.rejects(
      impactInPlace({ ...log, linesJoined, linesAfter }, options, running),
      /The connection is gone/,
    );
    assert.deepEqual([isBegun, hasEnded], [true, true]);
    await log.close();
  });
});

describe('the impact on the columns of a log', () => {
  const exportTo = async (columns: string, ...more: readonly string[]): Promise<void> => {
    const exported = await call([
      'log',
      'export',
      '--to',
      'parquet',
      '--data',
      data,
      '--output',
      columns,
      ...more,
    ]);
    assert.equal(exported.code, 0, exported.err);
  };

  test('leaves cases of rules that the sampled days do not have to the evaluator', async () => {
    const columns = join(folder, 'columns');
    await exportTo(columns, '--with-personal');
    const read = await readColumns(columns);
    const weighed = async (portions: ReadonlyMap<string, string>) => {
      const told: string[] = [];
      const run = await withDuckDb((duckdb) =>
        weighColumns({
          ...{ ...read, portions, fewRows: 1, duckdb, plan, edition, before: decidedBefore, sample: 1000 },
          tell: (message) => {
            told.push(message);
          },
        }),
      );
      return { run, left: leftOf(told) };
    };
    const all = await weighed(read.portions);
    const one = textOf(join(columns, 'refund', '2026-01-01.parquet'));
    const day = await weighed(new Map([['refund', `(SELECT * FROM read_parquet(${one}) LIMIT 3)`]]));
    assert.ok(day.left > all.left, `${day.left} cases are the evaluator's, and ${all.left} with all days`);
    for (const { run } of [all, day]) {
      assert.deepEqual(run.tally, byLines.tally);
      assert.deepEqual(gainsOf(run), gainsOf(byLines));
    }
  });

  test('needs the personal values that a decision reads, and no others', async () => {
    const columns = join(folder, 'without');
    await exportTo(columns);
    const asked = ['impact', '--to', later, '--json', '-'];
    const on = ['--on', columns, '--editions', rules];
    const { code, out, err } = await call([...asked, ...on]);
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /personal-left-out: `\w+` .* `[\w.]+`.* `--with-personal`/);
    const refunds = [...asked, '--decision', 'refund'];
    const byColumns = await call([...refunds, ...on]);
    const wanted = await call([...refunds, '--data', data]);
    assert.equal(byColumns.code, wanted.code, byColumns.err);
    const told = (text: string): unknown => ({ ...(JSON.parse(text) as object), of: '', largest: [] }); // the largest are told with the facts that were exported
    assert.deepEqual(told(byColumns.out), told(wanted.out));
  });
});
