import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { arbitraryDecision, arbitraryEditionFiles, loadArbitrary } from '../support/arbitrary-editions.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';
import { assertSameAnswer } from './support/compare.js';
import { loadHere, moduleText } from './support/modules.js';

const seed = 42;

describe('modules on random cases', () => {
  it('answer as the evaluator does, for every decision of the terms', async () => {
    const edition = await loadRealEdition();
    const evaluator = makeCompiledEvaluator(edition);
    const met = new Set<string>();
    for (const ruleSet of edition.decisions.values()) {
      const { decide } = loadHere(await moduleText(edition, ruleSet.decision));
      for (const question of fc.sample(arbitraryQuestion(edition, ruleSet), { numRuns: 40, seed }))
        met.add(assertSameAnswer(edition, evaluator, decide, question));
    }
    assert.ok(met.has('invalid-facts') && met.size > 10, [...met].join(', '));
  });

  it('answer as the evaluator does, for random editions with texts that mean harm', async () => {
    const met = new Set<string>();
    for (const files of fc.sample(arbitraryEditionFiles(), { numRuns: 40, seed })) {
      const edition = loadArbitrary(files);
      const ruleSet = edition?.decisions.get(arbitraryDecision);
      if (edition === undefined || ruleSet === undefined) continue;
      const { decide } = loadHere(await moduleText(edition, arbitraryDecision));
      const evaluator = makeCompiledEvaluator(edition);
      for (const question of fc.sample(arbitraryQuestion(edition, ruleSet), { numRuns: 8, seed }))
        met.add(assertSameAnswer(edition, evaluator, decide, question));
    }
    assert.ok(met.has('invalid-facts') && met.size > 3, [...met].join(', '));
  });
});
