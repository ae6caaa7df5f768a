import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tellAmount } from '../../../src/language/money/tell-amount.js';
import { tellShare } from '../../../src/analysis/impact/amount-words.js';
import { judgeCase, type Decided, type Judged } from '../../../src/analysis/impact/judge-case.js';
import { offerLargest, type LargeCase, type Largest } from '../../../src/analysis/impact/largest.js';
import { inAll, mergeTally } from '../../../src/analysis/impact/merge-tally.js';
import { movementsOf, type Stake } from '../../../src/analysis/impact/stakes.js';
import { countCompared, emptyTally, gainsOf, type Tally } from '../../../src/analysis/impact/tally.js';
import { others } from '../../../src/analysis/impact/told-apart.js';
import type { Decision } from '../../../src/engine/evaluation.js';

const refund: Stake = { effect: 'refund', unit: null, customer: 'gains' };
const charge: Stake = { effect: 'charge', unit: null, customer: 'pays' };
const periods: Stake = { effect: 'periods', unit: 'periods', customer: null };
const eur = (minor: number): { readonly minor: number; readonly currency: string } => ({
  minor,
  currency: 'EUR',
});

describe('what a case comes to for its customer', () => {
  it('is what is gained less what is paid, in each currency', () => {
    const movements = movementsOf(
      [refund, charge, periods],
      { refund: eur(500), charge: eur(200), periods: 1 },
      { refund: eur(700), charge: eur(250), periods: 3 },
    );
    assert.deepEqual(gainsOf(movements), [{ unit: 'EUR', isMoney: true, gain: 150n }]);
    assert.deepEqual(
      movements.map(({ effect, change }) => [effect, change]),
      [
        ['refund', 200n],
        ['charge', 50n],
        ['periods', 2n],
      ],
    );
  });

  it('is nothing where what is gained is paid', () => {
    const movements = movementsOf(
      [refund, charge],
      { refund: eur(0), charge: eur(0) },
      { refund: eur(9), charge: eur(9) },
    );
    assert.deepEqual(gainsOf(movements), []);
  });

  it('takes an amount that is not there as nothing, and another currency as another amount', () => {
    assert.deepEqual(gainsOf(movementsOf([refund], { refund: null }, { refund: eur(5) })), [
      { unit: 'EUR', isMoney: true, gain: 5n },
    ]);
    assert.deepEqual(
      gainsOf(movementsOf([refund], { refund: eur(5) }, { refund: { minor: 7, currency: 'USD' } })),
      [
        { unit: 'EUR', isMoney: true, gain: -5n },
        { unit: 'USD', isMoney: true, gain: 7n },
      ],
    );
  });
});

const decided = (
  outcome: string,
  clauses: readonly string[],
  effects: Decision['effects'] = {},
): Decided => ({
  edition: { document: 'terms', revision: outcome, digest: 'sha256:0' },
  clauses,
  decision: {
    decision: 'fine',
    outcome,
    effects,
    discretion: null,
    standing: [],
    overridden: [],
    values: {},
    readings: [],
    assumed: [],
    conflict: null,
  },
});

describe('a case under another edition', () => {
  it('is the same, the same on other clauses, or changed', () => {
    const before = decided('due', ['1.1', '1.2']);
    assert.equal(judgeCase(before, before, []).verdict, 'same');
    const grounds = judgeCase(before, decided('due', ['1.2', '1.3']), []);
    assert.deepEqual([grounds.verdict, grounds.lost, grounds.gained], ['grounds', ['1.1'], ['1.3']]);
    assert.equal(judgeCase(before, decided('none', ['1.1', '1.2']), []).verdict, 'changed');
    const more = judgeCase(before, decided('due', ['1.1', '1.2'], { refund: eur(1) }), [refund]);
    assert.deepEqual([more.verdict, more.effects], ['changed', ['refund']]);
  });

  it('does not change where an effect names the edition itself', () => {
    const one = decided('due', ['1.1']);
    const other = { ...decided('due', ['1.1']), edition: { ...one.edition, revision: 'later' } };
    const naming = ({ edition, decision, ...more }: Decided): Decided => ({
      ...more,
      edition,
      decision: { ...decision, effects: { bindsTo: { ...edition } } },
    });
    assert.equal(judgeCase(naming(one), naming(other), []).verdict, 'same');
  });
});

const changed = (gain: number): Judged => ({
  verdict: 'changed',
  lost: [],
  gained: [],
  effects: ['refund'],
  movements: movementsOf([refund], { refund: eur(0) }, { refund: eur(gain) }),
});
const count = (tally: Tally, gain: number, value = 'a'): void => {
  countCompared(tally, {
    decision: 'fine',
    asOf: 0,
    outcomes: ['due', 'due'],
    cohorts: [['letter', value]],
    judged: changed(gain),
  });
};

describe('a tally', () => {
  it('is exact beyond what a number holds', () => {
    const [all, part] = [emptyTally(), emptyTally()];
    for (let i = 0; i < 3; i += 1) count(part, Number.MAX_SAFE_INTEGER);
    count(part, -1);
    mergeTally(all, part);
    mergeTally(all, part);
    const sum = 6n * BigInt(Number.MAX_SAFE_INTEGER);
    const amounts = inAll(all).amounts.get('EUR');
    assert.deepEqual([amounts?.gainers, amounts?.gained, amounts?.losers, amounts?.lost], [6, sum, 2, 2n]);
    assert.equal(tellAmount(sum, { unit: 'EUR', isMoney: true }), 'EUR 540,431,955,284,459.46');
  });

  it('tells so many values of a cohort apart, and keeps the sum of the others', () => {
    const all = emptyTally();
    for (let i = 0; i < 1000; i += 1) {
      const part = emptyTally();
      count(part, 1, `value ${i}`);
      mergeTally(all, part);
    }
    const values = all.cohorts.get('letter');
    assert.equal(values?.size, 401);
    assert.equal(values.get(others)?.compared, 600);
    assert.equal(values.get(others)?.amounts.get('EUR')?.gained, 600n);
  });
});

describe('the largest cases', () => {
  it('are ten of each unit, those that came first among equals', () => {
    const largest: Largest = new Map();
    const offered = [5, -9, 5, 1, 7, 5, 5, 5, 5, 5, 5, 5, -7].map((gain, i) => {
      const side = decided('due', []);
      const one: LargeCase = {
        ...{ at: String(i), id: null, decision: 'fine', asOf: 0, facts: {}, before: side, after: side },
        ...{ unit: 'EUR', isMoney: true, gain: BigInt(gain) },
      };
      return offerLargest(largest, one);
    });
    assert.deepEqual(
      largest.get('EUR')?.map(({ at }) => Number(at)),
      [1, 4, 12, 0, 2, 5, 6, 7, 8, 9],
    );
    // The last five goes out unseen: ten were as large.
    assert.deepEqual(offered.slice(-3), [true, false, true]);
  });
});

describe('a share', () => {
  it('claims neither end where it is not reached', () => {
    assert.deepEqual(
      [
        tellShare(0, 9),
        tellShare(1, 1_000_000),
        tellShare(1, 3),
        tellShare(999_999, 1_000_000),
        tellShare(9, 9),
      ],
      ['0 %', 'under 0.1 %', '33.3 %', 'over 99.9 %', '100 %'],
    );
  });
});
