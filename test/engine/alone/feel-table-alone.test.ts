import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluateAlone } from '../../../src/engine/alone/evaluate-alone.js';
import { comparable } from '../../language/support/feel-rows.js';
import { dmnSays, has, readFeelTable, titleOf, type FeelRow } from '../../language/support/feel-table.js';

const { sections } = await readFeelTable();
const rows = sections.flatMap((section) => section.rows);

/** A row's names as facts of an expression by itself: dates, instants and durations are read as FEEL reads them. */
const factsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(factsOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, factsOf(field)]));
  return typeof value === 'string' && /^(?:\d{4}-|\d\d:|-?P\d|-?PT)/.test(value) ? `@"${value}"` : value;
};

const says = (row: FeelRow): readonly unknown[] => [
  ...(has(row, 'is') ? [row.is] : []),
  ...(row.notFeel === true ? [] : [dmnSays(row)]),
];

/** What a row owes to how its facts are declared, which JSON does not say: percentages, defaults of fields, texts of which all values are known. */
const declared: ReadonlySet<string> = new Set([
  '19 %',
  'rate + rate with {"rate":"10 %"}',
  'date(startsAt, word) with {"startsAt":"2026-03-31T22:30:00Z","word":"Europe/Berlin"}',
  'items[item.kind = "b"] with {"items":[{"kind":"a","weight":1},{"kind":"b","weight":2}]}',
]);

describe('An expression by itself has the value of an edition, or that of DMN, or none is told', () => {
  for (const row of rows.filter((one) => !declared.has(titleOf(one))))
    test(titleOf(row), () => {
      const told = evaluateAlone(row.feel, factsOf(row.with ?? {}) as Record<string, unknown>); // a record stays one
      if (!('value' in told)) return;
      const values = says(row).map((value) => JSON.stringify(comparable(plain(value))));
      assert.ok(
        values.includes(JSON.stringify(comparable(told.value))),
        `${JSON.stringify(told)} is none of ${values.join(', ')}`,
      );
    });
});

/** Numbers beyond a double are told as the nearest one. */
const plain = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+\.?\d{15,}$/.test(value) ? Number(value) : value;
