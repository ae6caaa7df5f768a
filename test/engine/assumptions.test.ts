import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boatHire, decide, explain, refuse } from '../support/boat-hire.js';

/** A rule that always stands and tells what it reads. */
const telling = (because: string): string =>
  `- { id: told, then: { outcome: goes-out, because: "${because}" } }`;

describe('A fact that is left out', () => {
  const edition = boatHire({
    facts: `
      trip:
        type: record
        fields:
          leavesAt: { type: instant, default: asOf }
          backAt: { type: instant, default: trip.leavesAt + duration("PT2H") }
          price: { type: money }
          deposit: { type: money, default: "{ minor: trip.price.minor * 2, currency: trip.price.currency }" }
          note: { type: text, default: "null" }
          passengers: { type: integer, minimum: 0, default: "1" }
      paid: { type: boolean, default: trip.passengers = 0 }`,
    rules: telling(
      '{trip.leavesAt} {trip.backAt} {trip.deposit} {trip.note} {trip.price} {trip.passengers} {paid}',
    ),
  });
  const price = { minor: 1200, currency: 'SEK' };
  const asOf = '2026-06-01T12:00:00Z';

  test('takes its default, which may depend on other facts, on their defaults, and on asOf', async () => {
    const { decision, facts } = await explain(edition, { facts: { trip: { price } }, asOf });
    assert.deepEqual(decision.assumed, [
      { fact: 'trip.leavesAt', value: '2026-06-01T12:00:00.000Z' },
      { fact: 'trip.backAt', value: '2026-06-01T14:00:00.000Z' },
      { fact: 'trip.deposit', value: { minor: 2400, currency: 'SEK' } },
      { fact: 'trip.note', value: null },
      { fact: 'trip.passengers', value: 1 },
      { fact: 'paid', value: false },
    ]);
    assert.deepEqual(facts, {
      trip: {
        leavesAt: '2026-06-01T12:00:00.000Z',
        backAt: '2026-06-01T14:00:00.000Z',
        price,
        deposit: { minor: 2400, currency: 'SEK' },
        note: null,
        passengers: 1,
      },
      paid: false,
    });
  });

  test('is not assumed where it is given, and then other defaults depend on what was given', async () => {
    const trip = { price, leavesAt: '2026-06-02T10:00:00+02:00', note: 'red', passengers: 0 };
    assert.deepEqual((await decide(edition, { facts: { trip }, asOf })).assumed, [
      { fact: 'trip.backAt', value: '2026-06-02T10:00:00.000Z' },
      { fact: 'trip.deposit', value: { minor: 2400, currency: 'SEK' } },
      { fact: 'paid', value: true },
    ]);
  });

  test('is not assumed where the decision does not read it', async () => {
    const idle = boatHire({
      facts: `
        wind: { type: integer, default: "3" }
        crew: { type: record, fields: { size: { type: integer, default: "2" }, name: { type: text, default: '"none"' } } }
        tide: { type: integer, default: "0" }`,
      listed: '[wind, crew]',
      rules: telling('{wind} {crew.size}'),
    });
    assert.deepEqual((await decide(idle, { facts: { crew: {} } })).assumed, [
      { fact: 'wind', value: 3 },
      { fact: 'crew.size', value: 2 },
    ]);
  });
});

describe('The items of a list', () => {
  test('take the defaults of their fields', async () => {
    const edition = boatHire({
      facts: `
        boats: { type: list, default: "[]", of: { type: record, fields: { name: { type: text }, seats: { type: integer, default: "4" }, since: { type: instant, default: "null" } } } }`,
      definitions: `
        - { term: seats, clauses: ["1.1"], is: "sum(for boat in boats return boat.seats)" }`,
      rules: telling('{seats}'),
    });
    const { facts, decision } = await explain(edition, {
      facts: { boats: [{ name: 'Ann' }, { name: 'Bea', seats: 2, since: '2020-01-01T00:00:00Z' }] },
    });
    assert.deepEqual(facts['boats'], [
      { name: 'Ann', seats: 4, since: null },
      { name: 'Bea', seats: 2, since: '2020-01-01T00:00:00.000Z' },
    ]);
    assert.deepEqual(decision.values, { seats: 6 });
    assert.deepEqual((await decide(edition)).assumed, [{ fact: 'boats', value: [] }]);
  });
});

