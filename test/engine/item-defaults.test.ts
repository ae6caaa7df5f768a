import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Answer } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { tellDecision } from '../../src/engine/tell.js';
import { assumedByPath } from '../../src/web/try/case-paths.js';
import { asked, boatErrors, boatHire, type BoatTerms } from '../support/boat-hire.js';

const terms = (more: Partial<BoatTerms> = {}): BoatTerms => ({
  facts: `
    deposit: { type: integer, default: "7" }
    boats:
      type: list
      default: "[]"
      of:
        type: record
        fields:
          name: { type: text }
          seats: { type: integer, default: "4" }
          since: { type: instant, default: asOf }
          price: { type: money, default: '{ minor: deposit, currency: "EUR" }' }
          mast: { type: record, fields: { height: { type: integer, default: "9" } } }
          note: { type: text, default: "null" }
    seats: { type: integer, default: "sum(for boat in boats return boat.seats)" }`,
  definitions: `[{ term: fleet, clauses: ["1.1"], is: "count(boats[item.note = null or item.seats > 0])" }]`,
  rules: '[{ id: told, then: { outcome: goes-out, because: "{fleet} {seats} {deposit}" } }]',
  ...more,
});
const constraint = (holds: string): BoatTerms =>
  terms({ constraints: `[{ holds: '${holds}', pointer: /boats, code: wrong, message: It is wrong. }]` });
const boats = [
  { name: 'Ann', mast: {} },
  {
    name: 'Bea',
    seats: 2,
    since: '2026-01-01T00:00:00Z',
    mast: { height: 5 },
    price: { minor: 1, currency: 'EUR' },
  },
];

/** What both evaluators say. */
const both = async (of: BoatTerms, facts: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const edition = boatHire(of);
  const question = asked({ facts });
  const reference = await makeReferenceEvaluator(edition).decide(question);
  const compiled = makeCompiledEvaluator(edition).decide(question);
  assert.deepEqual(compiled, reference);
  return reference;
};

const outcomes = async (of: BoatTerms, facts: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await both(of, facts);
  return answer.code === 'decided' ? answer.decision.outcome : answer.errors.map(({ code }) => code).join();
};

describe('What was left out in an item of a list', () => {
  for (const [holds, outcome] of [
    ['every boat in boats satisfies boat.seats >= 2', 'goes-out'],
    ['every boat in boats satisfies boat.seats < 4', 'wrong'],
    ['sum(for boat in boats return boat.seats) = 6', 'goes-out'],
    ['sum(for boat in boats return boat.seats) = 5', 'wrong'],
    ['sum(for boat in boats return boat.price.minor) = 8', 'goes-out'],
    ['sum(for boat in boats return boat.mast.height) = 14', 'goes-out'],
    ['count(boats[item.since = asOf]) = 1', 'goes-out'],
    ['seats = 6', 'goes-out'],
  ] as const)
    test(`has its default where a constraint reads it: ${holds}`, async () => {
      assert.equal(await outcomes(constraint(holds), { boats }), outcome);
    });

  test('is listed as assumed, with the place of its item', async () => {
    const answer = await both(terms(), { boats });
    assert.ok(answer.code === 'decided');
    assert.deepEqual(answer.decision.assumed, [
      { fact: 'deposit', value: 7 },
      { fact: 'boats[1].seats', value: 4 },
      { fact: 'boats[1].since', value: '2026-05-01T00:00:00.000Z' },
      { fact: 'boats[1].price', value: { minor: 7, currency: 'EUR' } },
      { fact: 'boats[1].mast.height', value: 9 },
      { fact: 'boats[1].note', value: null },
      { fact: 'boats[2].note', value: null },
      { fact: 'seats', value: 6 },
    ]);
    const told = tellDecision(boatHire(terms()), answer.decision, Date.parse('2026-05-01T00:00:00Z'));
    assert.match(told, /^- boats\[1\]\.since: 1 May 2026, 00:00 UTC$/m);
    assert.match(told, /^- boats\[1\]\.price: EUR 0\.07$/m);
    assert.equal(assumedByPath(answer.decision.assumed).get('boats.0.mast.height'), 9);
  });

  test('is not listed where the decision does not read the list', async () => {
    const idle = terms({
      listed: '[deposit]',
      definitions: '[]',
      rules: '[{ id: told, then: { outcome: goes-out, because: "{deposit}" } }]',
    });
    const answer = await both(idle, { boats });
    assert.deepEqual(answer.code === 'decided' && answer.decision.assumed, [{ fact: 'deposit', value: 7 }]);
  });

  test('makes a constraint void where its default reads what this decision does without', async () => {
    const without = terms({
      facts: `
        wind: { type: integer }
        boats: { type: list, default: "[]", of: { type: record, fields: { seats: { type: integer, default: wind } } } }
        calm: { type: boolean, default: "true" }`,
      constraints: `[{ holds: "every boat in boats satisfies boat.seats > 0", pointer: /boats, code: wrong, message: It is wrong. }]`,
      listed: '[calm]',
      definitions: '[]',
      rules: '[{ id: told, then: { outcome: goes-out, because: "{calm}" } }]',
    });
    assert.equal(await outcomes(without, { boats: [{}] }), 'goes-out');
    assert.equal(await outcomes(without, { boats: [{ seats: 0 }] }), 'wrong');
    assert.equal(await outcomes(without, { boats: [{}], wind: 0 }), 'wrong');
  });

  test('may not have a default that needs the list itself', () => {
    const circle = terms({
      facts: `
        boats: { type: list, default: "[]", of: { type: record, fields: { seats: { type: integer, default: all } } } }
        all: { type: integer, default: "sum(for boat in boats return boat.seats)" }`,
      definitions: '[]',
      rules: '[{ id: told, then: { outcome: goes-out, because: "{all}" } }]',
    });
    assert.deepEqual(
      boatErrors(circle).map(({ code }) => code),
      ['default-cycle'],
    );
  });
});

describe('A record that is read whole', () => {
  test('has the defaults of its fields where another default takes it', async () => {
    const copied = terms({
      facts: `
        sender: { type: record, fields: { town: { type: text, default: '"Kiel"' } } }
        payer: { type: record, fields: { town: { type: text } }, default: sender }`,
      constraints: `[{ holds: 'payer.town = "Kiel"', pointer: /payer, code: wrong, message: It is wrong. }]`,
      definitions: '[]',
      rules: '[{ id: told, then: { outcome: goes-out, because: "{payer.town}" } }]',
    });
    assert.equal(await outcomes(copied, { sender: {} }), 'goes-out');
  });
});
