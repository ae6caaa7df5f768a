import { deepEqual, doesNotMatch, equal, fail, match } from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Answer } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { tellTrace } from '../../src/engine/tell-trace.js';
import {
  asked,
  boatErrors,
  boatFiles,
  boatHire,
  boatSeason,
  type BoatQuestion,
  type BoatTerms,
} from '../support/boat-hire.js';

const terms: BoatTerms = {
  facts: `
    placedAt: { type: instant }
    hours: { type: integer }
    returnedAt: { type: instant, default: "null" }`,
  effects: `vat: { type: number, merge: equal, default: "0" }`,
  parameters: `
parameters:
  - parameter: rates
    clauses: ["1.1"]
    describes: Rates.
    changedBy: nobody
    type: record
    fields: { vat: { type: number }, most: { type: integer } }
    values:
      - { from: "${boatSeason}", published: "${boatSeason}", value: { vat: 0.16, most: 5 } }
      - { from: "2026-07-01T00:00:00Z", published: "${boatSeason}", value: { vat: 0.19, most: 8 } }`,
  definitions: `
    - { term: vat, clauses: ["1.3"], is: 'figure at(rates.vat, placedAt)' }
    - { term: late, clauses: ["1.3"], is: 'require(returnedAt, "When the boat came back is needed.") > asOf' }
    - { term: most, clauses: ["1.3"], is: 'rates.most + 1' }
    - { term: isMuch, clauses: ["1.3"], with: { twice: 'most * 2' }, is: 'hours > twice' }`,
  constraints: `
    - { holds: 'not(isMuch)', pointer: /hours, code: too-long-a-hire, message: It is too long. }
    - { holds: 'rates.since <= asOf or hours <= rates.most', pointer: /hours, code: before, message: Before. }`,
  rules: `
    - id: late
      when: { all: [{ fact: hours, operator: greaterThan, value: 2 }, { fact: late, operator: equal, value: true }] }
      then: { outcome: goes-out, effects: { vat: vat } }
    - { id: usual, when: { fact: hours, operator: lessThanInclusive, value: 20 }, then: { outcome: goes-out, effects: { vat: vat } } }`,
};

const both = async (edition: Edition, question: BoatQuestion): Promise<Answer> => {
  const reference = await makeReferenceEvaluator(edition).decide(asked(question));
  deepEqual(makeCompiledEvaluator(edition).decide(asked(question)), reference);
  return reference;
};

const returnedAt = '2026-08-01T00:00:00Z';

