import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findTurningFacts, type TurningFacts } from '../../../src/analysis/turning/turning-facts.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { boatDecision, boatHire, type BoatTerms } from '../../support/boat-hire.js';

const asOf = Date.parse('2026-06-10T12:00:00Z');

const turning = (
  terms: BoatTerms,
  facts: Readonly<Record<string, unknown>>,
): Promise<TurningFacts | undefined> => {
  const edition = boatHire(terms);
  return findTurningFacts(makeCompiledEvaluator(edition), edition, boatDecision, { facts, asOf });
};

const told = (found: TurningFacts | undefined): readonly unknown[] =>
  (found?.turns ?? []).map(({ fact, from, to, along, decision }) => [
    fact,
    from,
    to,
    along.map((change) => [change.fact, change.to]),
    decision.outcome,
  ]);

const outOnFewPeople: BoatTerms = {
  facts: `
people: { type: integer, minimum: 1, maximum: 20 }
weather: { type: text, values: [calm, windy, stormy] }`,
  rules: `
- { id: goes, then: { outcome: goes-out } }
- { id: too-many, when: { fact: people, operator: greaterThan, value: 6 }, then: { outcome: stays }, overrides: [goes] }
- { id: storm, when: { fact: weather, operator: equal, value: stormy }, then: { outcome: stays }, overrides: [goes] }`,
};

describe('What single facts turn the outcome of a case', () => {
  test('is for a number the nearest one, however far it is from those that the rules name', async () => {
    const found = await turning(outOnFewPeople, { people: 17, weather: 'calm' });
    assert.equal(found?.decision.outcome, 'stays');
    assert.deepEqual(told(found), [['people', 17, 6, [], 'goes-out']]);
  });

  test('is for a word each that turns it, next to the nearest number', async () => {
    const found = await turning(outOnFewPeople, { people: 5, weather: 'windy' });
    assert.deepEqual(told(found), [
      ['people', 5, 7, [], 'stays'],
      ['weather', 'windy', 'stormy', [], 'stays'],
    ]);
    assert.ok(found?.complete);
  });

  test('is for an instant the very millisecond, asOf too', async () => {
    const found = await turning(
      {
        facts: 'endsAt: { type: instant }',
        rules: `
- { id: before, when: { fact: asOf, operator: lessThan, value: { fact: endsAt } }, then: { outcome: goes-out } }
- { id: after, when: { fact: asOf, operator: greaterThanInclusive, value: { fact: endsAt } }, then: { outcome: stays } }`,
      },
      { endsAt: '2026-07-01T00:00:00Z' },
    );
    assert.deepEqual(told(found), [
      ['asOf', '2026-06-10T12:00:00.000Z', '2026-07-01T00:00:00.000Z', [], 'stays'],
      ['endsAt', '2026-07-01T00:00:00Z', '2026-06-10T12:00:00.000Z', [], 'stays'],
    ]);
  });

  test('names what else must be otherwise, where the facts would contradict themselves', async () => {
    const found = await turning(
      {
        facts: `
kind: { type: text, values: [canoe, sailing-boat] }
sails: { type: integer, minimum: 0, maximum: 3 }`,
        constraints: `
- holds: '(kind = "canoe") = (sails = 0)'
  pointer: /sails
  code: wrong-sails
  message: A canoe has no sails, and a sailing boat has some.`,
        rules: `
- { id: stays, then: { outcome: stays } }
- id: sails-out
  when: { all: [{ fact: kind, operator: equal, value: sailing-boat }, { fact: sails, operator: greaterThan, value: 0 }] }
  then: { outcome: goes-out }
  overrides: [stays]`,
      },
      { kind: 'canoe', sails: 0 },
    );
    assert.deepEqual(told(found), [['kind', 'canoe', 'sailing-boat', [['sails', 1]], 'goes-out']]);
  });

  test('is two facts together, where no one alone turns it', async () => {
    const found = await turning(
      {
        facts: `
hasLicence: { type: boolean }
weather: { type: text, values: [calm, stormy] }`,
        rules: `
- { id: stays, then: { outcome: stays } }
- id: may-go
  when: { all: [{ fact: hasLicence, operator: equal, value: true }, { fact: weather, operator: equal, value: calm }] }
  then: { outcome: goes-out }
  overrides: [stays]`,
      },
      { hasLicence: false, weather: 'stormy' },
    );
    assert.deepEqual(told(found), [['hasLicence', false, true, [['weather', 'calm']], 'goes-out']]);
  });

  test('is nothing for a case that is itself refused', async () => {
    assert.equal(await turning(outOnFewPeople, { people: 0, weather: 'calm' }), undefined);
  });
});
