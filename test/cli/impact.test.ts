import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';
import { openClausebook } from '../../src/index.js';
import { openDuckDb } from '../sql/support/duckdb.js';
import { boatFiles } from '../support/boat-hire.js';
import { call, lateReturn, libraryEditions, now, temporary, writeEdition } from './support/call.js';

const productEdition = fileURLToPath(new URL('../../rules/kommo-ai-agent-terms/2026-04-27', import.meta.url));

/** The files of an edition with these words of it replaced. */
const rewritten = async (
  folderOf: string,
  changes: readonly (readonly [file: string, from: string, to: string])[],
): Promise<ReadonlyMap<string, string>> => {
  const files = new Map(await readEditionFolder(folderOf));
  for (const [file, from, to] of changes) {
    const text = files.get(file) ?? '';
    assert.equal(text.split(from).length, 2, `${file} has not once: ${from}`);
    files.set(file, text.replace(from, to));
  }
  return files;
};

const laterEdition = fileURLToPath(new URL('../editions/kommo-ai-agent-terms/2027-01-01', import.meta.url));

interface Line {
  readonly times: number;
  readonly decision: string;
  readonly asOf: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const annual = {
  id: 'P-1',
  kind: 'paid',
  plan: 'multi-period',
  periods: 12,
  startsAt: '2026-05-01T00:00:00Z',
  feePaid: { minor: 120_000, currency: 'USD' },
  creditsPerPeriod: 5000,
};
const halfYear = { ...annual, periods: 6, feePaid: { minor: 36_000, currency: 'EUR' } };
const month = { ...annual, plan: 'single-period', periods: 1, feePaid: { minor: 6_000, currency: 'EUR' } };
const subscription = { status: 'active', paid: true };
const refund = (times: number, pack: object, asOf: string): Line => ({
  times,
  decision: 'refund',
  asOf,
  facts: { package: pack, ground: 'changed-need' },
});
const use = (times: number, units: number, functionality: string, attributes = {}): Line => ({
  times,
  decision: 'consumption',
  asOf: '2027-02-14T12:00:00Z',
  facts: {
    event: { functionality, units, attributes },
    package: annual,
    credits: { allocated: 5000, consumed: 1000 },
    subscription,
  },
});
const expiry = (times: number, period: number, asOf: string): Line => ({
  times,
  decision: 'expiry',
  asOf,
  facts: { package: annual, credits: { period, allocated: 5000, consumed: 1000 }, subscription },
});

/**
 * Forty decisions by the edition of 2026, and what the fictitious one of 2027 says: a refund only within 90 days of the start, an ai-reply for 3
 * credits instead of 2 and an ai-summary for 1 instead of 2, and unused credits roll over up to a quarter of the 5,000 allocated. A
 * period is 30 days from 1 May 2026 and costs USD 100.00 of the annual package, EUR 60.00 of the half year's; 4,000 credits are unused.
 *
 *     times  what                                            before          after           customer
 *     10     annual, 4 of 12 periods started on 14 August    8 x 100.00      day 106: none   USD -800.00 each
 *      2     annual, 11 started on 12 March 2027             1 x 100.00      day 316: none   USD -100.00 each
 *      1     annual, 12 started on 11 April 2027             nothing due     nothing due
 *      3     half year, 1 of 6 started on 16 May             5 x 60.00       5 x 60.00
 *      2     half year, 4 started, 90 days after the start   2 x 60.00       2 x 60.00
 *      1     half year, a millisecond later                  2 x 60.00       none            EUR -120.00
 *      1     one period, started                             nothing due     nothing due
 *      4     10 replies                                      20 credits      30 credits      -10 credits each
 *      3     3 replies                                       6 credits       9 credits       -3 credits each
 *      1     a template                                      no charge       no charge       the tariff it names
 *      1     1,500 replies                                   3,000 credits   refused: 4,500  +3,000 credits
 *      2     5 summaries                                     10 credits      5 credits       +5 credits each
 *      5     period 1 ended on 31 May                        4,000 expire    1,250 roll over +1,250 credits each
 *      2     during period 1                                 4,000 kept      4,000 kept
 *      1     last period ended on 26 April 2027              4,000 expire    4,000 expire
 *      1     eligible for use                                eligible        eligible
 */
const log: readonly Line[] = [
  refund(10, annual, '2026-08-14T12:00:00Z'),
  refund(2, annual, '2027-03-12T12:00:00Z'),
  refund(1, annual, '2027-04-11T12:00:00Z'),
  refund(3, halfYear, '2026-05-16T12:00:00Z'),
  refund(2, halfYear, '2026-07-30T00:00:00Z'),
  refund(1, halfYear, '2026-07-30T00:00:00.001Z'),
  refund(1, month, '2026-05-16T12:00:00Z'),
  use(4, 10, 'ai-reply'),
  use(3, 3, 'ai-reply'),
  use(1, 10, 'ai-reply', { messageType: 'template' }),
  use(1, 1500, 'ai-reply'),
  use(2, 5, 'ai-summary'),
  expiry(5, 0, '2026-05-31T00:00:00Z'),
  expiry(2, 0, '2026-05-16T12:00:00Z'),
  expiry(1, 11, '2027-04-26T00:00:00Z'),
  {
    times: 1,
    decision: 'eligibility',
    asOf: '2026-08-14T12:00:00Z',
    facts: { purpose: 'use', subscription },
  },
];

const cohort = 'package.feePaid.currency';
const requests = log.flatMap(({ times, ...line }) => Array.from({ length: times }, () => line));

/** What the report says of amounts, as JSON has it. */
const amounts = (
  [unit, isMoney]: readonly [string, boolean],
  [gainers, gained]: readonly [number, string],
  [losers, lost]: readonly [number, string],
  net: string,
): object => ({ unit, isMoney, gainers, losers, gained, lost, net });

const lostMoney = (currency: string, losers: number, minor: string): object =>
  amounts([currency, true], [0, '0'], [losers, minor], `-${minor}`);

/** What the three reports of one call are, and what it printed. */
interface Reported {
  readonly code: number;
  readonly out: string;
  readonly report: Report;
  readonly page: string;
}
let folder: string;
let reported: Reported;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-impact-'));
  const book = await openClausebook({
    editionsDirectory: productEdition,
    dataDirectory: join(folder, 'data'),
  });
  for (const { decision, ...request } of requests) {
    const { status, body } = await book.decide(decision, request);
    assert.equal(status, 200, JSON.stringify(body));
  }
  await book.close();
  const { code, out } = await call([
    ...['impact', '--to', laterEdition, '--data', join(folder, 'data'), '--cohort', cohort],
    ...['--json', join(folder, 'impact.json'), '--page', join(folder, 'impact.html')],
  ]);
  const report = JSON.parse(await readFile(join(folder, 'impact.json'), 'utf8')) as Report; // as `reportToJson` writes it
  reported = { code, out, report, page: await readFile(join(folder, 'impact.html'), 'utf8') };
});
after(() => rm(folder, { recursive: true, force: true }));

