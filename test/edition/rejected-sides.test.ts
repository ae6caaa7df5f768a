import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readScenarioCases } from '../../src/decide/request/scenario-cases.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { rejectedEdition } from '../../src/edition/build/rejected-edition.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Answer, Decision } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';

type Facts = Readonly<Record<string, unknown>>;

const usd = (minor: number) => ({ minor, currency: 'USD' });

const subscription = { status: 'active', paid: true };
const twelve = {
  id: 'P-12',
  kind: 'paid',
  plan: 'multi-period',
  periods: 12,
  startsAt: '2026-05-01T00:00:00Z',
  feePaid: usd(120_000),
  creditsPerPeriod: 1000,
};
const single = { ...twelve, id: 'P-1', plan: 'single-period', periods: 1, feePaid: usd(5000) };
const claim = {
  losses: [{ kind: 'direct', amount: usd(500_000) }],
  eventAt: '2026-08-10T12:00:00Z',
  package: 'P-12',
};
const payments = [{ package: 'P-12', paidAt: '2026-05-01T00:00:00Z', amount: usd(120_000) }];
const lawOf = (of: string, minor: number) => ({ refund: { provision: 'act 1', amount: usd(minor), of } });

interface Tried {
  readonly reading: string;
  readonly what: string;
  readonly decision: string;
  readonly asOf?: string;
  readonly facts: Facts;
  /** The outcome and some effects under the reading that was taken, and under the one that was rejected. */
  readonly taken: Facts;
  readonly rejected: Facts;
}

const midAugust = '2026-08-15T12:00:00Z';

