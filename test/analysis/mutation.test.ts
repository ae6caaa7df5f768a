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

  test('is not made where it changes an effect to the default that it has, or a default that is never used', () => {
    const changesOf = (
      effects: string,
      first: string,
      second: string,
      outcome = 'goes-out',
    ): readonly string[] =>
      mutantsOf(
        boatHire({
          facts: 'wind: { type: integer }',
          definitions: '- { term: nothing, clauses: ["1.1"], is: "0" }',
          effects: `{ owed: { type: integer, merge: ${effects} } }`,
          rules: `
            - { id: usual, clauses: ["1.2"], then: { outcome: stays, effects: { ${first} } } }
            - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: ${outcome}, effects: { ${second} } }, overrides: ${outcome === 'stays' ? '[]' : '[usual]'} }`,
        }),
      )
        .map(({ id }) => id)
        .filter((id) => /effect owed dropped|default of effect/.test(id));
    const dropped = (rule: string): string => `${boatDecision}/${rule}: effect owed dropped`;
    const moved = ['0 to 1', '0 to -1'].map((what) => `${boatDecision}, default of effect owed: ${what}`);
    assert.deepEqual(changesOf('sum, default: "0"', 'owed: "0"', ''), moved);
    assert.deepEqual(changesOf('sum, default: "0"', 'owed: nothing', ''), moved);
    assert.deepEqual(changesOf('sum, default: "0"', 'owed: "1"', ''), [dropped('usual'), ...moved]);
    // Each rule gives it.
    assert.deepEqual(changesOf('sum, default: "0"', 'owed: "0"', 'owed: wind'), [dropped('calm')]);
    // Beside another value it makes a contradiction.
    assert.deepEqual(changesOf('equal, default: "0"', 'owed: "0"', 'owed: wind', 'stays'), [
      dropped('usual'),
      dropped('calm'),
    ]);
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

  test('moves by whole days what is added to a date in parts, or compared with what lies between dates', () => {
    const dated = boatHire({
      ...onCondition(
        'bought: { type: date }\nweeks: { type: integer }',
        '{ fact: isOver, operator: equal, value: true }',
      ),
      definitions: `
        - { term: until, clauses: ["1.1"], is: 'duration("P1D") * (1 + weeks) + bought' }
        - { term: isOver, clauses: ["1.1"], is: 'until - bought > duration("P9D") and until < date("2026-07-01")' }
        - { term: opening, clauses: ["1.1"], is: 'date and time(until, time("09:00:00"), "UTC")' }
        - { term: isOpen, clauses: ["1.1"], is: 'opening < date and time("2026-08-01T00:00:00Z")' }`,
      zones: ['UTC'],
    });
    const found = mutantsOf(dated).map(({ id }) => id);
    for (const [written, ...others] of [
      ['P1D', 'until: P1D to P2D', 'until: P1D to PT0S'],
      ['P9D', 'isOver: P9D to P10D', 'isOver: P9D to P8D'],
      ['2026-07-01', 'isOver: 2026-07-01 to 2026-07-02', 'isOver: 2026-07-01 to 2026-06-30'],
      ['09:00:00', 'opening: 09:00:00 to 09:00:00.001', 'opening: 09:00:00 to 08:59:59.999'],
      [
        '2026-08-01',
        'isOpen: 2026-08-01T00:00:00.000Z to 2026-08-01T00:00:00.001Z',
        'isOpen: 2026-08-01T00:00:00.000Z to 2026-07-31T23:59:59.999Z',
      ],
    ])
      assert.deepEqual(
        found.filter((id) => id.includes(written ?? '') && id.startsWith('definition')),
        others.map((id) => `definition ${id}`),
      );
  });

  test('is none that `check` would refuse: a figure or a default outside its limits, a calendar that ends before its last holiday', () => {
    const limited = boatHire({
      ...onCondition(
        'crew: { type: integer, minimum: 0, default: "0" }\nfrom: { type: integer, default: "0" }',
        '{ fact: isFit, operator: equal, value: true }',
      ),
      parameters: `parameters:
  - parameter: most
    clauses: ['1.1']
    describes: The most of all.
    changedBy: the harbour
    type: list
    of: { type: integer, minimum: 0, maximum: 9 }
    values: [{ from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: [0, 9] }]
  - parameter: days
    clauses: ['1.1']
    describes: Days on which the harbour is open.
    changedBy: the harbour
    type: calendar
    values:
      - from: '2026-05-01T00:00:00Z'
        published: '2026-04-01T00:00:00Z'
        value: { weekend: [sunday], holidays: ['2026-12-30', '2026-12-31'], through: '2026-12-31' }
`,
      definitions: `
        - { term: isFit, clauses: ["1.1"], is: 'crew + from <= sum(most) and is business day(date(asOf, "UTC"), days)' }`,
      zones: ['UTC'],
    });
    const found = mutantsOf(limited).map(({ id }) => id);
    const of = (start: string) =>
      found.filter((id) => id.startsWith(start)).map((id) => id.replace(/^.*?Z: /, ''));
    assert.deepEqual(of('default of fact'), [
      'default of fact crew: 0 to 1',
      'default of fact from: 0 to 1',
      'default of fact from: 0 to -1',
    ]);
    assert.deepEqual(of('parameter most'), [
      'item 1 left out',
      '[1]: 0 to 1',
      'item 2 left out',
      '[2]: 9 to 8',
    ]);
    assert.deepEqual(
      of('parameter days').filter((id) => !id.startsWith('weekend')),
      [
        ...['holidays: item 1 left out', 'holidays[1]: 2026-12-30 to 2026-12-31'],
        ...['holidays[1]: 2026-12-30 to 2026-12-29', 'holidays: item 2 left out'],
        ...['holidays[2]: 2026-12-31 to 2026-12-30', 'through: 2026-12-31 to 2027-01-01'],
      ],
    );
  });
});
