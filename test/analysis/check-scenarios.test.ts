import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerMembers, errorMembers, refusalMembers } from '../../src/analysis/check-scenarios.js';
import { DecisionAnswer } from '../../src/wire/decision.js';
import { Problem } from '../../src/wire/problem.js';

test('Phrases may look at all that an answer, a refusal and its errors have', () => {
  const missing = (schema: { readonly properties: object }, known: readonly string[]): readonly string[] =>
    Object.keys(schema.properties).filter((name) => !known.includes(name));
  // A person chooses later than a scenario asks.
  assert.deepEqual(missing(DecisionAnswer, answerMembers), ['choices']);
  assert.deepEqual(missing(Problem, refusalMembers), []);
  const error = Problem.properties.errors['items'] as { readonly properties: object }; // a list of objects
  assert.deepEqual(missing(error, errorMembers), []);
});
