import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edition } from '../../src/edition/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { asking } from './support/asking.js';
import { checkWorld } from './support/invariants.js';
import { arbitraryLife, type Life } from './support/life.js';
import { World } from './support/world.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

const livesUnder = (edition: Edition): ((life: Life) => void) => {
  const ask = asking(makeCompiledEvaluator(edition));
  return (life) => {
    const world = new World(ask, life);
    checkWorld(world);
    for (const step of life.steps) {
      world.take(step);
      checkWorld(world);
    }
  };
};

describe('the life of a package', () => {
  it('holds what must always hold, whatever happens in it', async (t) => {
    t.diagnostic(`seed ${seed}`);
    const live = livesUnder(await loadRealEdition());
    const started = performance.now();
    fc.assert(fc.property(arbitraryLife, live), { numRuns: 300, seed, includeErrorInReport: true });
    t.diagnostic(`${Math.round(performance.now() - started)} ms`);
    assert.ok(true);
  });
});
