import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { largeEditionFiles } from '../../support/large-editions.js';
import { compareOnRandomEditions, compareOnRandomFacts, loadRealEdition } from './support/differential.js';

/** The same cases in every run, so that a change is what turns it red; `SEED=` takes others, `npm run long -- evaluators` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_122);

/** 2,000 cases in all; `npm run long -- evaluators` does as many as it is told. */
const realCases = 400;
const randomCases = 1500;
const largeCases = 100;

describe(`the compiled evaluator decides and explains as the reference does (seed ${seed})`, () => {
  test(`on ${realCases} random cases of the edition in rules/`, async () => {
    const tally = await compareOnRandomFacts(await loadRealEdition(), realCases, seed);
    const decided = [...tally].filter(([what]) => !what.endsWith('invalid-facts'));
    const cases = decided.reduce((total, [, count]) => total + count, 0);
    assert.ok(cases > realCases / 3, `only ${cases} of ${realCases} cases were decided`);
  });

  test(`on ${randomCases} cases of random editions`, async () => {
    const tally = await compareOnRandomEditions(randomCases, seed);
    assert.ok((tally.get('outcome: yes') ?? 0) > 0);
    assert.ok((tally.get('outcome: unresolved') ?? 0) > 0);
  });

  test(`on ${largeCases} cases of large editions, which are laid out in many functions`, async () => {
    const tally = await compareOnRandomEditions(largeCases, seed, largeEditionFiles());
    for (const what of ['yes', 'unresolved', 'invalid-facts'])
      assert.ok((tally.get(`outcome: ${what}`) ?? 0) > 0, `no case came to ${what}`);
  });
});