describe('A fact that a rule set lets be left out', () => {
  const edition = boatHire({
    facts: `
      permit: { type: record, fields: { number: { type: text }, until: { type: instant, default: "null" } } }
      fee: { type: integer, default: "if permit.until != null then 1 else 2" }`,
    listed: '[permit?, fee]',
    rules: `
      - { id: permitted, when: { fact: permit.number, operator: present, value: true }, then: { outcome: goes-out } }
      - { id: barred, clauses: ["1.2"], when: { fact: permit, operator: present, value: false }, then: { outcome: stays } }
      - { id: dear, clauses: ["1.4"], when: { all: [{ fact: permit, operator: present, value: false }, { fact: fee, operator: equal, value: 9 }] }, then: { outcome: stays } }`,
  });

  test('is absent, is assumed to be, and so is what takes its default from it', async () => {
    const decision = await decide(edition);
    assert.equal(decision.outcome, 'stays');
    assert.deepEqual(decision.assumed, [
      { fact: 'permit', value: null },
      { fact: 'fee', value: null },
    ]);
  });

  test('must be whole where it is given', async () => {
    const errors = await refuse(edition, { facts: { permit: {} } });
    assert.deepEqual(
      errors.map(({ pointer, code }) => [pointer, code]),
      [['/permit/number', 'missing-fact']],
    );
    const decision = await decide(edition, { facts: { permit: { number: 'A1' } } });
    assert.deepEqual(decision.assumed, [
      { fact: 'permit.until', value: null },
      { fact: 'fee', value: 2 },
    ]);
  });
});

describe('A parameter', () => {
  const edition = boatHire({
    parameters: `parameters:
  - parameter: deposit
    clauses: ['1.4']
    describes: The deposit for a boat.
    changedBy: the harbour master
    type: money
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: { minor: 100, currency: EUR } }
      - { from: '2026-07-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: { minor: 200, currency: EUR } }
`,
    rules: telling('{deposit} {deposit.since}'),
  });
  const inForce = async (asOf: string) => {
    const { decision, parameters } = await explain(edition, { asOf });
    return [decision.values['deposit.since'], parameters, decision.assumed] as const;
  };
  const first = { name: 'deposit', from: '2026-05-01T00:00:00.000Z', value: { minor: 100, currency: 'EUR' } };
  const second = {
    name: 'deposit',
    from: '2026-07-01T00:00:00.000Z',
    value: { minor: 200, currency: 'EUR' },
  };

  test('has the value that was dated last, from its date on', async () => {
    assert.deepEqual(await inForce('2026-05-01T00:00:00.000Z'), [first.from, [first], []]);
    assert.deepEqual(await inForce('2026-06-30T23:59:59.999Z'), [first.from, [first], []]);
    assert.deepEqual(await inForce('2026-07-01T00:00:00.000Z'), [second.from, [second], []]);
    assert.deepEqual(await inForce('2026-07-01T00:00:00.001Z'), [second.from, [second], []]);
  });

  test('has its first value before its first date, and that is assumed', async () => {
    assert.deepEqual(await inForce('2026-04-30T23:59:59.999Z'), [
      first.from,
      [first],
      [{ fact: 'deposit', value: { minor: 100, currency: 'EUR' } }],
    ]);
  });

  test('reads in rules as its value and as the instant since which it holds', async () => {
    assert.deepEqual((await decide(edition)).values, {
      deposit: { minor: 100, currency: 'EUR' },
      'deposit.since': '2026-05-01T00:00:00.000Z',
    });
  });
});

describe('The edition', () => {
  test('has a name for its rules', async () => {
    const edition = boatHire({ rules: telling('{edition.document} {edition.revision}') });
    assert.deepEqual((await decide(edition)).values, {
      'edition.document': 'boat-hire',
      'edition.revision': '2026',
    });
  });
});
