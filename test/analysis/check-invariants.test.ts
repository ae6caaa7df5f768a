import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brokenInvariants } from '../../src/analysis/check-invariants.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { boatHire, boatSeason } from '../support/boat-hire.js';

/** What is found wrong with an invariant of a hire that is paid by the hour, in cases of so many hours. */
const findings = async (always: string, ...hours: readonly number[]) => {
  const edition = boatHire({
    facts: `{ hours: { type: integer, minimum: 0, maximum: 24 }, paid: { type: integer, default: "0" } }`,
    effects: 'price: { type: integer, merge: equal, default: "0" }',
    rules: `
      - { id: hired, then: { outcome: goes-out, effects: { price: 'hours * 20 + paid' } } }`,
    always: `\n      - { name: kept-to, clauses: ['1.2'], decisions: [hire], ${always} }`,
  });
  const cases = hours.map((one) => ({
    decision: 'hire',
    facts: { hours: one },
    asOf: Date.parse(boatSeason),
  }));
  return brokenInvariants(edition, makeCompiledEvaluator(edition), { cases });
};

describe('the check of an edition', () => {
  it('tells an invariant that does not hold in a case of the scenarios, at its place, with the case', async () => {
    const [found, ...others] = await findings('holds: decided.hire.effects.price < 100', 1, 4, 5, 6);
    assert.deepEqual(others, []);
    assert.equal(found?.code, 'invariant-broken');
    assert.equal(`${found.file}:${found.line}:${found.column}`, 'always.yaml:2:17');
    assert.match(found.message, /`kept-to` does not hold .*"facts":\{"hours":5\}/);
    assert.equal(found.clause?.id, '1.2');
  });

  it('tells nothing of one that holds in all of them', async () => {
    assert.deepEqual(await findings('holds: decided.hire.effects.price < 100', 1, 4), []);
  });

  it('takes steps, to what they compute, to later instants and to the facts of other cases', async () => {
    const computed = 'step: { becomes: { paid: paid + decided.hire.effects.price } }, holds: paid < 100';
    const [after] = await findings(computed, 5);
    assert.match(after?.message ?? '', /, then \{"asOf":"[^"]+","facts":\{"hours":5,"paid":100\}\}/);
    const other = 'step: { other: [hours] }, unchanged: [decided.hire.effects.price]';
    assert.equal((await findings(other, 3, 4)).length, 1);
    assert.equal((await findings(other, 3, 3)).length, 0);
    const later = 'step: { later: true }, holds: after.asOf = asOf';
    assert.equal((await findings(later, 3)).length, 1);
  });

  it('tells what is not monotone', async () => {
    const price = (goes: string): string =>
      `monotone: { in: hours, of: decided.hire.effects.price, goes: ${goes} }`;
    assert.equal((await findings(price('down'), 1, 2, 3)).length, 1);
    assert.equal((await findings(price('up'), 1, 2, 3)).length, 0);
  });
});
