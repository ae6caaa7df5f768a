import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Proving } from '../../src/proof/prove-edition.js';
import type { KeptProofs } from '../../src/proof/prove-formula.js';
import { makeSolverShelf } from '../../src/proof/solver/solver-shelf.js';
import { boatHire, type BoatTerms } from '../support/boat-hire.js';
import { keptInMemory } from './support/kept-in-memory.js';
import { makeProver } from './support/prover.js';

const prover = await makeProver();
after(prover.end);

interface Hire {
  readonly limit?: number;
  readonly tow?: number;
  readonly rate?: number;
  readonly clause?: string;
}

/**
 * Boats stay in a wind, and are towed at night: rules that have nothing to do with each other. The price is what a definition says, and its invariant reads nothing else.
 */
const terms = ({ limit = 6, tow = 20, rate = 30, clause = '1.1' }: Hire): BoatTerms => ({
  facts: `{
    wind: { type: integer, minimum: 0, maximum: 99 },
    hour: { type: integer, minimum: 0, maximum: 23 },
    hours: { type: integer, minimum: 0, maximum: 24 } }`,
  definitions: `[{ term: price, clauses: ["1.1"], is: hours * ${rate} }]`,
  effects:
    '{ price: { type: integer, merge: equal, default: "0" }, towed: { type: boolean, merge: equal, default: "false" } }',
  rules: `
    - { id: by-default, then: { outcome: goes, effects: { price: price } } }
    - { id: storm, clauses: ["${clause}"], when: { fact: wind, operator: greaterThan, value: ${limit} }, then: { outcome: stays }, overrides: [by-default, tow] }
    - { id: tow, when: { fact: hour, operator: greaterThan, value: ${tow} }, then: { outcome: goes, effects: { towed: "true" } } }`,
  always: `
    - { name: price-is-fair, clauses: ["1.1"], decisions: [hire], holds: price <= 24 * ${rate} }
    - { name: no-tow-in-storm, clauses: ["1.1"], decisions: [hire], holds: decided.hire.outcome = "goes" or not(decided.hire.effects.towed) }`,
});

/** What is calm ends below 6, and a storm begins at some wind. */
const gapFrom = (storm: number, most = 99): BoatTerms => ({
  facts: `{ wind: { type: integer, minimum: 0, maximum: ${most} } }`,
  rules: `
    - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes } }
    - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: ${storm} }, then: { outcome: stays } }`,
});

/** A time that no proof takes: of what has it, nothing was asked. */
const mark = 123_456_789;

/** Proves an edition, then another one with what is kept of the first. */
const proveBoth = async (first: Edition, second: Edition, more: Partial<Proving> = {}) => {
  const kept = keptInMemory();
  await prover.prove(first, { kept });
  const marked: KeptProofs = {
    read: async (name) =>
      (await kept.read(name)).map((one) => ({ ...one, proved: { ...one.proved, ms: mark } })),
    write: kept.write,
  };
  const { decisions, invariants } = await prover.prove(second, { kept: marked, ...more });
  const properties = [...decisions, ...invariants].flatMap((one) => {
    assert.ok(one.code === 'tried');
    assert.equal(one.kept, one.properties.filter(({ ms }) => ms === mark).length);
    return one.properties;
  });
  return {
    kept: properties.filter(({ ms }) => ms === mark).map(({ id }) => id),
    anew: properties.filter(({ ms }) => ms !== mark).map(({ id }) => id),
    verdict: (id: string) => properties.find((one) => one.id === id)?.verdict,
    clauses: (id: string) => properties.find((one) => one.id === id)?.clauses,
  };
};

describe('what was proved before', () => {
  it('is asked again of all that a changed condition reaches, and of nothing else', async () => {
    const { kept, anew } = await proveBoth(boatHire(terms({})), boatHire(terms({ tow: 21 })));
    assert.deepEqual(kept, [
      'no-conflict by-default/storm outcome',
      'no-misfit price',
      'rule-fires by-default',
      'rule-stands by-default',
      'rule-fires storm',
      'rule-stands storm',
      'override-matters storm over by-default',
      'condition-matters storm #1 wind, where it holds',
      'condition-matters storm #1 wind, where it does not',
      'always price-is-fair',
    ]);
    for (const id of ['no-gap', 'rule-fires tow', 'fact-matters hour', 'always no-tow-in-storm'])
      assert.ok(anew.includes(id), id);
  });

  it('is asked again of all that a changed definition reaches', async () => {
    const { kept, anew } = await proveBoth(boatHire(terms({})), boatHire(terms({ rate: 31 })));
    assert.ok(kept.includes('no-gap') && kept.includes('condition-matters tow #1 hour, where it holds'));
    for (const id of ['no-misfit price', 'always price-is-fair', 'always-meant price-is-fair'])
      assert.ok(anew.includes(id), id);
  });

  it('does not count for a condition that is another: a gap that it opens is found', async () => {
    const closed = boatHire(gapFrom(6));
    const { verdict, kept } = await proveBoth(closed, boatHire(gapFrom(7)));
    assert.equal(verdict('no-gap'), 'refuted');
    assert.deepEqual(kept, [
      'rule-fires calm',
      'rule-stands calm',
      'condition-matters calm #1 wind, where it holds',
      'condition-matters calm #1 wind, where it does not',
    ]);
  });

  it('does not count where facts may be others: a gap among them is found', async () => {
    const closed = boatHire(gapFrom(7, 5));
    const { verdict, kept } = await proveBoth(closed, boatHire(gapFrom(7)));
    assert.deepEqual([verdict('no-gap'), verdict('rule-fires storm')], ['refuted', 'shown']);
    assert.deepEqual(kept, []);
  });

  it('counts under the clauses that a rule has now', async () => {
    const { anew, clauses } = await proveBoth(boatHire(terms({})), boatHire(terms({ clause: '1.2' })));
    assert.deepEqual(anew, []);
    assert.deepEqual(clauses('rule-fires storm'), ['1.2']);
  });

  it('counts where all of it is as it was, for which no solver is started', async () => {
    const never = makeSolverShelf((): never => {
      throw new Error('a solver was started');
    });
    const { anew } = await proveBoth(boatHire(terms({})), boatHire(terms({})), { solvers: never });
    assert.deepEqual(anew, []);
  });
});