describe('A figure at another time', () => {
  test('is the one that held then', async () => {
    const edition = boatHire(terms);
    for (const [placedAt, asOf, vat] of [
      ['2026-06-30T23:59:59.999Z', '2026-08-01T00:00:00Z', 0.16],
      ['2026-07-01T00:00:00Z', '2026-06-01T00:00:00Z', 0.19],
    ] as const) {
      const answer = await both(edition, { facts: { placedAt, hours: 1, returnedAt }, asOf });
      equal(answer.code === 'decided' && answer.decision.effects['vat'], vat);
    }
    const early = await both(edition, { facts: { placedAt: '2026-04-01T00:00:00Z', hours: 1, returnedAt } });
    deepEqual(
      early.code !== 'decided' && early.errors[0]?.message,
      '`vat` cannot be computed of these facts: the figure has no value yet at 2026-04-01T00:00:00.000Z.',
    );
  });

  test('is told with all its values, and as in force only where its value at asOf is read', async () => {
    const question = asked({
      facts: { placedAt: '2026-06-01T00:00:00Z', hours: 1, returnedAt },
      asOf: '2026-08-01T00:00:00Z',
    });
    const edition = boatHire({
      ...terms,
      rules: terms.rules.replace('value: 20', 'value: { fact: most }'),
    });
    const explained = await makeReferenceEvaluator(edition).explain(question);
    deepEqual(makeCompiledEvaluator(edition).explain(question), explained);
    if (explained.code !== 'decided') fail(explained.code);
    const [earlier, later] = [
      { from: `${boatSeason.slice(0, 19)}.000Z`, value: { vat: 0.16, most: 5 } },
      { from: '2026-07-01T00:00:00.000Z', value: { vat: 0.19, most: 8 } },
    ];
    deepEqual(explained.trace.parameters, [{ name: 'rates', ...later }]);
    deepEqual(explained.trace.figuresAtOtherTimes, [{ name: 'rates', values: [earlier, later] }]);

    const withoutMost = boatHire(terms);
    const only = await makeReferenceEvaluator(withoutMost).explain(question);
    if (only.code !== 'decided') fail(only.code);
    deepEqual(only.trace.parameters, []);
    deepEqual(only.trace.figuresAtOtherTimes, [{ name: 'rates', values: [earlier, later] }]);
    const told = tellTrace(withoutMost, only.trace, Date.parse('2026-08-01T00:00:00Z'));
    match(told, /vat = 0\.16/);
    match(
      told,
      /Figures that are read as they were at another time:\n {2}rates since .* = .*0\.16.*\n {2}rates since .* = .*0\.19/,
    );
    doesNotMatch(told, /in force/);
  });

  test('is no fact, and says how it is written', () => {
    const told = (is: string): readonly string[] =>
      boatErrors({
        ...terms,
        definitions: (terms.definitions ?? '').replace('figure at(rates.vat, placedAt)', is),
      }).map(({ message, hint }) => `${message} ${hint}`);
    deepEqual(told('figure at(hours, placedAt)'), [
      '`hours` is no figure with dated values. Name a parameter of parameters.yaml.',
    ]);
    deepEqual(told('figure at(rates.vta, placedAt)'), [
      'The figure has no field `vta`. Name one that it has.',
    ]);
    deepEqual(
      told('rates.vat at placedAt').map(
        (line) => line.includes('`figure at(vat, order.placedAt)`') || line.includes('figure at('),
      ),
      [true],
    );
    deepEqual(told('figure at(rates.vat, hours)'), [
      '`figure at(figure, instant)`: an instant is wanted, not an integer. Mend its arguments.',
    ]);
  });
});

describe('A value that must be there', () => {
  test('is there, or the decision is refused with what the edition says', async () => {
    const answer = await both(boatHire(terms), { facts: { placedAt: boatSeason, hours: 1 } });
    deepEqual(answer, {
      code: 'invalid-facts',
      errors: [{ pointer: '/returnedAt', code: 'required', message: 'When the boat came back is needed.' }],
    });
  });

  test('is one that may be absent', () => {
    const told = (is: string): readonly string[] =>
      boatErrors({
        ...terms,
        definitions: (terms.definitions ?? '').replace(
          'require(returnedAt, "When the boat came back is needed.") > asOf',
          `${is} and returnedAt != null`,
        ),
      }).map(({ message }) => message);
    deepEqual(told('require(hours, "x") > 1'), ['`hours` is always there.']);
    deepEqual(told('require(returnedAt) > asOf'), ['`require` is not called like that.']);
  });
});

describe('A constraint', () => {
  test('reads figures and definitions as they are at asOf', async () => {
    const edition = boatHire(terms);
    const codes = async (hours: number, asOf: string): Promise<unknown> => {
      const answer = await both(edition, { facts: { placedAt: boatSeason, hours, returnedAt }, asOf });
      return answer.code === 'decided' ? answer.code : answer.errors.map(({ code }) => code);
    };
    deepEqual(await codes(12, '2026-06-30T23:59:59.999Z'), 'decided');
    deepEqual(await codes(13, '2026-06-30T23:59:59.999Z'), ['too-long-a-hire']);
    deepEqual(await codes(18, '2026-07-01T00:00:00Z'), 'decided');
    deepEqual(await codes(19, '2026-07-01T00:00:00Z'), ['too-long-a-hire']);
    deepEqual(await codes(6, '2026-04-30T00:00:00Z'), ['before']);
    deepEqual(loadEdition(boatFiles(terms)).diagnostics, []);
  });

  test('reads no table', () => {
    const errors = boatErrors({
      ...terms,
      constraints: `
    - { holds: 'price > 1', pointer: /hours, code: a, message: A. }`,
      tables: `
  - { table: price, clauses: ["1.1"], hit: unique, inputs: { hours: hours }, outputs: { price: { type: integer } }, rows: [{ price: 2 }] }`,
    });
    deepEqual(
      errors.map(({ code, message }) => `${code} ${message}`),
      ['expression-type `price` is a table, and a constraint is tried before tables are read.'],
    );
  });
});
