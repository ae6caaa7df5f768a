import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { approvalsOf } from '../../../src/analysis/publishing/approvals.js';
import { refuseFirstRelease, refuseNextRelease } from '../../../src/analysis/publishing/compare-releases.js';
import type { Edition } from '../../../src/edition/model/edition.js';
import { boatHire, boatSeason } from '../../support/boat-hire.js';

const season = Date.parse(boatSeason);
const june = Date.parse('2026-06-01T00:00:00Z');

/** Terms with a fee that is dated: instant to amount. */
const withFees = (...fees: readonly (readonly [string, number])[]): Edition =>
  boatHire({
    rules:
      '- { id: goes-out, when: { fact: fee, operator: greaterThan, value: 0 }, then: { outcome: goes } }',
    parameters: `parameters:
  - parameter: fee
    clauses: ["1.1"]
    describes: What an hour costs.
    changedBy: the harbour master
    sample: false
    type: integer
    values:
${fees.map(([from, value]) => `      - { from: "${from}", published: "2026-04-01T00:00:00Z", value: ${value} }`).join('\n')}
`,
  });

const codes = (released: Edition, edition: Edition, now: number): readonly string[] =>
  refuseNextRelease(released, edition, now).map(({ code, where }) => `${code}: ${where}`);

describe('The first release of a revision', () => {
  const edition = withFees([boatSeason, 10]);

  test('may take effect from now on, at this very instant too', () => {
    assert.deepEqual(refuseFirstRelease(edition, season - 1), []);
    assert.deepEqual(refuseFirstRelease(edition, season), []);
  });

  test('may not take effect in the past', () => {
    assert.deepEqual(
      refuseFirstRelease(edition, season + 1).map(({ code }) => code),
      ['effective-in-the-past'],
    );
  });
});

describe('A later release of a revision', () => {
  const released = withFees([boatSeason, 10], ['2026-07-01T00:00:00Z', 20]);

  test('may add a figure from now on', () => {
    const edition = withFees([boatSeason, 10], ['2026-06-01T00:00:00Z', 15], ['2026-07-01T00:00:00Z', 20]);
    assert.deepEqual(codes(released, edition, june), []);
  });

  test('may not add a figure in the past', () => {
    const edition = withFees([boatSeason, 10], ['2026-05-31T23:59:59Z', 15], ['2026-07-01T00:00:00Z', 20]);
    assert.deepEqual(codes(released, edition, june), [
      'figure-in-the-past: parameters.yaml, `fee` from 2026-05-31T23:59:59.000Z',
    ]);
  });

  test('may not change or leave out a figure that has been in force', () => {
    assert.deepEqual(codes(released, withFees([boatSeason, 11], ['2026-07-01T00:00:00Z', 20]), june), [
      'figure-changed: parameters.yaml, `fee` from 2026-05-01T00:00:00.000Z',
    ]);
    const later = Date.parse('2026-07-01T00:00:00Z');
    assert.deepEqual(codes(released, withFees([boatSeason, 10]), later), [
      'figure-removed: parameters.yaml, `fee` from 2026-07-01T00:00:00.000Z',
    ]);
  });

  test('may change a figure that was announced and is not yet in force', () => {
    assert.deepEqual(codes(released, withFees([boatSeason, 10]), Date.parse('2026-06-30T23:59:59Z')), []);
  });

  test('may change neither the instant from which the edition holds nor its words', () => {
    const other = { ...released, effectiveFrom: season + 1 };
    assert.deepEqual(codes(released, other, june), ['effective-instant-changed: edition.yaml']);
    const [clause] = released.contract.clauses.values();
    assert.ok(clause !== undefined);
    const clauses = new Map(released.contract.clauses).set(clause.id, { ...clause, words: 'Other words.' });
    const reworded = { ...released, contract: { ...released.contract, clauses, digest: 'sha256:other' } };
    const [refusal] = refuseNextRelease(released, reworded, june);
    assert.equal(refusal?.code, 'text-changed');
    assert.match(refusal.message, new RegExp(`Changed clauses: ${clause.id}\\.`));
  });
});

describe('An approval', () => {
  test('is nobody’s twice, and never the author’s, however the names are written', () => {
    assert.deepEqual(approvalsOf('Ann Lee', ['ann  lee', 'Ben', ' ben ', '', 'Cy']), ['Ben', 'Cy']);
  });
});
