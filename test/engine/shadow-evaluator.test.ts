import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readScenarioCases } from '../../src/decide/request/scenario-cases.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Decision, Evaluator } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { makeShadowEvaluator, type Difference } from '../../src/engine/shadow-evaluator.js';
import { asked, boatHire, onCondition } from '../support/boat-hire.js';
import { loadRealEdition } from './compiled/support/differential.js';
import { lying, throwing } from './support/wrong-evaluators.js';

const edition = boatHire(
  onCondition('wind: { type: integer }', '{ fact: wind, operator: greaterThan, value: 8 }'),
);
const reference = makeReferenceEvaluator(edition);
const compiled = makeCompiledEvaluator(edition);
const fair = asked({ facts: { wind: 9 } });
const still = asked({ facts: { wind: 8 } });

const shadowOf = (
  leading: Evaluator,
  others: { readonly reference?: Evaluator; readonly draws?: readonly number[] } = {},
) => {
  const counts = { evaluated: 0, differed: 0 };
  const differences: Difference[] = [];
  const draws = [...(others.draws ?? [])];
  const evaluator = makeShadowEvaluator({
    leading,
    reference: others.reference ?? reference,
    share: others.draws === undefined ? 1 : 0.25,
    random: () => draws.shift() ?? 0,
    counts,
    onDifference: (difference) => differences.push(difference),
  });
  return { evaluator, counts, differences };
};

describe('A question that is chosen', () => {
  test('is evaluated by both, and is no difference where they agree', async () => {
    const { evaluator, counts, differences } = shadowOf(compiled);
    assert.deepEqual(await evaluator.decide(fair), await reference.decide(fair));
    assert.deepEqual(await evaluator.explain(still), await reference.explain(still));
    assert.deepEqual(counts, { evaluated: 2, differed: 0 });
    assert.deepEqual(differences, []);
  });

  const lies: readonly (readonly [keyof Decision, Partial<Decision>, string])[] = [
    ['outcome', { outcome: 'sinks' }, '/decision/outcome'],
    ['effects', { effects: { deposit: 1 } }, '/decision/effects/deposit'],
    ['standing', { standing: [] }, '/decision/standing/0'],
    ['overridden', { overridden: [] }, '/decision/overridden/0'],
    ['values', { values: { wind: 1 } }, '/decision/values/wind'],
    ['readings', { readings: ['R1'] }, '/decision/readings/0'],
    ['assumed', { assumed: [{ fact: 'wind', value: 1 }] }, '/decision/assumed/0'],
    ['conflict', { conflict: [] }, '/decision/conflict'],
    [
      'discretion',
      { discretion: { decider: 'Master', choices: [], recommended: 'stay', policy: 'p' } },
      '/decision/discretion',
    ],
  ];
  for (const [part, lie, path] of lies)
    test(`is answered by the reference where the other says another ${part}, with what both said`, async () => {
      const { evaluator, counts, differences } = shadowOf(lying(compiled, lie));
      const truth = await reference.decide(fair);
      assert.deepEqual(await evaluator.decide(fair), truth);
      assert.deepEqual(counts, { evaluated: 1, differed: 1 });
      const [difference] = differences;
      assert.equal(difference?.asked, 'decide');
      assert.equal(difference.question, fair);
      assert.deepEqual(difference.paths, [path]);
      assert.deepEqual(difference.reference, truth);
      assert.notDeepEqual(difference.leading, truth);
    });

  test('is compared by its trace where it is to be explained', async () => {
    const { evaluator, differences } = shadowOf({
      ...compiled,
      explain: (question) => {
        const explained = compiled.explain(question);
        return explained.code === 'decided'
          ? { ...explained, trace: { ...explained.trace, rules: explained.trace.rules.slice(1) } }
          : explained;
      },
    });
    assert.deepEqual(await evaluator.explain(fair), await reference.explain(fair));
    assert.equal(differences.length, 1);
    assert.ok(differences[0]?.paths.every((path) => path.startsWith('/trace/rules/')));
  });

  test('is compared by what is wrong with its facts', async () => {
    const refusing: Evaluator = { ...compiled, decide: () => ({ code: 'invalid-facts', errors: [] }) };
    const { evaluator, differences } = shadowOf(refusing);
    const wrong = asked({ facts: {} });
    assert.deepEqual(await evaluator.decide(wrong), await reference.decide(wrong));
    assert.deepEqual(differences[0]?.paths, ['/errors/0']);
  });

  test('is a difference where one throws, and the reference has the last word', async () => {
    const one = shadowOf(throwing(compiled, new RangeError('of the leading one')));
    assert.deepEqual(await one.evaluator.decide(fair), await reference.decide(fair));
    assert.equal(one.differences[0]?.leading.code, 'threw');

    const other = shadowOf(compiled, { reference: throwing(reference, new RangeError('of the reference')) });
    await assert.rejects(async () => other.evaluator.decide(fair), /of the reference/);
    assert.equal(other.differences[0]?.reference.code, 'threw');
    assert.deepEqual(other.counts, { evaluated: 1, differed: 1 });
  });

  test('is none where both throw; it then fails as by the reference', async () => {
    const { evaluator, counts } = shadowOf(throwing(compiled, new Error('of the leading one')), {
      reference: throwing(reference, new RangeError('of the reference')),
    });
    await assert.rejects(async () => evaluator.decide(fair), /of the reference/);
    assert.deepEqual(counts, { evaluated: 1, differed: 0 });
  });
});

describe('A question that is not chosen', () => {
  test('is answered by the leading evaluator alone, at once', () => {
    const { evaluator, counts, differences } = shadowOf(lying(compiled, { outcome: 'sinks' }), {
      draws: [0.25, 0.99],
    });
    const answer = evaluator.decide(fair);
    assert.ok(!(answer instanceof Promise) && answer.code === 'decided');
    assert.equal(answer.decision.outcome, 'sinks');
    assert.ok(!(evaluator.explain(fair) instanceof Promise));
    assert.deepEqual(counts, { evaluated: 0, differed: 0 });
    assert.deepEqual(differences, []);
  });

  test('is one whose draw is the share or above', async () => {
    const { evaluator, counts } = shadowOf(compiled, { draws: [0, 0.2499, 0.25, 0.5, 0.1] });
    for (let i = 0; i < 5; i += 1) await evaluator.decide(fair);
    assert.equal(counts.evaluated, 3);
  });
});

/** Of the scenarios' cases, so many; the reference takes 10 to 30 ms for each. */
const mostCases = 60;

test('The two evaluators say the same on what the scenarios ask', async () => {
  const real = await loadRealEdition();
  const features = fileURLToPath(new URL('../../features', import.meta.url));
  const { cases, faults } = await readScenarioCases(features, real.identity.document);
  assert.deepEqual(faults, []);
  const differences: Difference[] = [];
  const counts = { evaluated: 0, differed: 0 };
  const evaluator = makeShadowEvaluator({
    leading: makeCompiledEvaluator(real),
    reference: makeReferenceEvaluator(real),
    share: 1,
    random: () => 0,
    counts,
    onDifference: (difference) => differences.push(difference),
  });
  const every = Math.max(1, Math.floor(cases.length / mostCases));
  const chosen = cases.filter(({ decision }, i) => i % every === 0 && real.decisions.has(decision));
  for (const { decision, facts, asOf } of chosen)
    await evaluator.decide({ decision, facts, asOf: asOf ?? real.effectiveFrom });
  assert.deepEqual(differences, []);
  assert.equal(counts.evaluated, chosen.length);
  assert.ok(chosen.length >= Math.min(cases.length, mostCases));
});
