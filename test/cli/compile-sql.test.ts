import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { boatFiles } from '../support/boat-hire.js';
import { openDuckDb } from '../sql/support/duckdb.js';
import type { Engine } from '../sql/support/engine.js';
import { call, temporary, writeEdition } from './support/call.js';

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
