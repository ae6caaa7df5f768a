import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { dayMs, formatInstant } from '../../../src/language/instants.js';
import { assertSame } from './support/same-decision.js';
import { boatDecision, boatHire } from '../../support/boat-hire.js';

const start = Date.parse('2026-05-01T00:00:00Z');

const expressions = [
  ...['=', '!=', '<', '<=', '>', '>='].flatMap((operator) => [
    `count(trips[item.at ${operator} asOf])`,
    `count(trips[asOf ${operator} item.at])`,
    `count(trips[item.people ${operator} seats])`,
    `count(trips[item.people ${operator} item.seats])`,
  ]),
  'sum(for t in trips return count(trips[item.at <= t.at]) * 1000 + count(trips[item.at = t.at]))',
  'sum(for t in trips return count(trips[item.people > t.seats and item.at <= t.at]))',
  'sum(for t in trips return count(t.stops[item.miles < t.people]))',
  'if late = null then 0 else count(late[item.people < seats])',
];

const names = expressions.map((_, nth) => `n${nth}`);

const terms = boatHire({
  facts: `
seats: { type: integer }
trips: { type: list, maxItems: 40, of: { type: record, fields: {
  at: { type: instant }, people: { type: integer }, seats: { type: integer },
  stops: { type: list, of: { type: record, fields: { miles: { type: integer } } } } } } }
late: { type: list, of: { type: record, fields: { people: { type: integer } } } }`,
  listed: '[seats, trips, late?]',
  effects: JSON.stringify(
    Object.fromEntries(names.map((name) => [name, { type: 'integer', merge: 'equal', default: '0' }])),
  ),
  rules: JSON.stringify([
    {
      id: 'counts',
      then: {
        outcome: 'stays',
        effects: Object.fromEntries(names.map((name, at) => [name, expressions[at]])),
      },
    },
  ]),
});

describe('How many items of a list a filter keeps', () => {
  test('is the same by both evaluators, in whatever order they stand and however often each', async () => {
    const [compiled, reference] = [makeCompiledEvaluator(terms), makeReferenceEvaluator(terms)];
    const few = fc.integer({ min: -3, max: 3 });
    const people = fc.record({ people: few });
    const trip = fc.record({
      at: few.map((days) => formatInstant(start + days * dayMs)),
      people: few,
      seats: few,
      stops: fc.array(few.map((miles) => ({ miles }))),
    });
    const facts = fc.record(
      { seats: few, trips: fc.array(trip, { maxLength: 40 }), late: fc.array(people) },
      { requiredKeys: ['seats', 'trips'] },
    );
    const counted = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(facts, few, async (given, days) => {
        const question = { decision: boatDecision, facts: given, asOf: start + days * dayMs };
        await assertSame(reference, compiled, question);
        const answer = compiled.decide(question);
        assert.ok(answer.code === 'decided', JSON.stringify(answer));
        counted.add(answer.decision.effects['n0']);
      }),
      { seed: 20_261_130, numRuns: 300 },
    );
    assert.ok(counted.size > 3);
  });
});
