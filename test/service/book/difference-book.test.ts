import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareEditions } from '../../../src/analysis/difference/edition-difference.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { effectBook } from '../../../src/service/book/difference-book.js';
import { boatDecision, boatHire, boatSeason } from '../../support/boat-hire.js';

const waivable = (upTo: string) => {
  const edition = boatHire({
    facts: 'wind: { type: integer, minimum: 0 }',
    choices: '[waive, charge]',
    parameters: `parameters:
  - parameter: policy
    clauses: ['1.2']
    describes: What is recommended.
    changedBy: nobody
    type: record
    fields: { small: { type: text, values: [waive, charge] } }
    values: [{ from: '${boatSeason}', published: '${boatSeason}', value: { small: waive } }]
`,
    rules: `
- id: by-default
  clauses: ["1.2"]
  modality: may
  then:
    outcome: goes
    discretion: { decider: the harbour master, choices: [waive, charge], recommended: policy.small, policy: policy, upTo: ${upTo} }`,
  });
  return { edition, evaluator: makeCompiledEvaluator(edition) };
};

test('The book tells of a case what each of two editions leaves to choose', async () => {
  const difference = await compareEditions(waivable('wind * 2'), waivable('wind * 3'), {
    limit: 100,
    scenarios: [
      {
        decision: boatDecision,
        name: 'A calm day',
        case: { facts: { wind: 3 }, asOf: Date.parse(boatSeason) },
      },
    ],
  });
  const [sides] = effectBook(difference).decisions[0]?.scenarios ?? [];
  assert.deepEqual(sides?.kinds, ['discretion']);
  const said = [sides.left, sides.right].map((one) => (one.code === 'decided' ? one.discretion : null));
  assert.deepEqual(
    said.map((one) => [one?.choices, one?.upTo]),
    [
      [['waive', 'charge'], 6],
      [['waive', 'charge'], 9],
    ],
  );
});
