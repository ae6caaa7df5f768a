import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Solver } from '../../src/proof/solver/solver.js';
import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { makeForced, type Forced } from './support/forced.js';
import { startZ3 } from './support/solver.js';
import { compareOnRandomEditions, compareOnRandomFacts } from './support/random-cases.js';

/** The same cases in every run, so that a change is what turns it red; `SEED=` takes others, `npm run long -- proof` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_129);

/** 2,500 cases in all; `npm run long -- proof` does as many as it is told. */
const realCases = 1000;
const randomCases = 1500;

const countOf = (tally: Tally, ...whats: readonly string[]): number =>
  whats.reduce((total, what) => total + (tally.get(what) ?? 0), 0);

/** One case of so many is put to a solver too, which is what tells that the values computed here are those that it sees. */
const solverEach = 30;

describe(`a formula forces what the evaluators decide (seed ${seed})`, () => {
  let solver: Solver;
  let forced: Forced;
  before(() => {
    solver = startZ3();
    forced = makeForced(solver, solverEach);
  });
  after(() => {
    solver.end();
  });

  test(`on ${realCases} random cases of the edition in rules/`, async (t) => {
    const tally = await compareOnRandomFacts(await loadRealEdition(), realCases, seed, forced.see);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    assert.ok(countOf(tally, 'decided') > realCases / 2);
  });

  test(`on ${randomCases} cases of random editions`, async (t) => {
    const tally = await compareOnRandomEditions(randomCases, seed, forced.see);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    for (const what of ['decided', 'conflict', 'gap', 'out-of-range', 'invalid-facts'])
      assert.ok(countOf(tally, what) > 0, `no case came to ${what}`);
    assert.ok(countOf(tally, 'rounded', 'not said', 'defect', 'another type') < randomCases / 4);
  });

  test('and a solver finds nothing else that one of them could come to', async (t) => {
    const asked = await forced.ask();
    t.diagnostic(`${asked} cases were put to it`);
    assert.ok(asked > (realCases + randomCases) / solverEach / 3);
  });
});