/** The fields of a report that a test looks at. */
interface Report {
  readonly compared: number;
  readonly changed: number;
  readonly grounds: number;
  readonly amounts: unknown;
  readonly decisions: readonly {
    readonly decision: string;
    readonly changed: number;
    readonly outcomes: unknown;
    readonly clauses: unknown;
    readonly effects: unknown;
  }[];
  readonly cohorts: readonly {
    readonly cohort: string;
    readonly values: readonly {
      readonly value: string;
      readonly changed: number;
      readonly amounts: unknown;
    }[];
  }[];
  readonly largest: readonly {
    readonly unit: string;
    readonly cases: readonly {
      readonly gain: string;
      readonly before: { readonly trace: string | null };
      readonly after: { readonly trace: string };
    }[];
  }[];
  readonly notCompared: unknown;
  readonly errors: unknown;
}

describe('the impact of a later edition on a log', () => {
  test('comes to what is worked out by hand', () => {
    const { code, report } = reported;
    assert.equal(code, 1);
    assert.deepEqual([report.compared, report.changed, report.grounds], [40, 29, 0]);
    assert.deepEqual(report.notCompared, []);
    assert.deepEqual(report.amounts, [
      lostMoney('EUR', 1, '12000'),
      // 10 x 800.00 and 2 x 100.00.
      lostMoney('USD', 12, '820000'),
      // 5 x 1,250, 3,000 and 2 x 5; 4 x 10 and 3 x 3.
      amounts(['credits', false], [8, '9260'], [7, '49'], '9211'),
    ]);
    const decisions = new Map(report.decisions.map((one) => [one.decision, one]));
    assert.deepEqual(
      [...decisions].map(([name, { changed }]) => [name, changed]),
      [
        ['consumption', 11],
        ['eligibility', 0],
        ['expiry', 5],
        ['refund', 13],
      ],
    );
    assert.deepEqual(decisions.get('refund')?.outcomes, [
      { before: 'not-refundable', after: 'not-refundable', count: 2 },
      { before: 'refundable', after: 'not-refundable', count: 13 },
      { before: 'refundable', after: 'refundable', count: 5 },
    ]);
    assert.deepEqual(decisions.get('refund')?.clauses, [
      { clause: '6.1', lost: 0, gained: 13 },
      { clause: '6.3', lost: 13, gained: 0 },
      { clause: '6.4', lost: 0, gained: 13 },
      { clause: '6.4(e)', lost: 0, gained: 13 },
    ]);
    assert.deepEqual(decisions.get('consumption')?.outcomes, [
      { before: 'consume', after: 'consume', count: 9 },
      { before: 'consume', after: 'refuse', count: 1 },
      { before: 'no-charge', after: 'no-charge', count: 1 },
    ]);
    assert.deepEqual(decisions.get('expiry')?.outcomes, [
      { before: 'expire', after: 'expire', count: 1 },
      { before: 'expire', after: 'roll-over', count: 5 },
      { before: 'keep', after: 'keep', count: 2 },
    ]);
  });

  test('is told by cohort', () => {
    const cohorts = new Map(reported.report.cohorts.map(({ cohort: name, values }) => [name, values]));
    assert.deepEqual(
      cohorts.get('month')?.map(({ value, changed }) => [value, changed]),
      // 5 periods that ended; a refund; 10 refunds; 11 uses; 2 refunds; none.
      [
        ['2026-05', 5],
        ['2026-07', 1],
        ['2026-08', 10],
        ['2027-02', 11],
        ['2027-03', 2],
        ['2027-04', 0],
      ],
    );
    const byCurrency = cohorts.get(cohort) ?? [];
    assert.deepEqual(
      byCurrency.map(({ value, changed }) => [value, changed]),
      [
        ['(not given)', 0],
        ['EUR', 1],
        ['USD', 28],
      ],
    );
    assert.deepEqual(byCurrency[1]?.amounts, [lostMoney('EUR', 1, '12000')]);
  });

  test('names the largest cases of each unit, with both traces', () => {
    const { largest } = reported.report;
    assert.deepEqual(
      largest.map(({ unit, cases }) => [unit, cases.map(({ gain }) => gain)]),
      [
        ['EUR', ['-12000']],
        ['USD', Array<string>(10).fill('-80000')],
        ['credits', ['3000', ...Array<string>(5).fill('1250'), ...Array<string>(4).fill('-10')]],
      ],
    );
    const [euro] = largest[0]?.cases ?? [];
    assert.match(euro?.before.trace ?? '', /futurePeriods = 2 /);
    assert.match(euro?.after.trace ?? '', /refundIsAskedInTime = (?:false|no)/);
  });

  test('is text, and a page that needs nothing from outside', () => {
    const { out, page } = reported;
    assert.match(out, /29 change \(72\.5 %\)/);
    assert.match(out, /USD -8,200\.00 in all: 0 gain USD 0\.00, 12 lose USD 8,200\.00/);
    assert.match(out, /refundable → not-refundable: 13/);
    assert.match(page, /<svg [^>]*role="img" aria-label="[^"]*2026-05/);
    assert.match(page, /EUR -120\.00 in all/);
    assert.doesNotMatch(page, /<script|src=|url\(|https?:\/\//);
  });
});

describe('the impact on a small log', () => {
  const library = join(libraryEditions, 'library-lending', '2025-03-01');
  /** Three decisions: one of a member's book, one of a book with a barcode, one of a book that somebody waits for. */
  const kept = async (context: TestContext): Promise<string> => {
    const data = join(await temporary(context), 'data');
    const book = await openClausebook({
      editionsDirectory: libraryEditions,
      dataDirectory: data,
      personal: { mode: 'masked' },
    });
    for (const more of [{}, { barcode: '12345678' }, { reservedFor: 'Ann' }]) {
      const facts = { ...lateReturn, copy: { ...lateReturn.copy, ...more } };
      assert.equal((await book.decide('fee', { facts, asOf: now })).status, 200);
    }
    await book.close();
    return data;
  };
  const impact = async (context: TestContext, to: string, more: readonly string[] = []) => {
    const data = await kept(context);
    const { code, out, err } = await call(['impact', '--to', to, '--data', data, '--json', '-', ...more]);
    assert.notEqual(out, '', err);
    return { code, report: JSON.parse(out) as Report }; // as `reportToJson` writes it
  };
  const changed = async (context: TestContext, change: readonly [string, string, string]): Promise<string> =>
    writeEdition(await temporary(context), 'changed', await rewritten(library, [change]));
  const shorter = ['definitions.yaml', 'duration("P21D")', 'duration("P14D")'] as const;

  test('is nothing under the edition that decided; what was never kept is counted apart', async (context) => {
    const { code, report } = await impact(context, library);
    assert.equal(code, 0);
    assert.deepEqual([report.compared, report.changed, report.grounds, report.amounts], [2, 0, 0, []]);
    assert.deepEqual(report.notCompared, [{ why: 'masked', count: 1 }]);
  });

  test('is in no sum where nobody says whose gain it is', async (context) => {
    const { report } = await impact(context, await changed(context, shorter));
    assert.deepEqual([report.changed, report.amounts], [2, []]);
  });

  test('is summed up where the call says whose gain it is', async (context) => {
    // Late by 10 days and not by 3, at EUR 0.30 a day.
    const { report } = await impact(context, await changed(context, shorter), ['--pays', 'fee.amount']);
    assert.deepEqual(report.amounts, [lostMoney('EUR', 2, String(2 * 7 * 30))]);
  });

  test('is of the cases that are asked for', async (context) => {
    const to = await changed(context, shorter);
    assert.equal((await impact(context, to, ['--decision', 'loan'])).report.compared, 0);
    assert.equal((await impact(context, to, ['--until', '2025-01-01T00:00:00Z'])).report.compared, 0);
  });

  test('tells what the edition has against the facts, and can overlook what it does not know', async (context) => {
    const to = await changed(context, [
      'facts.yaml',
      `      barcode: { type: text, pattern: '^[0-9]{8}$', default: '"00000000"' }\n`,
      '',
    ]);
    const { code, report } = await impact(context, to);
    assert.equal(code, 1);
    assert.deepEqual(report.errors, [{ error: 'unknown-fact /copy/barcode', count: 1 }]);
    assert.equal(report.compared, 1);
    assert.equal((await impact(context, to, ['--overlook'])).report.compared, 2);
  });

  test('of requests is the same over threads as without', async (context) => {
    // Returned 0 to 39 days after 1 June, 30 times each: late by what is beyond 21 days, then beyond 14, at EUR 0.30 a day.
    const days = Array.from({ length: 1200 }, (_, i) => i % 40);
    const file = join(await temporary(context), 'requests.ndjson');
    const line = (day: number): string =>
      JSON.stringify({
        decision: 'fee',
        asOf: '2025-08-01T00:00:00Z',
        facts: {
          ...lateReturn,
          loan: {
            handedOutAt: '2025-06-01T10:00:00Z',
            returnedAt: new Date(Date.UTC(2025, 5, 1 + day, 10)).toISOString(),
          },
        },
      });
    await writeFile(file, `${days.map(line).join('\n')}\n\nno request\n`);
    const to = await changed(context, shorter);
    const asked = async (workers: string): Promise<Report> => {
      const { out, err } = await call([
        ...['impact', '--to', to, '--requests', file, '--editions', libraryEditions],
        ...['--pays', 'fee.amount', '--cohort', 'loan.returnedAt', '--workers', workers, '--json', '-'],
      ]);
      assert.notEqual(out, '', err);
      return JSON.parse(out) as Report; // as `reportToJson` writes it
    };
    const report = await asked('2');
    assert.deepEqual(report, await asked('0'));
    // Each 30 times 30 cents: 1 to 6 days more on the 15th to the 20th day, 7 on each of the 19 from the 21st to the 39th.
    assert.deepEqual(report.amounts, [lostMoney('EUR', 30 * 25, String(30 * 30 * (21 + 19 * 7)))]);
    assert.deepEqual(report.notCompared, [{ why: 'malformed', count: 1 }]);
    assert.deepEqual([report.compared, report.changed], [1200, 750]);
  });

  test('has no cohort by a personal fact, by one that is unknown, or by one with parts', async (context) => {
    const data = await kept(context);
    for (const [fact, why] of [
      ['copy.reservedFor', /is personal/],
      ['copy.colour', /is no fact/],
      ['copy', /has parts/],
    ] as const) {
      const { code, err } = await call(['impact', '--to', library, '--data', data, '--cohort', fact]);
      assert.equal(code, 2);
      assert.match(err, why);
    }
  });
});

describe('the impact on the columns of the log', () => {
  const around = { untilStopped: new Promise<void>(() => undefined) };
  const exportTo = (columns: string) =>
    call(['log', 'export', '--to', 'parquet', '--data', join(folder, 'data'), '--output', columns], around);
  const asked = ['impact', '--to', laterEdition, '--json', '-'];

  test('is the same report', async () => {
    const columns = join(folder, 'columns');
    const exported = await exportTo(columns);
    assert.equal(exported.code, 0, exported.err);
    for (const more of [
      ['--cohort', cohort],
      ['--decision', 'refund', '--gains', 'refund.amount,refund.periods', '--sample', '3'],
      ['--from', '2999-01-01T00:00:00Z'],
    ]) {
      const byLines = await call([...asked, ...more.slice(0, 4), '--data', join(folder, 'data')]);
      const byColumns = await call([...asked, ...more, '--on', columns, '--editions', productEdition]);
      assert.equal(byColumns.code, byLines.code, byColumns.err);
      assert.doesNotMatch(byColumns.err, /refund: |expiry: the evaluator decides all/, 'SQL decides these');
      assert.equal(
        byColumns.out,
        byLines.out.replace(`the log in ${join(folder, 'data')}`, `the columns in ${columns}`),
      );
    }
    // A release that is not here decides by its records, case by case, and has no trace.
    const without = await call([...asked, '--on', columns, '--editions', laterEdition]);
    assert.match(without.err, /refund: 20 of 20 cases are decided by the evaluator\./);
    const { compared, changed } = JSON.parse(without.out) as Report; // as `reportToJson` writes it
    assert.deepEqual([compared, changed], [reported.report.compared, reported.report.changed]);
  });

  test('has what is left to discretion, where that alone changes too', async (context) => {
    const place = await temporary(context);
    const [data, columns] = [join(place, 'data'), join(place, 'columns')];
    const book = await openClausebook({ editionsDirectory: dirname(productEdition), dataDirectory: data });
    for (const ground of ['exceptional-circumstances', 'technical-failure', 'changed-need'])
      for (const pack of [annual, halfYear, month]) {
        const facts = { package: pack, ground, verified: true };
        const { status } = await book.decide('refund', { asOf: '2026-07-14T12:00:00Z', facts });
        assert.equal(status, 200);
      }
    await book.close();
    const files = await rewritten(productEdition, [
      ['definitions.yaml', 'else refundPolicy.exceptionalCircumstances\n', 'else "no-refund"\n'],
    ]);
    const to = await writeEdition(place, 'kommo-ai-agent-terms/other', files);
    const exported = await call(
      ['log', 'export', '--to', 'parquet', '--data', data, '--output', columns],
      around,
    );
    assert.equal(exported.code, 0, exported.err);
    const same = async (edition: string): Promise<Report> => {
      const by = ['impact', '--to', edition, '--json', '-'];
      const byColumns = await call([...by, '--on', columns, '--editions', productEdition]);
      const byLines = await call([...by, '--data', data]);
      assert.equal(byColumns.err, '', 'SQL decides all');
      assert.equal(byColumns.out, byLines.out.replace(`the log in ${data}`, `the columns in ${columns}`));
      return JSON.parse(byColumns.out) as Report; // as `reportToJson` writes it
    };
    const { compared, changed } = await same(to);
    assert.deepEqual([compared, changed], [9, 3]);
    assert.equal((await same(productEdition)).changed, 0);
  });

  test('is the same where a fact has another type in another edition', async (context) => {
    const place = await temporary(context);
    const [data, columns] = [join(place, 'data'), join(place, 'columns')];
    const ofType = (revision: string, type: string): ReadonlyMap<string, string> => {
      const rules = `
    - { id: goes, when: { fact: wind, operator: present, value: true }, then: { outcome: goes, because: "Told." } }
    - { id: stays, clauses: ["1.2"], modality: must-not, when: { fact: wind, operator: present, value: false }, then: { outcome: stays, because: "Not told." } }`;
      const files = new Map(boatFiles({ facts: `wind: ${type}`, rules, listed: '[wind?]' }));
      const edition = files.get('edition.yaml') ?? '';
      return files.set(
        'edition.yaml',
        edition.replace('"2026"', `"${revision}"`).replace('2026-05-01', revision),
      );
    };
    const types = {
      '2026-05-01': ['{ type: integer }', 7],
      '2026-05-02': ['{ type: text }', 'a storm'],
      '2026-05-03': ['{ type: record, fields: { force: { type: integer } } }', { force: 3 }],
    } as const;
    for (const [revision, [type, wind]] of Object.entries(types)) {
      const editionsDirectory = join(place, revision);
      for (const directory of [editionsDirectory, join(place, 'all')])
        await writeEdition(directory, `boat-hire/${revision}`, ofType(revision, type));
      const book = await openClausebook({ editionsDirectory, dataDirectory: data });
      for (const facts of [{ wind }, {}])
        assert.equal((await book.decide('hire', { asOf: '2026-06-01T00:00:00Z', facts })).status, 200);
      await book.close();
    }
    const exported = await call(
      ['log', 'export', '--to', 'parquet', '--data', data, '--output', columns],
      around,
    );
    assert.equal(exported.code, 0, exported.err);
    const unrecorded = '2026-05-04';
    await writeEdition(
      join(place, 'all'),
      `boat-hire/${unrecorded}`,
      ofType(unrecorded, '{ type: boolean }'),
    );
    for (const to of [...Object.keys(types), unrecorded]) {
      const by = ['impact', '--to', join(place, 'all', 'boat-hire', to), '--json', '-'];
      const byLines = await call([...by, '--data', data]);
      const byColumns = await call([...by, '--on', columns, '--editions', join(place, 'all')]);
      assert.equal(byColumns.code, byLines.code, byColumns.err);
      assert.equal(byColumns.out, byLines.out.replace(`the log in ${data}`, `the columns in ${columns}`), to);
      const { compared } = JSON.parse(byColumns.out) as Report; // as `reportToJson` writes it
      assert.equal(compared, to === unrecorded ? 3 : 4, 'those of its own type, and those without the fact');
    }
  });

  test('is not told where the query and the evaluator differ', async () => {
    const columns = join(folder, 'altered');
    await exportTo(columns);
    const [day = ''] = await readdir(join(columns, 'refund'));
    const file = join(columns, 'refund', day);
    const duckdb = await openDuckDb();
    await duckdb.ask(
      `COPY (SELECT * REPLACE ("package.feePaid.minor" + 1200 AS "package.feePaid.minor") FROM '${file}') TO '${file}.new' (FORMAT parquet)`,
    );
    await duckdb.close();
    await rename(`${file}.new`, file);
    const { code, out, err } = await call([...asked, '--on', columns, '--editions', productEdition]);
    assert.equal(code, 3, err);
    assert.equal(out, '');
    assert.match(err, /impact-differs: of a sample of `refund`/);
  });

  test('needs columns of a log, and not what the log alone has', async () => {
    const none = await call([...asked, '--on', join(folder, 'nowhere')]);
    assert.equal(none.code, 3);
    assert.match(none.err, /holds no columns of a log/);
    assert.equal((await call([...asked, '--on', folder, '--data', folder])).code, 2);
    assert.equal((await call(['impact', '--to', `sha256:${'0'.repeat(64)}`, '--on', folder])).code, 2);
  });
});
