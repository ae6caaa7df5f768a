import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import type { InvariantCase } from '../../src/engine/invariants/evaluate-invariant.js';
import { Untranslatable } from '../../src/proof/untranslatable.js';
import { shrinkingEnds } from '../engine/compiled/support/differential.js';
import {
  arbitraryDecision,
  editionFilesWithInvariants,
  loadArbitrary,
} from '../support/arbitrary-editions.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';
import { boatDecision, boatHire } from '../support/boat-hire.js';
import { holdInvariant, type HoldInvariant } from './support/invariant-held-to-evaluator.js';

const seed = Number(process.env['SEED'] ?? 20_261_129);

/** Random cases of an invariant: two questions of its decision, of which the second has what the step leaves open. */
const arbitraryCase = (edition: Edition, decision: string): fc.Arbitrary<InvariantCase> => {
  const ruleSet = edition.decisions.get(decision);
  assert.ok(ruleSet !== undefined);
  const question = arbitraryQuestion(edition, ruleSet);
  return fc.tuple(question, question).map(([one, after]) => ({ facts: one.facts, asOf: one.asOf, after }));
};

/** How many cases came to what. */
type Counted = Map<string, number>;

/** As many small editions are made; `RANDOM_EDITIONS=` takes more. */
const randomEditions = Number(process.env['RANDOM_EDITIONS'] ?? 25);

const unlessUntranslatable = <Result>(make: () => Result): Result | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
};

/** Holds a case, and names it where it differs. */
const telling = async (one: InvariantCase, hold: HoldInvariant): Promise<string> => {
  try {
    return await hold(one);
  } catch (cause) {
    throw new Error(`The formula differs on ${JSON.stringify(one)}: ${String(cause)}`, { cause });
  }
};

const count = (counted: Counted, what: string): void => {
  counted.set(what, (counted.get(what) ?? 0) + 1);
};

const berth = `
      - { name: of-one-case, clauses: ['1.1'], decisions: [hire], when: 'length > 3', holds: decided.hire.effects.price.minor <= deposit.minor }
      - { name: of-the-outcome, clauses: ['1.1'], decisions: [hire], holds: decided.hire.outcome = "goes-out" or length >= 12 }
      - { name: after-a-step, clauses: ['1.1'], decisions: [hire], step: { becomes: { deposit: '{ minor: deposit.minor - decided.hire.effects.price.minor, currency: deposit.currency }', boat.name: '"Nixe"' } }, holds: deposit.minor >= 0 }
      - { name: of-two-cases, clauses: ['1.1'], decisions: [hire], step: { becomes: { length: length + 1 } }, holds: after.decided.hire.effects.price.minor >= decided.hire.effects.price.minor and after.cost > cost }
      - { name: unchanged-by-parts, clauses: ['1.1'], decisions: [hire], step: { other: [boat.name, boat.built] }, unchanged: [decided.hire] }
      - { name: unchanged-by-all, clauses: ['1.1'], decisions: [hire], step: { later: true, other: [boat, length] }, unchanged: [decided.hire.effects.price, decided.hire.outcome] }
      - { name: in-time, clauses: ['1.1'], decisions: [hire], monotone: { in: asOf, of: decided.hire.effects.price.minor, goes: up } }
      - { name: in-an-amount, clauses: ['1.1'], decisions: [hire], monotone: { in: deposit.minor, of: decided.hire.effects.price.minor, goes: down } }`;

const harbour = (): Edition =>
  boatHire({
    facts: `{
      length: { type: integer, minimum: 1, maximum: 20 },
      deposit: { type: money, default: '{ minor: length * 10, currency: "EUR" }' },
      boat: { type: record, fields: { name: { type: text, default: "null" }, built: { type: instant } } } }`,
    constraints: `
      - { holds: boat.built <= asOf, pointer: /boat/built, code: not-built-yet, message: The boat is built. }`,
    definitions: `
      - { term: cost, clauses: ['1.1'], is: 'floor(length * 100 / 7) + (if boat.built < asOf - duration("P365D") then 3 else 0)' }`,
    effects: "price: { type: money, merge: equal, default: '{ minor: 0, currency: deposit.currency }' }",
    rules: `
      - { id: hired, clauses: ['1.1'], when: { fact: length, operator: lessThan, value: 12 }, then: { outcome: goes-out, effects: { price: '{ minor: min(cost, deposit.minor), currency: deposit.currency }' } } }
      - { id: too-long, clauses: ['1.2'], when: { fact: length, operator: greaterThanInclusive, value: 12 }, then: { outcome: stays } }
      - { id: named, clauses: ['1.3'], when: { all: [{ fact: boat.name, operator: equal, value: Nixe }, { fact: length, operator: equal, value: 5 }] }, then: { outcome: stays }, overrides: [hired] }`,
    always: berth,
  });

describe(`the formula of an invariant says what the evaluators say (seed ${seed})`, () => {
  test('of each kind of invariant, on random cases of a hire', async (t) => {
    const edition = harbour();
    for (const invariant of edition.invariants) {
      const counted: Counted = new Map();
      const hold = holdInvariant(edition, invariant);
      await fc.assert(
        fc.asyncProperty(arbitraryCase(edition, boatDecision), async (one) => {
          count(counted, await hold(one));
        }),
        { numRuns: 150, seed },
      );
      t.diagnostic(
        `${invariant.name}: ${[...counted].map(([what, times]) => `${times} ${what}`).join(', ')}`,
      );
      assert.ok((counted.get('holds') ?? 0) + (counted.get('broken') ?? 0) > 0, invariant.name);
    }
  });

  test('of random invariants of random editions', async (t) => {
    const counted: Counted = new Map();
    const check = async (files: ReadonlyMap<string, string>, questionSeed: number): Promise<void> => {
      const edition = loadArbitrary(files);
      fc.pre(edition !== undefined && edition.invariants.length > 0);
      for (const invariant of edition.invariants) {
        const hold = unlessUntranslatable(() => holdInvariant(edition, invariant));
        if (hold === undefined) count(counted, 'untranslatable');
        else
          for (const one of fc.sample(arbitraryCase(edition, arbitraryDecision), {
            numRuns: 15,
            seed: questionSeed,
          }))
            count(counted, await telling(one, hold));
      }
    };
    await fc.assert(fc.asyncProperty(editionFilesWithInvariants(), fc.nat(), shrinkingEnds(check)), {
      numRuns: randomEditions,
      seed,
      maxSkipsPerRun: 100,
    });
    t.diagnostic([...counted].map(([what, times]) => `${times} ${what}`).join(', '));
    for (const what of ['holds', 'broken', 'nothing-said']) assert.ok((counted.get(what) ?? 0) > 5, what);
  });
});
