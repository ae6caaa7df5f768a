import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import {
  codesOf,
  comparable,
  expectedOf,
  feelinAlone,
  groupsOf,
  scopeOfTable,
  valuesOf,
} from './support/feel-rows.js';
import { dmnSays, feelinSays, has, readFeelTable, titleOf, type FeelRow } from './support/feel-table.js';

const table = await readFeelTable();
const scope = scopeOfTable(table);
const rows = table.sections.flatMap((section) => section.rows);

describe('Every row of the table of expressions', () => {
  const parts = ['feel', 'with', 'is', 'fails', 'refused', 'dmn', 'feelin', 'feelinFails', 'notFeel', 'why'];
  for (const row of rows)
    test(`says one thing of ${titleOf(row)}, and why where others say another`, () => {
      assert.deepEqual(
        Object.keys(row).filter((part) => !parts.includes(part)),
        [],
      );
      const says = (['is', 'fails', 'refused'] as const).filter((part) => has(row, part));
      assert.equal(says.length, 1, 'one of `is`, `fails`, `refused`');
      const isElsewhere = ['dmn', 'feelin', 'feelinFails', 'fails', 'refused'].some((part) =>
        Object.hasOwn(row, part),
      );
      if (isElsewhere) assert.ok((row.why ?? '').length > 0, '`why` is missing');
      // Where we give no value, the table says what DMN gives, or that it has no such expression.
      if (!has(row, 'is')) assert.notEqual(has(row, 'dmn'), row.notFeel === true, '`dmn` or `notFeel`');
      else assert.equal(row.notFeel, undefined);
    });

  test('there are at least 200, each once', () => {
    assert.ok(rows.length >= 200);
    assert.equal(new Set(rows.map(titleOf)).size, rows.length);
  });
});

describe('Both evaluators give the value of the table', () => {
  for (const group of groupsOf(table))
    test(`for ${group.rows.map(({ feel }) => feel).join(' | ')} with ${JSON.stringify(group.question.facts)}`, async () => {
      const expected = group.rows.some(({ fails }) => fails === true)
        ? 'threw'
        : group.rows.map((row) => expectedOf(row, scope));
      assert.deepEqual(await valuesOf(makeReferenceEvaluator(group.edition), group), expected);
      assert.deepEqual(await valuesOf(makeCompiledEvaluator(group.edition), group), expected);
    });
});

describe('What the subset lacks is refused with the code of the table', () => {
  for (const row of rows.filter(({ refused }) => refused !== undefined))
    test(row.feel, () => {
      assert.equal(codesOf(row.feel, scope)[0], row.refused);
    });
});

describe('What feelin says by itself, and DMN, is as the table names it', () => {
  const differs = (one: unknown, other: unknown): boolean => {
    try {
      assert.deepEqual(comparable(one), comparable(other));
      return false;
    } catch {
      return true;
    }
  };
  const isDeviation = (row: FeelRow): boolean => has(row, 'dmn') && has(row, 'is');

  for (const row of rows)
    test(`of ${titleOf(row)}`, () => {
      const alone = feelinAlone(row, table, scope);
      assert.deepEqual(alone, row.feelinFails === true ? 'threw' : comparable(feelinSays(row)));
      if (has(row, 'feelin'))
        assert.ok(differs(row.feelin, dmnSays(row)), 'feelin says what DMN does: leave `feelin` out');
      if (isDeviation(row)) assert.ok(differs(row.dmn, row.is), 'DMN says what we say: leave `dmn` out');
    });
});
