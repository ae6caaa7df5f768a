import fc from 'fast-check';
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { asking, Violation } from './support/asking.js';
import { checkWorld } from './support/invariants.js';
import { arbitraryLife, type Life } from './support/life.js';
import { World } from './support/world.js';

/** The same lives in every run, unless SEED gives others; a failure tells it, and so does the run. */
const seed = Number(process.env['SEED'] ?? 20_261_122);
/** LIVES gives another number. */
const lives = Number(process.env['LIVES'] ?? 100);
const asked = ['cancellation', 'consumption', 'expiry', 'refund', 'renewal', 'suspension'];

/** Walks through a life under an edition; throws where something does not hold. */
const livingUnder = (edition: Edition): ((life: Life) => void) => {
  const decisions = new Map([...edition.decisions].filter(([name]) => asked.includes(name)));
  const ask = asking(makeCompiledEvaluator({ ...edition, decisions }));
  return (life) => {
    const world = new World(ask, life);
    checkWorld(world);
    for (const step of life.steps) {
      world.take(step);
      checkWorld(world);
    }
  };
};

/** What a person might get wrong in the edition, and what the walk must then find not to hold. */
const mistakes: readonly (readonly [mutant: string, found: string])[] = [
  ['definition prepaid.periods: - to +', 'no money is returned twice'],
  ['definition startedPeriods: 1 to 0', 'no Package Period that has started, or was refunded, is refunded'],
  ['definition valueOfFuturePeriods: min to max', 'refund is unresolved'],
  ['consumption/no-use-after-last-prepaid-period: rule dropped', 'nothing that has expired is consumed'],
  ['definition creditsOutliveTheirPeriod: right side of or alone', 'what is kept may be consumed'],
  ['definition creditsEnd.hasCome: >= to >', 'Credits are kept until the very end of their Package Period'],
  ['definition lawKeepsCredits: < to <=', 'Credits are kept'],
  ['expiry/credits-roll-over-as-expressly-stated: effect expired: - to +', 'Credits granted are those'],
  ['renewal/renewal-was-cancelled: rule dropped', 'a cancellation just before the end stops the renewal'],
  [
    'constraint credits-of-refunded-or-unpaid-period at /credits/period: dropped',
    'has no Credits to use or to keep',
  ],
  ['renewal/unpaid-periods-come-before-renewal: rule dropped', 'what is not paid for does not renew'],
  ['renewal/refunded-package-does-not-renew: rule dropped', 'what was given up by a refund does not renew'],
  ['cancellation/last-period-has-ended: rule dropped', 'a cancellation'],
  [
    'renewal/package-renews-automatically: effect periods dropped',
    'a renewal is for the term that is offered',
  ],
  ['definition subscriptionIsLost: left side of and alone', 'AI agent with the subscription'],
  ['definition withholding.recommended: or to and (4)', 'a measure makes Credits unavailable'],
  ['definition refundUnderLaw.isOfStartedPeriod: = to !=', 'what 6.3 and law give, each for its own'],
  ['definition refundTogether: + to -', 'what is refundable has an amount'],
];

describe('the life of a package', () => {
  let edition: Edition;
  before(async () => {
    edition = await loadRealEdition();
  });

  it(`holds what must always hold, whatever happens in it (seed ${seed})`, () => {
    fc.assert(fc.property(arbitraryLife, livingUnder(edition)), {
      numRuns: lives,
      seed,
      includeErrorInReport: true,
    });
  });

  it('shows a mistake in the edition that breaks it', () => {
    const mutants = new Map(mutantsOf(edition).map((mutant) => [mutant.id, mutant.edition]));
    const missed = mistakes.flatMap(([id, found]) => {
      const mutated = mutants.get(id);
      assert.ok(mutated, `There is no mutant \`${id}\``);
      const { errorInstance, failed } = fc.check(fc.property(arbitraryLife, livingUnder(mutated)), {
        numRuns: 500,
        seed: 7,
        endOnFailure: true,
      });
      if (!failed) return [`${id} is not noticed`];
      const told = errorInstance instanceof Violation ? errorInstance.message : String(errorInstance);
      return told.includes(found) ? [] : [`${id}: ${told.slice(0, 200)}`];
    });
    assert.deepEqual(missed, []);
  });
});
