import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { becauseOf } from '../../../src/engine/letter/say-value.js';
import { tellTrace } from '../../../src/engine/tell-trace.js';
import { durationMs, formatDuration } from '../../../src/language/instants.js';
import { tellValue } from '../../../src/language/tell-value.js';
import { asked, boatHire, explain } from '../../support/boat-hire.js';

const edition = boatHire({
  facts: 'backAt: { type: instant }',
  definitions: `
    - { term: out, clauses: ["1.1"], is: backAt - asOf }
    - { term: allowed, clauses: ["1.1"], is: 'duration("P2DT12H")' }
    - { term: each, clauses: ["1.1"], is: '[allowed, duration("PT0.5S")]' }`,
  rules: `
    - { id: usual, then: { outcome: goes-out, because: "Out for {out}." } }
    - { id: long, clauses: ["1.2"], when: { fact: out, operator: greaterThan, value: { fact: allowed } }, overrides: [usual], then: { outcome: stays, because: "{out} is longer than {allowed}; {each}." } }`,
});
const question = { facts: { backAt: '2026-05-04T01:30:00Z' } };

test('a duration is told in words, and in answers in ISO 8601, by both evaluators', async () => {
  const trace = await explain(edition, question);
  const compiled = makeCompiledEvaluator(edition).explain(asked(question));
  assert.deepEqual(compiled, { code: 'decided', trace });
  assert.deepEqual(
    trace.definitions.map(({ term, value }) => [term, value]),
    [
      ['out', 'P3DT1H30M'],
      ['allowed', 'P2DT12H'],
      ['each', ['P2DT12H', 'PT0.5S']],
    ],
  );
  assert.deepEqual(trace.decision.values, {
    out: 'P3DT1H30M',
    allowed: 'P2DT12H',
    each: ['P2DT12H', 'PT0.5S'],
  });
  const told = tellTrace(edition, trace, Date.parse('2026-05-01T00:00:00Z'));
  assert.match(told, /out \(3 days 1 hour 30 minutes\) is more than allowed \(2 days 12 hours\)/);
  assert.doesNotMatch(told, /\d{7}/);
  const rule = edition.decisions.get('hire')?.rules[1];
  assert.ok(rule !== undefined);
  assert.equal(
    becauseOf(edition, rule, trace.decision.values),
    '3 days 1 hour 30 minutes is longer than 2 days 12 hours; 2 days 12 hours and 0.5 seconds.',
  );
  assert.equal(tellValue('P3DT1H30M'), '3 days 1 hour 30 minutes');
});

test('a duration is read back from ISO 8601 as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (ms) => {
      assert.equal(durationMs(formatDuration(ms)), ms);
    }),
  );
  assert.deepEqual([0, 60_000, -86_400_000].map(formatDuration), ['PT0S', 'PT1M', '-P1D']);
});
