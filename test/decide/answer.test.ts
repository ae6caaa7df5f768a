import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical } from '../../src/language/canonical.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Decision } from '../../src/engine/evaluation.js';
import { answerOf, type Decided } from '../../src/decide/answer/answer.js';
import { citedOf } from '../../src/decide/answer/cited.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { arbitraryQuestion, preferring, type ArbitraryQuestion } from '../support/arbitrary-facts.js';

const seed = Number(process.env['SEED'] ?? 20_261_122);

/** For whom, when and with what a decision was asked for. */
const circumstances = fc.record({
  id: fc.option(fc.uuid(), { nil: null }),
  others: fc.option(fc.array(fc.uuid(), { maxLength: 2 }), { nil: undefined }),
  subject: fc.option(fc.string({ unit: 'binary', minLength: 1 }), { nil: null }),
  governing: fc.constantFrom(
    null,
    { by: 'named' as const, clauses: [], readings: [], knownAt: 0 },
    { by: 'acceptance' as const, act: { kind: 'use' as const, at: 1 }, clauses: ['18.2'], readings: ['R15'] },
  ),
  decidedAt: fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
});
type Circumstances = typeof circumstances extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const assertSameAnswer = (
  edition: Edition,
  decision: Decision,
  asOf: number,
  around: Circumstances,
): void => {
  const { others, governing, ...rest } = around;
  const decided: Decided = {
    ...rest,
    asOf,
    decision,
    governing,
    ...(others === undefined ? {} : { with: others }),
  };
  const answer = answerOf(edition, decided);
  assert.deepEqual(
    citedOf(edition, decision),
    answer.clauses.map(({ id }) => id),
  );
  // As it is read back from a record: with other arrays, and members in another order.
  const recorded = JSON.parse(canonical(decision)) as Decision; // its own canonical text
  const again = answerOf(edition, { ...decided, decision: recorded });
  assert.equal(JSON.stringify(again), JSON.stringify(answer));
};

/** The decision on a question; `undefined` where its facts are refused, or cannot be calculated with. */
const decisionOn = (
  evaluator: ReturnType<typeof makeCompiledEvaluator>,
  question: ArbitraryQuestion,
): Decision | undefined => {
  try {
    const answer = evaluator.decide(question);
    return answer.code === 'decided' ? answer.decision : undefined;
  } catch {
    return undefined;
  }
};

describe(`a decision that is read back from its record is answered as it was (seed ${seed})`, () => {
  it('on random cases of every decision of the edition in rules/', async () => {
    const edition = await loadRealEdition();
    const evaluator = makeCompiledEvaluator(edition);
    const questions = [...edition.decisions.values()].map((ruleSet) =>
      preferring(
        arbitraryQuestion(edition, ruleSet),
        (question) => decisionOn(evaluator, question) !== undefined,
      ),
    );
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(...questions), circumstances, (question, around) => {
        const decision = decisionOn(evaluator, question);
        fc.pre(decision !== undefined);
        outcomes.add(`${decision.decision}: ${decision.outcome}`);
        assertSameAnswer(edition, decision, question.asOf, around);
      }),
      { numRuns: 500, seed },
    );
    assert.ok(outcomes.size > 20, `only ${[...outcomes].join(', ')}`);
  });

  it('for an effect or value with whatever names and texts', async () => {
    const edition = await loadRealEdition();
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('minor', 'currency', '10', '9', 'b', 'a', 'é"'), tie('value'), {
          maxKeys: 4,
        }),
      ),
    })).value as fc.Arbitrary<Decision['assumed'][number]['value']>; // JSON, as values are
    const answered = makeCompiledEvaluator(edition).decide(exampleOf(edition));
    assert.equal(answered.code, 'decided');
    const { decision } = answered;
    fc.assert(
      fc.property(values, circumstances, (value, around) => {
        const effects = Object.fromEntries(Object.keys(decision.effects).map((name) => [name, value]));
        const assumed = [{ fact: 'a "fact"', value }];
        assertSameAnswer(edition, { ...decision, effects, assumed }, 0, around);
      }),
      { seed },
    );
  });

  it('also for a decision that the edition does not have, and for rules that it does not have', async () => {
    const edition = await loadRealEdition();
    const answered = makeCompiledEvaluator(edition).decide(exampleOf(edition));
    assert.equal(answered.code, 'decided');
    const around = { id: null, others: undefined, subject: null, governing: null, decidedAt: 0 };
    assertSameAnswer(edition, { ...answered.decision, decision: 'none' }, 0, around);
    const standing = Object.freeze(['no-rule']);
    const overridden = Object.freeze([Object.freeze({ rule: 'no-rule', by: 'another' })]);
    const strange = { ...answered.decision, standing, overridden, readings: Object.freeze([]) };
    assertSameAnswer(edition, strange, 0, around);
    // The same standing rules, and something else overridden.
    assertSameAnswer(edition, { ...strange, overridden: [] }, 0, around);
  });
});

const exampleOf = ({ example }: Edition): ArbitraryQuestion => {
  assert.ok(example !== null);
  return { ...example, asOf: Date.parse(example.asOf) };
};
