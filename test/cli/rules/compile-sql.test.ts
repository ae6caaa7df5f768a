import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { boatFiles } from '../../support/boat-hire.js';
import { openDuckDb } from '../../sql/support/duckdb.js';
import { openPostgres } from '../../sql/support/postgres.js';
import { sharedPostgres } from '../../support/postgres.js';
import type { Engine } from '../../sql/support/engine.js';
import { call, temporary, writeEdition } from '../support/call.js';

const asOf = Date.parse('2026-06-01T00:00:00Z');

describe('clausebook compile --to sql', () => {
  let engine: Engine;
  before(async () => {
    engine = await openDuckDb();
  });
  after(() => engine.close());

  it('prints a query that finds the sets of fired rules, and one that decides each row by them', async (t) => {
    const directory = await temporary(t);
    const editions = join(directory, 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: integer, minimum: 0, maximum: 12 }',
        rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
      }),
    );
    const compile = (...more: readonly string[]) =>
      call(['compile', 'hire', '--to', 'sql', '--editions', editions, ...more]);
    const winds = [0, 5, 6, 7, 12, 13, null];
    await engine.load(
      'cases',
      [
        ['id', 'BIGINT'],
        ['asOf', 'BIGINT'],
        ['wind', 'BIGINT'],
      ],
      winds.map((wind, id) => ({ id, asOf, wind })),
    );
    const found = await compile('--find-sets');
    assert.equal(found.code, 0, found.err);
    const sets = await engine.ask(found.out);
    const file = join(directory, 'sets.csv');
    await writeFile(file, `fired\n${sets.map(({ fired }) => String(fired)).join('\n')}\n`);
    const decided = await compile('--sets', file);
    assert.equal(decided.code, 0, decided.err);
    const rows = await engine.ask(`SELECT * FROM (${decided.out}) AS decided ORDER BY id`);
    assert.deepEqual(
      rows.map(({ outcome, refused, left, rules }) => [outcome, refused, left, rules]),
      [
        ['goes', null, null, ['calm']],
        ['goes', null, null, ['calm']],
        ['unresolved', null, null, []],
        ['stays', null, null, ['storm']],
        ['stays', null, null, ['storm']],
        [null, 'fact-range wind', null, null],
        [null, 'missing-fact wind', null, null],
      ],
    );
    const postgres = await openPostgres(await sharedPostgres());
    try {
      await postgres.load(
        'cases',
        [
          ['id', 'BIGINT'],
          ['asOf', 'BIGINT'],
          ['wind', 'SMALLINT'],
        ],
        winds.map((wind, id) => ({ id, asOf, wind })),
      );
      const inPostgres = await compile('--dialect', 'postgres', '--find-sets');
      assert.deepEqual(
        (await postgres.ask(inPostgres.out)).map(({ fired }) => Number(fired)).sort(),
        sets.map(({ fired }) => Number(fired)).sort(),
      );
      const { out } = await compile('--dialect', 'postgres', '--sets', file);
      assert.deepEqual(
        (await postgres.ask(`SELECT * FROM (${out}) AS decided ORDER BY id`)).map(({ outcome }) => outcome),
        rows.map(({ outcome }) => outcome),
      );
    } finally {
      await postgres.close();
    }
    const without = await compile();
    assert.match(without.err, /No sets of fired rules are given/);
    const [first] = await engine.ask(`SELECT * FROM (${without.out}) AS decided ORDER BY id`);
    assert.deepEqual([first?.['outcome'], first?.['left']], [null, 'no plan of the set of fired rules']);

    const csv = join(directory, 'cases.csv');
    await writeFile(csv, 'id,asOf,wind\n1,2026-06-01T00:00:00Z,5\n2,2026-06-01T02:00:00+02:00,7\n');
    const onFile = await compile('--on', csv);
    assert.equal(onFile.code, 0, onFile.err);
    const ofFile = await engine.ask(`SELECT * FROM (${onFile.out}) AS decided ORDER BY id`);
    assert.deepEqual(
      ofFile.map(({ outcome }) => outcome),
      ['goes', 'stays'],
    );
    await writeFile(csv, 'id,asOf,wind\n1,2026-06-01T00:00:00Z,5.5\n');
    const halves = await compile('--on', csv);
    assert.equal(halves.code, 3);
    assert.match(halves.err, /a value of the column wind is none that its fact can have/);
    const ofPostgres = await compile('--dialect', 'postgres', '--on', csv);
    assert.equal(ofPostgres.code, 2);
    assert.match(ofPostgres.err, /`--on` is for `--dialect duckdb`/);
  });

  it('reads a relation of a schema, and prints a view', async (t) => {
    const editions = join(await temporary(t), 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: integer }',
        rules: '- { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }',
      }),
    );
    const sets = join(editions, 'sets.csv');
    await writeFile(sets, 'fired\n0\n1\n');
    const compile = (...more: readonly string[]) =>
      call(['compile', 'hire', '--to', 'sql', '--editions', editions, '--sets', sets, ...more]);
    const create = [
      'CREATE SCHEMA "port"',
      'CREATE TABLE "port"."of.boats" (id BIGINT, "asOf" BIGINT, wind BIGINT)',
      `INSERT INTO "port"."of.boats" VALUES (1, ${asOf}, 5), (2, ${asOf}, 7)`,
    ];
    const postgres = await openPostgres(await sharedPostgres());
    try {
      for (const [dialect, on] of [
        ['duckdb', engine],
        ['postgres', postgres],
      ] as const) {
        for (const statement of create) await on.ask(statement);
        const from = ['--dialect', dialect, '--from', 'port."of.boats"'];
        const { out } = await compile(...from, '--view', 'port.decided');
        assert.match(out, /^CREATE VIEW "port"\."decided" AS\n-- hire of /);
        await on.ask(out.trim().replace(/;$/, ''));
        assert.deepEqual(
          (await on.ask('SELECT outcome FROM port.decided ORDER BY id')).map(({ outcome }) => outcome),
          ['goes', 'unresolved'],
          dialect,
        );
        const found = await compile(...from, '--find-sets');
        assert.equal((await on.ask(found.out)).length, 2, dialect);
      }
    } finally {
      await postgres.close();
    }
    const clickhouse = await compile('--dialect', 'clickhouse', '--from', 'port.boats', '--view', 'a\\b');
    assert.match(clickhouse.out, /^CREATE VIEW "a\\\\b" AS\n/);
    assert.match(clickhouse.out, /FROM "port"\."boats"\n/);
    for (const wrong of ['.boats', 'port.', 'port..boats', 'a"b', '"a', '']) {
      const refused = await compile('--from', wrong);
      assert.equal(refused.code, 2, wrong);
      assert.match(refused.err, /`--from .*`: name a table or view/);
    }
    assert.equal((await compile('--view', 'v', '--find-sets')).code, 2);
  });

  it('refuses by name a column whose name PostgreSQL would cut', async (t) => {
    const editions = join(await temporary(t), 'rules');
    const long = 'a'.repeat(64);
    const argv = ['compile', 'hire', '--to', 'sql', '--editions', editions];
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: `${long}: { type: integer, minimum: 0, maximum: 12 }`,
        rules: `
        - { id: calm, when: { fact: ${long}, operator: lessThan, value: 6 }, then: { outcome: goes } }`,
      }),
    );
    assert.equal((await call(argv)).code, 0);
    const refused = await call([...argv, '--dialect', 'postgres']);
    assert.equal(refused.code, 3);
    assert.match(refused.err, /a column `a{64}`, of whose name PostgreSQL takes no more than 63 bytes/);
  });

  it('refuses by name what SQL can not say exactly', async (t) => {
    const editions = join(await temporary(t), 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: number }',
        rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
      }),
    );
    const { code, err } = await call(['compile', 'hire', '--to', 'sql', '--editions', editions]);
    assert.equal(code, 3);
    assert.match(err, /`hire` can not be said in SQL exactly: a fact of type number, `wind`/);
  });
});

