import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { evaluateAlone, type Alone } from '../../../src/engine/alone/evaluate-alone.js';
import { comparable } from '../../language/support/feel-rows.js';

const table = parse(await readFile(new URL('dmn-table.yaml', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>; // each row is tried below

interface Row {
  readonly expression: string;
  readonly value: unknown;
  readonly told: Alone;
}

const rowOf = (written: string): Row => {
  const at = written.lastIndexOf(' => ');
  const expression = written.slice(0, at);
  return { expression, value: JSON.parse(written.slice(at + 4)) as unknown, told: evaluateAlone(expression) };
};

const kinds = Object.entries(table).map(([kind, rows]) => ({ kind, rows: rows.map(rowOf) }));

for (const { kind, rows } of kinds)
  describe(`An expression of ${kind} has the value that DMN gives it`, () => {
    for (const { expression, value, told } of rows)
      test(expression, () => {
        if (told.notSaid !== undefined) return;
        assert.deepEqual(comparable(told.value), comparable(value));
      });
  });

/** By kind: rows, of which a value is told, of which an edition accepts. */
const expected: readonly (readonly [string, number, number, number])[] = [
  ['negation and sums', 31, 31, 14],
  ['comparison', 42, 41, 25],
  ['between and in', 21, 21, 15],
  ['logic', 22, 22, 6],
  ['numbers', 61, 60, 35],
  ['numbers of lists', 51, 51, 27],
  ['texts', 71, 67, 43],
  ['lists', 56, 56, 24],
  ['loops', 14, 14, 11],
  ['contexts', 19, 19, 9],
  ['functions', 5, 5, 0],
  ['types', 17, 15, 13],
  ['ranges', 33, 33, 30],
  ['dates and times', 61, 61, 36],
];

describe('Of how many expressions of each kind a value is told, and how many an edition accepts', () => {
  const counted = kinds.map(({ kind, rows }) => [
    kind,
    rows.length,
    rows.filter(({ told }) => 'value' in told).length,
    rows.filter(({ told }) => told.accepted).length,
  ]);
  test('as it was counted', () => {
    assert.deepEqual(counted, expected);
  });
});
