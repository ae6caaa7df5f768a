import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FactError } from '../../src/engine/evaluation.js';
import { joinErrors, usable } from '../../src/engine/facts/usable-facts.js';
import { boatHire, decide, refuse } from '../support/boat-hire.js';

const edition = boatHire({
  facts: `
    trip:
      type: record
      fields:
        leavesAt: { type: instant }
        backAt: { type: instant, default: "null" }
    seats: { type: record, fields: { taken: { type: integer, minimum: 0 }, all: { type: integer, minimum: 1 } } }
    crew: { type: list, default: "[]", of: { type: record, fields: { name: { type: text, minLength: 1 }, age: { type: integer } } } }
    lamp: { type: boolean, default: "false" }`,
  constraints: `
    - { holds: "trip.backAt = null or trip.backAt >= trip.leavesAt", pointer: /trip/backAt, code: back-before-leaving, message: It is back before it left. }
    - { holds: "seats.taken <= seats.all", pointer: /seats/taken, code: overfull, message: More seats are taken than there are. }
    - { holds: "every one in crew satisfies one.age >= 18", pointer: /crew, code: too-young, message: The crew is too young. }
    - { holds: "trip.leavesAt <= asOf or lamp = false", pointer: /lamp, code: lamp-too-early, message: The lamp is lit before the boat leaves. }
    - { holds: "seats.all > 0", pointer: /seats/all, code: never-asked, message: This is for another decision., decisions: [repair] }`,
  listed: '[trip, seats?, crew, lamp]',
  rules: `
    - id: fair
      when:
        any:
          - { fact: lamp, operator: equal, value: true }
          - { fact: trip.leavesAt, operator: present, value: true }
          - { fact: trip.backAt, operator: present, value: true }
          - { fact: seats.taken, operator: lessThanInclusive, value: { fact: seats.all } }
          - { fact: crewSize, operator: greaterThan, value: 0 }
      then: { outcome: goes-out }`,
  definitions: `
    - { term: crewSize, clauses: ["1.1"], is: count(crew) }`,
  // The ledger names the decision that comes later, so that a constraint may be for it.
  later: '[repair]',
});
const trip = { leavesAt: '2026-05-01T00:00:00Z' };
const codes = (errors: readonly FactError[]) => errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('Facts that contradict each other', () => {
  test('are refused, each contradiction with its place, code and words', async () => {
    const facts = { trip: { ...trip, backAt: '2026-04-30T23:59:59.999Z' }, seats: { taken: 5, all: 4 } };
    assert.deepEqual(await refuse(edition, { facts }), [
      { pointer: '/seats/taken', code: 'overfull', message: 'More seats are taken than there are.' },
      { pointer: '/trip/backAt', code: 'back-before-leaving', message: 'It is back before it left.' },
    ]);
  });

  test('are accepted right at the boundary', async () => {
    const facts = { trip: { ...trip, backAt: trip.leavesAt }, seats: { taken: 4, all: 4 } };
    assert.equal((await decide(edition, { facts })).outcome, 'goes-out');
  });

  test('may do so only as of some instant', async () => {
    const facts = { trip, lamp: true };
    assert.equal((await decide(edition, { facts })).outcome, 'goes-out');
    assert.deepEqual(codes(await refuse(edition, { facts, asOf: '2026-04-30T23:59:59.999Z' })), [
      '/lamp lamp-too-early',
    ]);
  });

  test('are not looked for in what is absent', async () => {
    assert.equal((await decide(edition, { facts: { trip } })).outcome, 'goes-out');
  });

  test('are not looked for where the constraint is for another decision', async () => {
    const facts = { trip, seats: { taken: 0, all: 1 } };
    assert.equal((await decide(edition, { facts })).outcome, 'goes-out');
  });
});

describe('Contradictions beside facts that are wrong', () => {
  test('are told in the same answer, in the order of their places', async () => {
    const facts = {
      trip: { ...trip, backAt: '2026-04-01T00:00:00Z' },
      seats: { taken: 5, all: 4, free: 1 },
      lamp: 'on',
    };
    assert.deepEqual(codes(await refuse(edition, { facts })), [
      '/lamp wrong-type',
      '/seats/free unknown-fact',
      '/seats/taken overfull',
      '/trip/backAt back-before-leaving',
    ]);
  });

  test('are not guessed from a value that is wrong or missing', async () => {
    const facts = { trip: { leavesAt: 'today', backAt: '2026-04-01T00:00:00Z' }, seats: { taken: 5 } };
    assert.deepEqual(codes(await refuse(edition, { facts })), [
      '/seats/all missing-fact',
      '/trip/leavesAt invalid-instant',
    ]);
  });

  test('are not looked for in a list of which an item lacks something', async () => {
    const crew = [{ name: 'Ann', age: 12 }, { name: 'Bea' }];
    assert.deepEqual(codes(await refuse(edition, { facts: { trip, crew } })), ['/crew/1/age missing-fact']);
  });

  test('are not looked for in a list of which an item is wrong', async () => {
    const crew = [
      { name: 'Ann', age: 12 },
      { name: '', age: 12 },
    ];
    assert.deepEqual(codes(await refuse(edition, { facts: { trip, crew } })), ['/crew/1/name empty']);
    assert.deepEqual(codes(await refuse(edition, { facts: { trip, crew: crew.slice(0, 1) } })), [
      '/crew too-young',
    ]);
  });
});

describe('What is left of facts without those that are wrong', () => {
  const error = (pointer: string, code: FactError['code'] = 'wrong-type'): FactError => ({
    pointer,
    code,
    message: '',
  });

  test('is all, where only something is missing', () => {
    const given = { a: 1 };
    assert.equal(usable(given, [error('/b', 'missing-fact')]), given);
    assert.equal(usable(given, [error('/a/b', 'missing-fact')]), given);
  });

  test('lacks a wrong field, a wrong fact, a list with a wrong item, and no more', () => {
    const given = { a: { x: 1, y: 2 }, b: 3, c: { list: [{ z: 1 }], other: 4 } };
    assert.deepEqual(usable(given, [error('/a/x'), error('/b'), error('/c/list/0/z')]), {
      a: { y: 2 },
      c: { other: 4 },
    });
    assert.deepEqual(given.a, { x: 1, y: 2 }, 'and what was given stays as it was');
  });

  test('follows pointers with escapes, and those that lead nowhere', () => {
    assert.deepEqual(usable({ 'a/b': 1, 'c~d': 2, e: 3 }, [error('/a~1b'), error('/c~0d'), error('/f/g')]), {
      e: 3,
    });
  });

  test('has nothing to do with names that every object has', () => {
    assert.deepEqual(usable({ a: {} }, [error('/constructor/name'), error('/a/__proto__')]), { a: {} });
  });
});

describe('The errors of one answer', () => {
  const error = (pointer: string, code: string): FactError => ({
    pointer,
    code: code as FactError['code'], // of a constraint
    message: '',
  });

  test('have one complaint at a place, that of the schema first', () => {
    const schema = [error('/b', 'wrong-type')];
    assert.equal(joinErrors(schema, []), schema);
    assert.deepEqual(
      codes(joinErrors(schema, [error('/c', 'late'), error('/b', 'early'), error('/a', 'early')])),
      ['/a early', '/b wrong-type', '/c late'],
    );
  });
});