// Twelve periods of USD 100.00 from 1 May 2026: on 15 August four have started and eight have not.
const tried: readonly Tried[] = [
  {
    reading: 'R2',
    what: 'the refund of future periods is a choice of up to USD 800.00',
    decision: 'refund',
    facts: { package: twelve, ground: 'changed-need', subscription },
    taken: { outcome: 'refundable', amount: usd(80_000), periods: 8, discretionaryUpTo: usd(0) },
    rejected: { outcome: 'discretionary', amount: usd(0), periods: 0, discretionaryUpTo: usd(80_000) },
  },
  {
    reading: 'R2',
    what: 'law gives its own part of the started period, and the USD 800.00 beside it are a choice',
    decision: 'refund',
    facts: { package: twelve, ground: 'none-stated', law: lawOf('started-period', 3000) },
    taken: { outcome: 'refundable', amount: usd(83_000), discretionaryUpTo: usd(0) },
    rejected: { outcome: 'refundable', amount: usd(3000), discretionaryUpTo: usd(80_000) },
  },
  {
    reading: 'R2',
    what: 'law for future periods leaves what goes beyond it to choice',
    decision: 'refund',
    facts: { package: twelve, ground: 'none-stated', law: lawOf('future-periods', 3000) },
    taken: { outcome: 'refundable', amount: usd(80_000), discretionaryUpTo: usd(0) },
    rejected: { outcome: 'refundable', amount: usd(3000), discretionaryUpTo: usd(77_000) },
  },
  {
    reading: 'R2',
    what: 'a verified failure leaves the whole fee to choice',
    decision: 'refund',
    facts: { package: twelve, ground: 'technical-failure', verified: true },
    taken: { outcome: 'refundable', amount: usd(80_000), discretionaryUpTo: usd(40_000) },
    rejected: { outcome: 'discretionary', amount: usd(0), discretionaryUpTo: usd(120_000) },
  },
  {
    reading: 'R4',
    what: 'a single period is refunded before its start',
    decision: 'refund',
    asOf: '2026-04-30T23:59:59.999Z',
    facts: { package: single, ground: 'changed-need' },
    taken: { outcome: 'not-refundable', amount: usd(0), periods: 0 },
    rejected: { outcome: 'refundable', amount: usd(5000), periods: 1 },
  },
  {
    reading: 'R4',
    what: 'and not from its start on',
    decision: 'refund',
    asOf: '2026-05-01T00:00:00Z',
    facts: { package: single, ground: 'changed-need' },
    taken: { outcome: 'not-refundable', amount: usd(0) },
    rejected: { outcome: 'not-refundable', amount: usd(0) },
  },
  {
    reading: 'R5',
    what: 'a verified failure gives no choice over periods that have started',
    decision: 'refund',
    facts: { package: twelve, ground: 'technical-failure', verified: true },
    taken: { outcome: 'refundable', amount: usd(80_000), discretionaryUpTo: usd(40_000) },
    rejected: { outcome: 'refundable', amount: usd(80_000), discretionaryUpTo: usd(0) },
  },
  {
    reading: 'R5',
    what: 'nor over a single period that has started',
    decision: 'refund',
    facts: { package: single, ground: 'technical-failure', verified: true },
    taken: { outcome: 'discretionary', discretionaryUpTo: usd(5000) },
    rejected: { outcome: 'not-refundable', discretionaryUpTo: usd(0) },
  },
  {
    reading: 'R6',
    what: 'the loss of the subscription ends the refund of future periods',
    decision: 'refund',
    facts: { package: twelve, ground: 'changed-need', subscription: { status: 'expired', paid: true } },
    taken: { outcome: 'refundable', amount: usd(80_000), periods: 8 },
    rejected: { outcome: 'not-refundable', amount: usd(0), periods: 0 },
  },
  {
    reading: 'R6',
    what: 'and leaves what law requires',
    decision: 'refund',
    facts: {
      package: twelve,
      ground: 'none-stated',
      subscription: { status: 'expired', paid: true },
      law: lawOf('started-period', 3000),
    },
    taken: { outcome: 'refundable', amount: usd(83_000) },
    rejected: { outcome: 'refundable', amount: usd(3000), periods: 0 },
  },
  {
    reading: 'R7',
    what: 'four periods at the list price of USD 120.00 leave USD 720.00',
    decision: 'refund',
    facts: { package: twelve, ground: 'changed-need' },
    taken: { outcome: 'refundable', amount: usd(80_000) },
    rejected: { outcome: 'refundable', amount: usd(72_000), periods: 8 },
  },
  {
    reading: 'R7',
    what: 'and what was refunded before is taken off',
    decision: 'refund',
    facts: { package: twelve, ground: 'changed-need', refunded: usd(30_000), refundedPeriods: 3 },
    taken: { outcome: 'refundable', amount: usd(50_000), periods: 5 },
    rejected: { outcome: 'refundable', amount: usd(42_000), periods: 5 },
  },
  {
    reading: 'R10',
    what: 'a package of May is used at the tariff of May after the change of 1 July',
    decision: 'consumption',
    facts: {
      event: { functionality: 'ai-reply', units: 3 },
      package: twelve,
      credits: { allocated: 1000, consumed: 400 },
      subscription,
    },
    taken: { outcome: 'consume', credits: 6, left: 594 },
    rejected: { outcome: 'consume', credits: 3, left: 597 },
  },
  {
    reading: 'R14',
    what: 'whether a package renews is a choice',
    decision: 'renewal',
    asOf: '2026-05-31T00:00:00Z',
    facts: { package: single, subscription },
    taken: { outcome: 'renew', startsAt: '2026-05-31T00:00:00.000Z', periods: 1 },
    rejected: { outcome: 'discretionary', startsAt: '2026-05-31T00:00:00.000Z', periods: 1 },
  },
  {
    reading: 'R14',
    what: 'where it is stated that it renews it does',
    decision: 'renewal',
    asOf: '2026-05-31T00:00:00Z',
    facts: {
      package: single,
      subscription,
      expressStatement: { source: 'order-form', reference: 'O-1', renews: true },
    },
    taken: { outcome: 'renew' },
    rejected: { outcome: 'renew', startsAt: '2026-05-31T00:00:00.000Z' },
  },
  {
    reading: 'R16',
    what: 'whether credits expire during a suspension is a choice',
    decision: 'expiry',
    asOf: '2026-05-31T00:00:00Z',
    facts: {
      package: single,
      credits: { allocated: 1000, consumed: 400 },
      subscription,
      access: { status: 'suspended' },
    },
    taken: { outcome: 'expire', kept: 0, expired: 600 },
    rejected: { outcome: 'may-expire', kept: 600, expired: 0 },
  },
  {
    reading: 'R16',
    what: 'and expiry does not go on by itself',
    decision: 'suspension',
    facts: {
      subscription,
      grounds: { payment: [{ kind: 'uncollected', reasonableBelief: true, basis: 'invoice 7' }] },
    },
    taken: { outcome: 'may-act', expiryContinues: true },
    rejected: { outcome: 'may-act', expiryContinues: false },
  },
  {
    reading: 'R25',
    what: 'a measure that nobody believes in is no ground',
    decision: 'suspension',
    facts: { subscription, grounds: {}, consumption: { inWindow: 300, usual: 100 } },
    taken: { outcome: 'may-act', grounds: ['13.2(b)'] },
    rejected: { outcome: 'no-grounds', grounds: [] },
  },
  {
    reading: 'R26',
    what: 'law for the started period does not come on top of what 6.3 gives',
    decision: 'refund',
    facts: { package: twelve, ground: 'none-stated', law: lawOf('started-period', 3000) },
    taken: { outcome: 'refundable', amount: usd(83_000), periods: 8 },
    rejected: { outcome: 'refundable', amount: usd(80_000), periods: 8 },
  },
  {
    reading: 'R26',
    what: 'and gives more than was paid where it says so',
    decision: 'refund',
    facts: { package: single, ground: 'none-stated', law: lawOf('whole-fee', 7000) },
    taken: { outcome: 'refundable', amount: usd(5000) },
    rejected: { outcome: 'refundable', amount: usd(7000) },
  },
  {
    reading: 'R28',
    what: 'a listed cause beside another excludes nothing, and the cap is USD 1,200.00',
    decision: 'liability',
    facts: { claim: { ...claim, causes: ['unverified-output', 'none'] }, payments },
    taken: { outcome: 'excluded', limit: usd(0) },
    rejected: { outcome: 'capped', limit: usd(120_000), cap: usd(120_000) },
  },
  {
    reading: 'R28',
    what: 'listed causes alone exclude as before',
    decision: 'liability',
    facts: { claim: { ...claim, causes: ['unverified-output', 'customer-data'] }, payments },
    taken: { outcome: 'excluded', limit: usd(0) },
    rejected: { outcome: 'excluded', limit: usd(0) },
  },
];

