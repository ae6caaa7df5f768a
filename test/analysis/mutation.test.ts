import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import { runMutants, unmet, type Proof } from '../../src/analysis/mutation/run-mutants.js';
import { boatDecision, boatHire, boatSeason, onCondition } from '../support/boat-hire.js';

const edition = boatHire(
  onCondition('wind: { type: integer }', '{ fact: wind, operator: lessThan, value: 6 }'),
);

/** A scenario that expects an outcome for a wind. */
const proof = (wind: number, outcome: string): Proof => ({
  scenario: `wind ${wind}`,
  at: `boat.feature:${wind}`,
  question: { decision: boatDecision, facts: { wind }, asOf: Date.parse(boatSeason) },
  isMet: (_, answer) => answer.code === 'decided' && answer.decision.outcome === outcome,
});

const survivors = (proofs: readonly Proof[]): readonly string[] =>
  runMutants(mutantsOf(edition), proofs)
    .filter(({ noticedBy }) => noticedBy === null)
    .map(({ mutant }) => mutant.id);

describe('A mutant of an edition', () => {
  test('is noticed by scenarios just under, at and just over each boundary', () => {
    const proofs = [proof(5, 'goes-out'), proof(6, 'stays'), proof(7, 'stays')];
    assert.deepEqual(unmet(edition, proofs), []);
    assert.deepEqual(survivors(proofs), []);
  });

  test('survives where nobody looks at the boundary', () => {
    assert.deepEqual(survivors([proof(1, 'goes-out'), proof(9, 'stays')]), [
      `${boatDecision}/tried: wind: lessThan to lessThanInclusive`,
      `${boatDecision}/tried: wind: 6 to 7`,
      `${boatDecision}/tried: wind: 6 to 5`,
    ]);
  });

  test('says where in the YAML it is, and has an id of its own', () => {
    const mutants = mutantsOf(edition);
    assert.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length);
    for (const { position } of mutants) assert.ok(position.line > 0, position.file);
  });

  test('leaves a question that fails on the edition as it is to be mended first', () => {
    assert.deepEqual(
      unmet(edition, [proof(5, 'stays')]).map(({ scenario }) => scenario),
      ['wind 5'],
    );
  });

  test('moves a duration that is added to a date by whole days, and tells durations as they are written', () => {
    const dated = boatHire({
      ...onCondition('bought: { type: date }', '{ fact: isOver, operator: equal, value: true }'),
      definitions: `
        - { term: isOver, clauses: ["1.1"], is: 'bought + duration("P14D") < date(asOf, "UTC")' }`,
      zones: ['UTC'],
    });
    const found = mutantsOf(dated).map(({ id }) => id);
    assert.deepEqual(
      found.filter((id) => id.includes('P14D')),
      ['definition isOver: P14D to P15D', 'definition isOver: P14D to P13D'],
    );
    const timed = boatHire({
      ...onCondition('bought: { type: instant }', '{ fact: isLate, operator: equal, value: true }'),
      definitions: `
        - { term: isLate, clauses: ["1.1"], is: 'asOf - bought > duration("PT15M")' }`,
    });
    assert.ok(mutantsOf(timed).some(({ id }) => id === 'definition isLate: PT15M to PT15M0.001S'));
  });
});
