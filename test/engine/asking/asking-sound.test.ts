import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { FactShape } from '../../../src/edition/model/declarations.js';
import { askOf } from '../../../src/engine/asking/asking.js';
import { readScenarioCases } from '../../../src/decide/request/scenario-cases.js';
import { arbitraryDecision, arbitraryEditionFiles, loadArbitrary } from '../../support/arbitrary-editions.js';
import { arbitraryQuestion } from '../../support/arbitrary-facts.js';
import { loadRealEdition } from '../compiled/support/differential.js';
import { completing, heldTo, hiding, type Held } from './support/held-to-completions.js';

const seed = Number(process.env['SEED'] ?? 20_261_129);
/** How often each decision is asked; more by `ASKS=1000`. */
const asks = Number(process.env['ASKS'] ?? 20);

/** Numbers from 0 to less than 1, the same in every run of a seed. */
const drawn = (): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Asks about some of the facts of cases, and holds the answers to cases that complete them. */
const ask = (
  edition: Edition,
  decision: string,
  cases: readonly { readonly facts: Readonly<Record<string, unknown>>; readonly asOf: number }[],
  times: number,
  random: () => number,
  askOne?: typeof askOf,
): Held => {
  const held: Held = { cases: 0, settled: 0, pairs: 0 };
  const evaluator = makeCompiledEvaluator(edition);
  const one = (): (typeof cases)[number] => {
    const found = cases[Math.floor(random() * cases.length)];
    assert.ok(found !== undefined);
    return found;
  };
  for (let time = 0; time < times; time += 1) {
    const [base, other] = [one(), one()];
    const known = hiding(base.facts, other.facts, random);
    const completions = [
      completing(known, [base.facts, base.facts], random),
      ...Array.from({ length: 12 }, () => completing(known, [base.facts, one().facts], random)),
    ];
    const others = Array.from({ length: 7 }, () => one().facts);
    heldTo(edition, evaluator, { decision, ...known, asOf: base.asOf }, completions, others, held, askOne);
  }
  return held;
};

describe('What is said to be settled, or not to matter, is so', () => {
  test('of the real edition, whatever the rest is', async () => {
    const edition = await loadRealEdition();
    const random = drawn();
    const { cases: all } = await readScenarioCases('features', edition.identity.document);
    const accepted = makeCompiledEvaluator(edition);
    const held: Held = { cases: 0, settled: 0, pairs: 0 };
    for (const [decision, ruleSet] of edition.decisions) {
      const written = all.flatMap((one) =>
        one.decision === decision && one.asOf !== null ? [{ facts: one.facts, asOf: one.asOf }] : [],
      );
      const more = fc.sample(arbitraryQuestion(edition, ruleSet), { seed, numRuns: 60 });
      const cases = [...written, ...more].filter(
        ({ facts, asOf }) => accepted.decide({ decision, facts, asOf }).code === 'decided',
      );
      const found = ask(edition, decision, cases, asks, random);
      assert.ok(found.cases > asks, `${decision}: ${found.cases}`);
      held.settled += found.settled;
      held.pairs += found.pairs;
    }
    assert.ok(held.settled > 10 * asks && held.pairs > 10 * asks, JSON.stringify(held));
  });

  test('of random editions', () => {
    const random = drawn();
    const held: Held = { cases: 0, settled: 0, pairs: 0 };
    for (const files of fc.sample(arbitraryEditionFiles(), { seed, numRuns: 2 * asks })) {
      const edition = loadArbitrary(files);
      const ruleSet = edition?.decisions.get(arbitraryDecision);
      if (edition === undefined || ruleSet === undefined) continue;
      const cases = fc
        .sample(arbitraryQuestion(edition, ruleSet), { seed, numRuns: 40 })
        .filter((one) => makeCompiledEvaluator(edition).decide(one).code === 'decided');
      if (cases.length === 0) continue;
      const found = ask(edition, arbitraryDecision, cases, 8, random);
      held.cases += found.cases;
      held.settled += found.settled;
      held.pairs += found.pairs;
    }
    assert.ok(held.cases > asks && held.settled > 0 && held.pairs > 0, JSON.stringify(held));
  });

  test('and what takes too few values for possible is noticed', async () => {
    const edition = await loadRealEdition();
    const { cases: all } = await readScenarioCases('features', edition.identity.document);
    const { decide } = makeCompiledEvaluator(edition);
    const cases = all
      .flatMap(({ decision, facts, asOf }) => (asOf === null ? [] : [{ decision, facts, asOf }]))
      .filter((one) => one.decision === 'refund' && decide(one).code === 'decided');
    for (const [fault, narrower] of Object.entries(faults)) {
      const shapes = [...edition.facts].map(
        ([name, fact]) => [name, { ...fact, shape: narrowed(fact.shape, narrower) }] as const,
      );
      const narrow: Edition = { ...edition, facts: new Map(shapes) };
      assert.throws(
        () => ask(edition, 'refund', cases, 200, drawn(), (_, question) => askOf(narrow, question)),
        assert.AssertionError,
        fault,
      );
    }
  });
});

/** What an open fact may be, told too narrowly. */
const faults: Readonly<Record<string, (shape: FactShape) => FactShape>> = {
  'the first choice alone': (shape) =>
    shape.type.kind === 'text' && shape.type.values !== undefined
      ? { ...shape, type: { ...shape.type, values: shape.type.values.slice(0, 1) } }
      : shape,
  'nothing is left out': (shape) => ({ ...shape, default: null }),
};

const narrowed = (shape: FactShape, narrower: (shape: FactShape) => FactShape): FactShape => {
  const narrow = narrower(shape);
  return {
    ...narrow,
    fields: new Map([...narrow.fields].map(([name, field]) => [name, narrowed(field, narrower)])),
  };
};