/** The outcome and the effects that are named of a decision. */
const saidOf = (decision: Decision, wanted: Facts): Facts =>
  Object.fromEntries(
    Object.keys(wanted).map((name) => [name, name === 'outcome' ? decision.outcome : decision.effects[name]]),
  );

const isResolved = (answer: Answer): boolean =>
  answer.code === 'decided' && answer.decision.outcome !== 'unresolved';

describe('What the readings of the AI agent Terms rejected', () => {
  let edition: Edition;
  const rejectedBy = (reading: string): Edition => {
    const found = rejectedEdition(edition, [reading]);
    assert.ok(found.code === 'read', `${reading}: ${JSON.stringify(found)}`);
    return found.edition;
  };
  before(async () => {
    edition = await loadRealEdition();
  });

  for (const { reading, what, decision, asOf = midAugust, facts, taken, rejected } of tried) {
    it(`${reading}: ${what}`, async () => {
      const question = { decision, facts, asOf: Date.parse(asOf) };
      for (const [side, wanted] of [
        [edition, taken],
        [rejectedBy(reading), rejected],
      ] as const) {
        const explained = makeCompiledEvaluator(side).explain(question);
        assert.deepEqual(explained, await makeReferenceEvaluator(side).explain(question));
        assert.ok(explained.code === 'decided', JSON.stringify(explained));
        assert.deepEqual(saidOf(explained.trace.decision, wanted), wanted);
      }
    });
  }

  it('is written of the readings on which most hangs', () => {
    const written = [...edition.readings.values()].filter(({ otherwise }) => otherwise !== undefined);
    assert.deepEqual(new Set(written.map(({ id }) => id)), new Set(tried.map(({ reading }) => reading)));
  });

  it('keeps the files of the edition, which load again and are then read as rejected again', () => {
    const again = loadEdition(edition.files).edition;
    assert.ok(again !== undefined);
    for (const reading of new Set(tried.map((one) => one.reading))) {
      const rejected = rejectedBy(reading);
      assert.equal(rejected.files, edition.files);
      const made = rejectedEdition(again, [reading]);
      assert.ok(made.code === 'read', reading);
      for (const part of ['decisions', 'definitions', 'parameters', 'facts'] as const)
        assert.deepEqual(made.edition[part], rejected[part], reading);
    }
  });

  it('leaves no case of the scenarios undecided that the terms decide', async () => {
    const { cases } = await readScenarioCases('features', edition.identity.document);
    const evaluator = makeCompiledEvaluator(edition);
    const decided = cases
      .filter(({ decision }) => edition.decisions.has(decision))
      .map(({ decision, facts, asOf }) => ({ decision, facts, asOf: asOf ?? edition.effectiveFrom }))
      .filter((question) => isResolved(evaluator.decide(question)));
    for (const reading of new Set(tried.map((one) => one.reading))) {
      const concerned = tried.filter((one) => one.reading === reading).map(({ decision }) => decision);
      const questions = decided.filter(({ decision }) => concerned.includes(decision));
      assert.ok(questions.length > 20);
      const { decideValid } = makeCompiledEvaluator(rejectedBy(reading));
      for (const question of questions) {
        const answer = decideValid(question);
        assert.ok(isResolved(answer), JSON.stringify([reading, question, answer]));
      }
    }
  });

  it('has the dated values of the tariff, entry by entry', () => {
    const dated = rejectedBy('R10').parameters.get('datedTariff')?.values[0]?.value;
    const tariff = edition.parameters.get('tariff')?.values ?? [];
    assert.ok(Array.isArray(dated));
    assert.deepEqual(
      dated,
      tariff.flatMap(
        ({ from, value }) => (value as readonly Facts[]).map((entry) => ({ from, ...entry })), // a list of records, by the parameter's type
      ),
    );
  });
});

describe('Every reading of the AI agent Terms', () => {
  it('is signed, as a sample', async () => {
    for (const { id, decidedBy, decidedOn, risk } of (await loadRealEdition()).readings.values()) {
      assert.match(decidedBy ?? '', /^Sample/, id);
      assert.ok(decidedOn !== undefined && risk !== undefined, id);
    }
  });
});
