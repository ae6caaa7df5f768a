import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { asked, boatHire, type BoatTerms } from '../support/boat-hire.js';
import { counted, written, type Rational } from '../support/rational.js';
import {
  amounts,
  facts,
  functions,
  lengths,
  numbers,
  tables,
  type Computed,
  type Declared,
} from './support/computed-expressions.js';

const literal = (is: Rational): string => (is.over < 0n ? `(0 - ${written(is).slice(1)})` : written(is));

/** The number after the 34 digits of another. */
const next = (is: Rational): Rational => {
  const digits = written(is).replace('-', '');
  const [whole = '', fraction = ''] = digits.split('.');
  const places = whole === '0' ? 34 + (/^0*/.exec(fraction)?.[0].length ?? 0) : 34 - whole.length;
  const unit = { over: 10n ** BigInt(Math.max(-places, 0)), under: 10n ** BigInt(Math.max(places, 0)) };
  return counted({ over: is.over * unit.under + unit.over * is.under, under: is.under * unit.under });
};

/** Whether an evaluator finds each of some conditions to hold; or that it cannot compute them. */
const holds = async (
  make: (edition: ReturnType<typeof boatHire>) => Evaluator,
  conditions: readonly string[],
  declared: Pick<BoatTerms, 'functions' | 'tables'> = {},
): Promise<readonly unknown[] | string> => {
  const clauses = ['1.1'];
  const terms = conditions.map((is, i) => ({ term: `c${i}`, clauses, is }));
  const all = `all([${terms.map(({ term }) => term).join(', ')}, n = n, k = k, x = x, y = y, fee = fee])`;
  const edition = boatHire({
    facts:
      'n: { type: integer }\nk: { type: integer }\nx: { type: number }\ny: { type: number }\nfee: { type: money }',
    definitions: JSON.stringify([...terms, { term: 'all', clauses, is: all }]),
    ...declared,
    rules: '[{ id: told, then: { outcome: goes-out, because: "{all}" } }]',
  });
  const explained = await make(edition).explain(asked({ facts }));
  if (explained.code !== 'decided') return explained.code;
  return terms.map(({ term }) => explained.trace.definitions.find((one) => one.term === term)?.value);
};

/** @param number an expression as the number that is told of it */
const assertComputed = async (
  of: fc.Arbitrary<Computed>,
  number: (feel: string) => string,
  count: number,
  seed: number,
): Promise<void> => assertAll(fc.sample(of, { numRuns: count, seed }), number);

const assertAll = async (sampled: readonly Declared[], number: (feel: string) => string): Promise<void> => {
  const some = sampled.flatMap(({ feel, is, ...own }) =>
    is === undefined ? [] : [{ feel: number(feel), is, own }],
  );
  const conditions = some.map(
    ({ feel, is }) =>
      `every v in [${feel}] satisfies v = ${literal(is)} and v < ${literal(next(is))} and v != ${literal(next(is))}`,
  );
  assert.ok(some.length > sampled.length / 2);
  const failing = sampled.filter(({ is }) => is === undefined).slice(0, 3);
  for (const make of [makeCompiledEvaluator, makeReferenceEvaluator]) {
    const found = await holds(make, conditions, declaredOf(some.map(({ own }) => own)));
    assert.ok(Array.isArray(found), `${make.name}: ${String(found)}`);
    assert.deepEqual(
      conditions.filter((_, i) => found[i] !== true),
      [],
      make.name,
    );
    for (const { feel, ...own } of failing)
      assert.equal(await holds(make, [`${number(feel)} = 0`], declaredOf([own])), 'out-of-range', feel);
  }
};

/** What stands in functions.yaml and tables.yaml. */
const declaredOf = (
  declared: readonly Pick<Declared, 'function' | 'table'>[],
): Pick<BoatTerms, 'functions' | 'tables'> => {
  const functionList = declared.flatMap(({ function: one }) => (one === undefined ? [] : [one]));
  const tableList = declared.flatMap(({ table }) => (table === undefined ? [] : [table]));
  return {
    ...(functionList.length === 0 ? {} : { functions: ` ${JSON.stringify(functionList)}` }),
    ...(tableList.length === 0 ? {} : { tables: ` ${JSON.stringify(tableList)}` }),
  };
};

/** Each with a name of its own. */
const named = (of: fc.Arbitrary<Declared>, count: number): readonly Declared[] =>
  fc.sample(of, { numRuns: count, seed }).map(({ feel, is, ...own }, at) => ({
    feel: feel.replace(/^own|^table/, (name) => `${name}${at}`),
    is,
    ...(own.function === undefined ? {} : { function: { function: `own${at}`, ...own.function } }),
    ...(own.table === undefined ? {} : { table: { table: `table${at}`, clauses: ['1.1'], ...own.table } }),
  }));

const seed = Number(process.env['SEED'] ?? 20_261_129);

describe(`both evaluators compute what fractions of integers come to (seed ${seed})`, () => {
  test('of numbers, to all their 34 digits', async () => {
    await assertComputed(numbers, (feel) => feel, 80, seed);
  });
  test('of money, to the minor unit and beyond', async () => {
    await assertComputed(amounts, (feel) => `(${feel}).minor`, 40, seed);
  });
  test('of durations, dates and instants', async () => {
    await assertComputed(lengths, (feel) => `(${feel} / duration("PT0.001S"))`, 40, seed);
  });
  test("of what functions of one's own are given", async () => {
    await assertAll(named(functions, 40), (feel) => feel);
  });
  test('of the rows of decision tables, by every hit policy', async () => {
    await assertAll(named(tables, 60), (feel) => feel);
  });
  test('and no others: a digit that is wrong is found', async () => {
    for (const make of [makeCompiledEvaluator, makeReferenceEvaluator])
      assert.deepEqual(
        await holds(make, [
          '1 / 3 = 0.3333333333333333333333333333333333',
          '1 / 3 = 0.3333333333333333333333333333333334',
          '2 / 3 = 0.6666666666666666666666666666666667',
          '2 / 3 = 0.6666666666666667',
        ]),
        [true, false, true, false],
      );
  });
});
