import { deepEqual, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { HitPolicy, TableExpression, TypedExpression } from '../../../src/language/syntax/expression.js';
import { parseExpression } from '../../../src/language/syntax/parse-expression.js';
import { holdsOf } from '../../../src/language/tables/column-test.js';
import { makeColumn } from '../../../src/language/tables/column.js';
import { makeRowIndex } from '../../../src/language/tables/row-index.js';
import { rowsThatApply } from '../../../src/language/tables/table-value.js';
import type { Type, Value } from '../../../src/language/types/types.js';
import { makeScope } from '../../../src/edition/names/names.js';

const types = {
  whole: { kind: 'integer', nullable: true },
  decimal: { kind: 'number' },
  open: { kind: 'text' },
  closed: { kind: 'text', values: ['a', 'b', 'c'] },
  flag: { kind: 'boolean' },
  day: { kind: 'date' },
} satisfies Record<string, Type>;

type Name = Exclude<keyof typeof types, 'day'>;

const scope = makeScope(new Map<string, Type>(Object.entries(types)));

const typed = (source: string): TypedExpression => {
  const result = parseExpression(source, scope);
  if (!result.ok) throw new Error(`${source}: ${result.errors[0]?.message ?? ''}`);
  return result.expression;
};

const numberTest = (name: string): fc.Arbitrary<string> => {
  const number = fc.integer({ min: -2, max: 6 });
  const interval = fc
    .tuple(fc.constantFrom('[', '('), number, number, fc.constantFrom(']', ')'))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
  const simple = fc.oneof(
    number.map(String),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map(([sign, bound]) => `${sign} ${bound}`),
    interval,
  );
  const tests = fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((all) => `${name} in (${all.join(', ')})`);
  return fc.oneof(
    tests,
    tests.map((one) => `not(${one})`),
  );
};

const textTest = (name: string, values: readonly string[]): fc.Arbitrary<string> => {
  const listed = fc
    .subarray([...values], { minLength: 1 })
    .map((some) => `${name} in (${some.map((value) => JSON.stringify(value)).join(', ')})`);
  return fc.oneof(
    listed,
    listed.map((one) => `not(${one})`),
  );
};

const tests: Readonly<Record<Name, fc.Arbitrary<string>>> = {
  whole: fc.oneof(
    numberTest('whole').map((one) => `whole != null and ${one}`),
    fc.constant('whole = null'),
  ),
  decimal: numberTest('decimal'),
  open: textTest('open', ['a', 'b', 'x']),
  closed: textTest('closed', ['a', 'b', 'c']),
  flag: fc.constantFrom('flag in (true)', 'flag = false', 'not(flag = true)'),
};

const values: Readonly<Record<Name, fc.Arbitrary<Value>>> = {
  whole: fc.oneof(fc.integer({ min: -4, max: 8 }), fc.constant(null)),
  decimal: fc.constantFrom(-3, -2, -1.5, 0, 0.25, 1, 2, 2.5, 5.999, 6, 7),
  open: fc.constantFrom('a', 'b', 'x', 'y', ''),
  closed: fc.constantFrom('a', 'b', 'c'),
  flag: fc.boolean(),
};

const names: readonly Name[] = ['whole', 'decimal', 'open', 'closed', 'flag'];

const nothing = typed('null');

const tables = (hit: HitPolicy): fc.Arbitrary<TableExpression> =>
  fc.array(fc.tuple(...names.map((name) => fc.option(tests[name]))), { maxLength: 40 }).map((rows) => ({
    kind: 'table',
    hit,
    inputs: names.map(typed),
    rows: rows.map((row) => ({
      tests: row.map((one) => (one === null ? null : typed(one))),
      then: nothing,
    })),
    otherwise: nothing,
    type: { kind: 'null', nullable: true },
    span: { from: 0, to: 0 },
  }));

describe('The index of a table', () => {
  test('finds the rows that are found when each is tried', () => {
    const cases = fc.tuple(
      fc.constantFrom<HitPolicy>('collect sum', 'first').chain(tables),
      fc.array(fc.tuple(...names.map((name) => values[name])), { minLength: 5, maxLength: 20 }),
    );
    fc.assert(
      fc.property(cases, ([table, questions]) => {
        const index = makeRowIndex(table);
        for (const question of questions) {
          const valueOf = (test: TypedExpression): Value => {
            const row = table.rows.find((one) => one.tests.includes(test));
            return question[row?.tests.indexOf(test) ?? 0] ?? null;
          };
          const tried = rowsThatApply(table, (test) => holdsOf(test, valueOf(test)));
          deepEqual(
            index.rowsFor(question, () => true),
            tried,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('looks at few of a thousand rows that share a column', () => {
    const table: TableExpression = {
      kind: 'table',
      hit: 'unique',
      inputs: [typed('whole'), typed('decimal')],
      rows: Array.from({ length: 1000 }, (_, at) => ({
        tests: [
          typed(`whole != null and whole in ([${at * 10}..${at * 10 + 9}])`),
          typed('decimal < 3 * decimal'),
        ],
        then: nothing,
      })),
      otherwise: nothing,
      type: { kind: 'null', nullable: true },
      span: { from: 0, to: 0 },
    };
    const looked: number[] = [];
    const found = makeRowIndex(table).rowsFor([5005, 1], (row) => {
      looked.push(row);
      return true;
    });
    deepEqual(found, [501]);
    ok(looked.length <= 8);
  });

  test('knows the values between those with which tests compare, and those that its input can have', () => {
    const decimal = makeColumn(typed('decimal'), [typed('decimal in [2..3)')], { minimum: 2 });
    deepEqual(
      Array.from({ length: decimal.count }, (_, region) => decimal.sampleOf(region)),
      [undefined, undefined, 2, 2.5, 3, 4],
    );
    const whole = makeColumn(typed('whole'), [typed('whole != null and whole in (2, 3)')]);
    deepEqual(
      Array.from({ length: whole.count }, (_, region) => whole.sampleOf(region)),
      [null, 1, 2, undefined, 3, 4],
    );
    const day = makeColumn(typed('day'), [
      typed('day <= date("2026-01-31")'),
      typed('day >= date("2026-02-01")'),
    ]);
    deepEqual(day.sampleOf(3), undefined);
    const closed = makeColumn(typed('closed'), []);
    deepEqual(
      Array.from({ length: closed.count }, (_, region) => closed.sampleOf(region)),
      [undefined, 'a', 'b', 'c', undefined],
    );
  });
});