describe('clausebook decide --batch of a file with columns', () => {
  it('writes the answers as columns, and counts what is refused', async (t) => {
    const directory = await temporary(t);
    const editions = join(directory, 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: integer, minimum: 0, maximum: 12 }',
        rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
      }),
    );
    const engine = await openDuckDb();
    try {
      const [cases, answers] = [join(directory, 'cases.parquet'), join(directory, 'answers.parquet')];
      await engine.ask(
        `COPY (SELECT range AS id, TIMESTAMP '2026-06-01 00:00:00' AS "asOf", range AS wind, 'x' AS note FROM range(14)) TO '${cases}'`,
      );
      const argv = ['decide', 'hire', '--editions', editions, '--batch', cases];
      const decide = (...more: readonly string[]) =>
        call([...argv, ...more], { untilStopped: new Promise(() => undefined) });
      const { code, err } = await decide('--output', answers);
      assert.equal(code, 1, err);
      assert.match(err, /`hire` does not read the columns note\./);
      assert.match(err, /14 rows in .*: 13 decided, 1 refused\./);
      const rows = await engine.ask(
        `SELECT outcome, count(*) AS n FROM '${answers}' GROUP BY ALL ORDER BY ALL`,
      );
      assert.deepEqual(
        rows.map(({ outcome, n }) => [outcome, Number(n)]),
        [
          ['goes', 6],
          ['stays', 6],
          ['unresolved', 1],
          [null, 1],
        ],
      );
      assert.equal((await decide()).code, 2, 'answers go to a file');
      const kept = await readFile(answers);
      const stopped = await call([...argv, '--output', answers], { untilStopped: Promise.resolve() });
      assert.equal(stopped.code, 3);
      assert.match(stopped.err, /It was stopped; nothing is written\./);
      assert.deepEqual(await readFile(answers), kept);
      assert.deepEqual((await readdir(directory)).sort(), ['answers.parquet', 'cases.parquet', 'rules']);
      assert.equal((await decide('--output', join(directory, 'nowhere', 'answers.parquet'))).code, 3);
    } finally {
      await engine.close();
    }
  });

  it('asks evaluators for a decision that can not be said in SQL', async (t) => {
    const directory = await temporary(t);
    const editions = join(directory, 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: number, maximum: 12 }',
        effects:
          'fee: { type: money, merge: equal, default: "{ minor: 0, currency: \\"EUR\\" }" }\nshare: { type: number, merge: equal, default: "0.5" }',
        rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6.5 }, then: { outcome: goes, effects: { fee: "{ minor: 1250, currency: \\"EUR\\" }", share: wind } } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6.5 }, then: { outcome: stays } }`,
      }),
    );
    const engine = await openDuckDb();
    try {
      const rows = 2500;
      const [cases, answers] = [join(directory, 'cases.csv'), join(directory, 'answers.parquet')];
      await engine.ask(
        `COPY (SELECT 'c' || range AS id, '2026-06-01T00:00:00Z' AS "asOf", CASE WHEN range = 7 THEN NULL ELSE (range % 14) + 0.5 END AS wind FROM range(${rows})) TO '${cases}'`,
      );
      const argv = ['decide', 'hire', '--editions', editions, '--batch', cases, '--output', answers];
      const running = { untilStopped: new Promise<never>(() => undefined) };
      const { code, err } = await call(argv, running);
      assert.equal(code, 1, err);
      assert.match(
        err,
        /`hire` can not be said in SQL exactly: a fact of type number, `wind` in `wind`\. Evaluators decide its rows\./,
      );
      assert.match(err, /2500 rows in .*: 2143 decided, 357 refused; 2500 of them by the evaluator\./);
      const given = await engine.ask(`SELECT * FROM '${answers}'`);
      assert.deepEqual(
        given.map(({ id }) => id),
        Array.from({ length: rows }, (_, place) => `c${place}`),
      );
      const told = (place: number) => {
        const row = given[place] ?? {};
        return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
      };
      assert.deepEqual(told(2), {
        ...{ id: 'c2', outcome: 'goes', rules: ['calm'], clauses: ['1.1'], readings: [] },
        ...{ 'effects.fee.minor': '1250', 'effects.fee.currency': 'EUR', 'effects.share': 2.5 },
      });
      assert.deepEqual(told(6), { id: 'c6', outcome: 'unresolved', rules: [], clauses: [], readings: [] });
      assert.deepEqual(told(7), { id: 'c7', refused: 'missing-fact wind' });
      assert.deepEqual(told(12), { id: 'c12', refused: 'out-of-range wind' });
      const stopped = await call(argv, { untilStopped: Promise.resolve() });
      assert.equal(stopped.code, 3);
      await writeFile(cases, 'id,asOf,wind\n1,2026-02-30T00:00:00Z,1.5\n');
      const wrong = await call(argv, running);
      assert.equal(wrong.code, 3);
      assert.match(wrong.err, /a value of the column asOf is none that its fact can have/);
      assert.equal((await engine.ask(`SELECT count(*) AS n FROM '${answers}'`))[0]?.['n'], String(rows));
      assert.deepEqual((await readdir(directory)).sort(), ['answers.parquet', 'cases.csv', 'rules']);
    } finally {
      await engine.close();
    }
  });

  it('asks evaluators for the rows that the query leaves open, each in its place', async (t) => {
    const directory = await temporary(t);
    const editions = join(directory, 'rules');
    await writeEdition(
      editions,
      'boat-hire/2026',
      boatFiles({
        facts: 'wind: { type: integer, minimum: 0 }\nplace: { type: integer, minimum: 0 }',
        definitions: '[{ term: force, is: "min(wind * place, 1000)", clauses: ["1.1"] }]',
        rules: `
        - { id: calm, when: { fact: force, operator: lessThan, value: 100 }, then: { outcome: goes } }
        - { id: storm, when: { fact: force, operator: greaterThanInclusive, value: 100 }, then: { outcome: stays } }`,
      }),
    );
    const engine = await openDuckDb();
    try {
      const [cases, answers] = [join(directory, 'cases.parquet'), join(directory, 'answers.parquet')];
      // One id stands in all rows, and a fact has the name of what rows are told apart by.
      await engine.ask(
        `COPY (SELECT 1 AS id, TIMESTAMP '2026-06-01 00:00:00' AS "asOf", range AS wind, CASE WHEN range % 5 = 3 THEN 4000000000000000 ELSE 20 END AS place FROM range(10)) TO '${cases}'`,
      );
      const argv = ['decide', 'hire', '--editions', editions, '--batch', cases, '--output', answers];
      const { code, err } = await call(argv, { untilStopped: new Promise(() => undefined) });
      assert.match(err, /10 rows in .*: 10 decided, 0 refused; 2 of them by the evaluator\./);
      assert.equal(code, 0);
      const given = await engine.ask(`SELECT outcome, refused FROM '${answers}'`);
      assert.deepEqual(
        given.map(({ outcome, refused }) => outcome ?? refused),
        Array.from({ length: 10 }, (_, wind) => (wind % 5 !== 3 && wind * 20 < 100 ? 'goes' : 'stays')),
      );
      assert.deepEqual((await readdir(directory)).sort(), ['answers.parquet', 'cases.parquet', 'rules']);
    } finally {
      await engine.close();
    }
  });
});
