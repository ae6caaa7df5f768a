import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actsOf, governingEdition } from '../../../src/edition/model/governing-edition.js';
import type { Act, Governing } from '../../../src/edition/model/governing.js';
import { libraryEdition } from '../../service/library-edition.js';

const day = 86_400_000;
const first = 100 * day;
const second = 200 * day;
const third = second + 3_600_000;

/** Three editions, two of them of one day. */
const editions = [first, second, third].map((effectiveFrom, place) =>
  libraryEdition({ revision: `r${place + 1}`, effectiveFrom: new Date(effectiveFrom).toISOString() }),
);

const rule: Governing = {
  acceptance: [
    { by: ['assent'], binds: 'named', first: false, clauses: ['18.2'], readings: ['R15'] },
    {
      by: ['purchase', 'access', 'use'],
      binds: 'in-effect-before',
      first: false,
      clauses: ['18.2'],
      readings: [],
    },
    { by: ['purchase'], binds: 'in-effect', first: false, clauses: ['0.3'], readings: [] },
    { by: ['access', 'use'], binds: 'in-effect', first: true, clauses: ['0.3'], readings: [] },
  ],
  acts: [
    { kind: 'use', at: null, unless: null, decisions: ['metering'], clauses: ['4.2'], readings: [] },
    {
      kind: 'purchase',
      at: ['thing', 'boughtAt'],
      unless: ['thing', 'renews'],
      decisions: null,
      clauses: ['0.3'],
      readings: ['R30'],
    },
  ],
  untold: { clauses: ['0.3'], readings: ['R15'] },
};

/** The revision that governs, or the code of why none does. */
const governs = (acts: readonly Act[], asOf: number, decisions: readonly string[] = ['fine']): string => {
  const choice = governingEdition(rule, editions, actsOf(rule, acts, decisions, asOf), asOf);
  return choice.code === 'governs' ? choice.edition.identity.revision : choice.code;
};
const purchase = (at: number): Act => ({ kind: 'purchase', at });
const use = (at: number): Act => ({ kind: 'use', at });
const assent = (at: number, revision: string): Act => ({ kind: 'assent', at, edition: { revision } });

/** The kinds of act that facts tell. */
const told = (thing: Readonly<Record<string, unknown>>): readonly string[] =>
  actsOf(rule, [], ['fine'], Date.parse('2027-01-01T00:00:00Z'), { thing }).map(({ kind }) => kind);

/** A millisecond before an instant, the instant, and a millisecond after it. */
const around = (instant: number): readonly [number, number, number] => [instant - 1, instant, instant + 1];

describe('which edition governs', () => {
  it('by no act that a fact makes none: a renewal is no purchase', () => {
    const boughtAt = '2026-05-01T00:00:00Z';
    assert.deepEqual(told({ boughtAt }), ['purchase']);
    assert.deepEqual(told({ boughtAt, renews: null }), ['purchase']);
    assert.deepEqual(told({ boughtAt, renews: 'P-1' }), []);
  });

  it('where no act is told: the one in effect, from its very instant on', () => {
    assert.deepEqual(
      around(first).map((asOf) => governs([], asOf)),
      ['none-in-effect', 'r1', 'r1'],
    );
    assert.deepEqual(
      around(second).map((asOf) => governs([], asOf)),
      ['r1', 'r2', 'r2'],
    );
    assert.deepEqual(
      around(third).map((asOf) => governs([], asOf)),
      ['r2', 'r3', 'r3'],
    );
  });

  it('after a purchase: the one then in effect, at its very instant too, and silence keeps it', () => {
    const late = third + 10 * day;
    assert.deepEqual(
      around(first).map((at) => governs([purchase(at)], late)),
      ['none-accepted', 'r1', 'r1'],
    );
    assert.deepEqual(
      around(second).map((at) => governs([purchase(at)], late)),
      ['r1', 'r2', 'r2'],
    );
    assert.deepEqual(
      around(third).map((at) => governs([purchase(at)], late)),
      ['r2', 'r3', 'r3'],
    );
  });

  it('after continued use: the new one only where the use came after its instant', () => {
    const late = third + 10 * day;
    const bought = purchase(first + day);
    for (const kind of ['use', 'access'] as const) {
      assert.deepEqual(
        around(second).map((at) => governs([bought, { kind, at }], late)),
        ['r1', 'r1', 'r2'],
      );
      assert.deepEqual(
        around(third).map((at) => governs([bought, { kind, at }], late)),
        ['r2', 'r2', 'r3'],
      );
    }
  });

  it('after a first use: the one in effect, at its very instant too', () => {
    assert.deepEqual(
      around(second).map((at) => governs([use(at)], third + day)),
      ['r1', 'r2', 'r2'],
    );
  });

  it('where the request itself is a use, it is one at asOf', () => {
    const bought = purchase(first + day);
    assert.deepEqual(
      around(second).map((asOf) => governs([bought], asOf, ['metering'])),
      ['r1', 'r1', 'r2'],
    );
    assert.deepEqual(
      around(second).map((asOf) => governs([bought], asOf)),
      ['r1', 'r1', 'r1'],
    );
  });

  it('after express assent: the one that it names, from its effect on and never before', () => {
    const bought = purchase(first + day);
    const early = assent(second - day, 'r2');
    assert.deepEqual(
      around(second).map((asOf) => governs([bought, early], asOf)),
      ['r1', 'r2', 'r2'],
    );
    const late = assent(second + 2 * day, 'r2');
    assert.deepEqual(
      around(second + 2 * day).map((asOf) => governs([bought, late], asOf)),
      ['r1', 'r2', 'r2'],
    );
    assert.equal(governs([bought, assent(third + day, 'r2')], third + 2 * day), 'r2');
    assert.equal(governs([assent(third + day, 'r9')], third + 2 * day), 'none-accepted');
  });

  it('by no act that has not happened', () => {
    assert.deepEqual(
      around(second + day).map((asOf) => governs([purchase(first), use(second + day)], asOf)),
      ['r1', 'r3', 'r3'],
    );
  });

  it('by the newest that was accepted, whatever the order in which acts are told', () => {
    const acts = [use(third + day), purchase(first + day), assent(second + day, 'r1')];
    assert.equal(governs(acts, third + 2 * day), 'r3');
    assert.equal(governs(acts.toReversed(), third + 2 * day), 'r3');
  });

  it('and says by which act, the earliest that accepted it, and on which clause', () => {
    const choice = governingEdition(
      rule,
      editions,
      [use(second + 5), use(second + 1), purchase(first)],
      third,
    );
    assert.equal(choice.code, 'governs');
    assert.deepEqual(choice.basis, {
      by: 'acceptance',
      act: { kind: 'use', at: second + 1 },
      clauses: ['18.2'],
      readings: [],
    });
  });
});
