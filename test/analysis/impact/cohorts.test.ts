import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byMonth, cohortOf, type Cohort } from '../../../src/analysis/impact/cohorts.js';
import { boatHire, onCondition } from '../../support/boat-hire.js';

const terms = onCondition(
  'bookedAt: { type: instant }\nname: { type: text, personal: true }',
  '{ all: [{ fact: bookedAt, operator: lessThan, value: { fact: asOf } }, { fact: name, operator: equal, value: Ann }] }',
);
const editionIn = (zone?: string): ReturnType<typeof boatHire> =>
  boatHire({ ...terms, ...(zone === undefined ? {} : { zone }) });
const made = (cohort: ReturnType<typeof cohortOf>): Cohort => {
  assert.ok(!('code' in cohort), JSON.stringify(cohort));
  return cohort;
};

describe('the months by which cases are looked at together', () => {
  // 23:30 of 31 January in London, 0:30 of 1 February in Berlin.
  const late = '2026-01-31T23:30:00Z';
  for (const [zone, month] of [
    [undefined, '2026-01'],
    ['Europe/Berlin', '2026-02'],
  ] as const)
    it(`are those of the clocks in ${zone ?? 'UTC, where an edition names no zone'}`, () => {
      const edition = editionIn(zone);
      const one = { facts: { bookedAt: late }, asOf: Date.parse(late) };
      assert.equal(byMonth(edition).valueOf(one), month);
      assert.equal(made(cohortOf(edition, 'bookedAt')).valueOf(one), month);
    });

  it('are told where the instant is left out', () => {
    assert.equal(made(cohortOf(editionIn(), 'bookedAt')).valueOf({ facts: {}, asOf: 0 }), '(not given)');
  });

  it('are none of a personal fact, nor of one that is not there', () => {
    assert.deepEqual(cohortOf(editionIn(), 'name'), { code: 'personal-fact', fact: 'name' });
    assert.deepEqual(cohortOf(editionIn(), 'boat'), { code: 'unknown-fact', fact: 'boat' });
  });
});
