import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { compareOnRandomEditions, compareOnRandomFacts } from './support/random-cases.js';

/** The same cases in every run, so that a change is what turns it red; `SEED=` takes others, `long-run.ts` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_129);

/** 5,000 cases in all; `long-run.ts` does as many as it is told. */
const realCases = 2000;
const randomCases = 3000;

const countOf = (tally: Tally, ...whats: readonly string[]): number =>
  whats.reduce((total, what) => total + (tally.get(what) ?? 0), 0);

describe(`a formula forces what the evaluators decide (seed ${seed})`, () => {
  test(`on ${realCases} random cases of the edition in rules/`, async (t) => {
    const tally = await compareOnRandomFacts(await loadRealEdition(), realCases, seed);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    assert.ok(countOf(tally, 'decided') > realCases / 2);
  });

  test(`on ${randomCases} cases of random editions`, async (t) => {
    const tally = await compareOnRandomEditions(randomCases, seed);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    for (const what of ['decided', 'conflict', 'gap', 'out-of-range', 'invalid-facts'])
      assert.ok(countOf(tally, what) > 0, `no case came to ${what}`);
    assert.ok(countOf(tally, 'rounded', 'not said', 'defect', 'another type') < randomCases / 4);
  });
});
