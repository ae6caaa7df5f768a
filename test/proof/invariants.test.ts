import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { startSolver } from '../../src/proof/solver/solver.js';
import { makeSolverShelf } from '../../src/proof/solver/solver-shelf.js';
import type { Proving } from '../../src/proof/prove-edition.js';
import type { EditionProof, ProvedProperty } from '../../src/proof/proved.js';
import { boatHire, type BoatTerms } from '../support/boat-hire.js';
import { keptInMemory } from './support/kept-in-memory.js';
import { makeProver } from './support/prover.js';

const prover = await makeProver();
after(prover.end);

/** A boat is hired by the hour, at most for what is left of a deposit; who asks in the evening pays less. */
const hire = (always: string, more: Partial<BoatTerms> = {}): Edition =>
  boatHire({
    facts: `{
      hours: { type: integer, minimum: 0, maximum: 24 },
      deposit: { type: integer, minimum: 0, maximum: 1000 },
      paid: { type: integer, minimum: 0, maximum: 1000, default: "0" },
      boat: { type: record, fields: { name: { type: text, default: "null" }, kind: { type: text, values: [dinghy, yacht] } } } }`,
    constraints: `
      - { holds: paid <= deposit, pointer: /paid, code: paid-exceeds-deposit, message: No more is paid than deposited. }`,
    definitions: `
      - { term: cost, clauses: ['1.1'], is: 'min(hours * (if asOf < date and time("2026-06-01T18:00:00Z") then 20 else 10), deposit - paid)' }`,
    effects: 'price: { type: integer, merge: equal, default: "0" }',
    rules: `
      - { id: hired, clauses: ['1.1'], then: { outcome: goes-out, effects: { price: cost } }, when: { fact: cost, operator: greaterThan, value: 0 } }
      - { id: not-hired, clauses: ['1.2'], when: { fact: cost, operator: equal, value: 0 }, then: { outcome: stays, because: 'The {boat.kind} stays.' } }`,
    always,
    ...more,
  });

const proveOne = async (edition: Edition): Promise<readonly ProvedProperty[]> => {
  const { invariants } = await prover.prove(edition, { decisions: [] });
  return invariants.flatMap((one) => {
    assert.ok(one.code === 'tried', one.code === 'tried' ? '' : one.why);
    return one.properties;
  });
};

const common = "name: kept-to, clauses: ['1.1'], decisions: [hire]";
const booked = '{ becomes: { paid: paid + decided.hire.effects.price } }';

const whole: readonly (readonly [what: string, always: string])[] = [
  ['of one case', `{ ${common}, holds: decided.hire.effects.price <= deposit }`],
  [
    'of one case, with an assumption',
    `{ ${common}, when: decided.hire.outcome = "stays", holds: hours = 0 or paid = deposit }`,
  ],
  ['after a step, wherever it held before', `{ ${common}, step: ${booked}, holds: paid <= deposit }`],
  [
    'of two cases',
    `{ ${common}, step: ${booked}, holds: after.decided.hire.effects.price <= decided.hire.effects.price }`,
  ],
  [
    'of what is unchanged by other values of a part of a fact',
    `{ ${common}, step: { other: [boat.kind, boat.name] }, unchanged: [decided.hire] }`,
  ],
  ['monotone in time', `{ ${common}, monotone: { in: asOf, of: decided.hire.effects.price, goes: down } }`],
  [
    'monotone in an amount',
    `{ ${common}, monotone: { in: hours, of: decided.hire.effects.price, goes: up } }`,
  ],
];

/** Invariants that are false, each with what a case that shows it must be. */
const faults: readonly {
  readonly fault: string;
  readonly always: string;
  readonly cases: number;
  readonly shows: (cases: NonNullable<ProvedProperty['cases']>) => boolean;
}[] = [
  {
    fault: 'an invariant is false',
    always: `{ ${common}, holds: decided.hire.effects.price < deposit }`,
    cases: 1,
    shows: ([one]) => Number(one?.facts['deposit']) <= 20 * Number(one?.facts['hours']),
  },
  {
    fault: 'an assumption does not suffice',
    always: `{ ${common}, when: hours = 0, holds: paid < deposit }`,
    cases: 1,
    shows: ([one]) => one?.facts['hours'] === 0 && (one.facts['paid'] ?? 0) === one.facts['deposit'],
  },
  {
    fault: 'a step breaks what held before it',
    always: `{ ${common}, step: { becomes: { paid: paid + 2 * decided.hire.effects.price } }, holds: paid <= deposit }`,
    cases: 2,
    shows: ([before, after]) =>
      Number(before?.facts['paid'] ?? 0) <= Number(before?.facts['deposit']) &&
      Number(after?.facts['paid']) > Number(after?.facts['deposit']),
  },
  {
    fault: 'a second case is not as the first',
    always: `{ ${common}, step: ${booked}, holds: after.decided.hire.effects.price = 0 }`,
    cases: 2,
    shows: ([before, after]) => Number(after?.facts['paid']) > Number(before?.facts['paid'] ?? 0),
  },
  {
    fault: 'another value of a fact changes what is decided',
    always: `{ ${common}, step: { other: [hours] }, unchanged: [decided.hire.effects] }`,
    cases: 2,
    shows: ([before, after]) => before?.facts['hours'] !== after?.facts['hours'],
  },
  {
    fault: 'what should only rise in time falls',
    always: `{ ${common}, monotone: { in: asOf, of: decided.hire.effects.price, goes: up } }`,
    cases: 2,
    shows: ([before, after]) =>
      (before?.asOf ?? 0) < Date.parse('2026-06-01T18:00:00Z') &&
      (after?.asOf ?? 0) >= Date.parse('2026-06-01T18:00:00Z'),
  },
  {
    fault: 'what should only rise with an amount falls',
    always: `{ ${common}, monotone: { in: paid, of: decided.hire.effects.price, goes: up } }`,
    cases: 2,
    shows: ([before, after]) => Number(after?.facts['paid'] ?? 0) > Number(before?.facts['paid'] ?? 0),
  },
];

describe('an invariant', () => {
  for (const [what, always] of whole)
    it(`is proved ${what}`, async () => {
      const properties = await proveOne(hire(`\n      - ${always}`));
      assert.deepEqual(
        properties.map(({ id, verdict }) => [id, verdict]),
        [
          ['always kept-to', 'proved'],
          ['always-meant kept-to', 'shown'],
        ],
      );
    });

  for (const { fault, always, cases, shows } of faults)
    it(`is refuted by a case that both evaluators confirm: ${fault}`, async () => {
      const [refuted] = await proveOne(hire(`\n      - ${always}`));
      assert.equal(refuted?.verdict, 'refuted');
      assert.equal(refuted.cases?.length, cases);
      assert.ok(shows(refuted.cases), JSON.stringify(refuted.cases));
    });

  it('that says nothing of any case is a finding', async () => {
    const properties = await proveOne(
      hire(`\n      - { ${common}, when: hours > 24, holds: decided.hire.effects.price < 0 }`),
    );
    assert.deepEqual(
      properties.map(({ verdict }) => verdict),
      ['proved', 'idle'],
    );
  });

  it('that is false is refuted also where a default, which the case does not take, would be rounded', async () => {
    const many = '1234567890123456789012345678901234';
    const edition = boatHire({
      facts: `{ hours: { type: integer, minimum: 0, maximum: 24, default: 'floor(${many} / ${many})' } }`,
      rules: `
      - { id: hired, clauses: ['1.1'], then: { outcome: goes-out }, when: { fact: hours, operator: greaterThan, value: 0 } }
      - { id: not-hired, clauses: ['1.2'], then: { outcome: stays }, when: { fact: hours, operator: equal, value: 0 } }`,
      always: `\n      - { ${common}, holds: hours < 24 }`,
    });
    const [refuted] = await proveOne(edition);
    assert.equal(refuted?.verdict, 'refuted');
  });

  it('may let facts have other values that its decision does not read, and is refuted once it reads them', async () => {
    const always = `\n      - { ${common}, step: { other: [guide] }, unchanged: [decided.hire] }`;
    const facts = `{
      hours: { type: integer, minimum: 0, maximum: 24 },
      guide: { type: record, default: "null", fields: { name: { type: text, personal: true } } } }`;
    const constraints = `
      - { holds: guide = null or hours > 0, pointer: /guide, code: guide-without-hours, message: A guide comes for some hours. }`;
    const rules = `
      - { id: hired, clauses: ['1.1'], then: { outcome: goes-out }, when: { fact: isHired, operator: equal, value: true } }
      - { id: not-hired, clauses: ['1.2'], then: { outcome: stays }, when: { fact: isHired, operator: equal, value: false } }`;
    const provedWith = async (listed: string, is: string): Promise<ProvedProperty | undefined> => {
      const definitions = `\n      - { term: isHired, clauses: ['1.1'], is: '${is}' }`;
      const [first] = await proveOne(boatHire({ facts, constraints, listed, definitions, rules, always }));
      return first;
    };
    assert.equal((await provedWith('[hours]', 'hours > 0'))?.verdict, 'proved');
    const refuted = await provedWith('[hours, guide]', 'hours > 0 and guide != null and guide.name = "Ann"');
    assert.equal(refuted?.verdict, 'refuted');
    const guides = refuted.cases?.map((one) => JSON.stringify(one.facts['guide']));
    assert.ok(guides?.includes('{"name":"Ann"}') && guides[0] !== guides[1], JSON.stringify(refuted.cases));
  });

  it('that a fault in the rules breaks is refuted', async () => {
    const always = `\n      - { ${common}, step: ${booked}, holds: paid <= deposit }`;
    const faulty = hire(always, {
      definitions: `
      - { term: cost, clauses: ['1.1'], is: 'if paid = deposit then 0 else min(hours * 20, deposit)' }`,
    });
    const [refuted] = await proveOne(faulty);
    assert.equal(refuted?.verdict, 'refuted');
  });

  for (const [what, script, why] of [
    ['is killed', 'read -r line; kill -9 $$', /^it ended with SIGKILL$/],
    ['fails', 'echo no memory >&2; exit 7', /^it ended with code 7: no memory$/],
    [
      'does not come to an end',
      'while read -r line; do case "$line" in "(echo"*) break;; esac; done; echo end-of-answer; exec sleep 600',
      /^no answer in 0\.3 s$/,
    ],
  ] as const)
    it(`is not known, and never proved, where the solver ${what}`, async (t) => {
      const solvers = makeSolverShelf(() => startSolver(['sh', '-c', script], what));
      t.after(solvers.endAll);
      const edition = hire(`\n      - { ${common}, holds: decided.hire.effects.price <= deposit }`);
      const { invariants } = await prover.prove(edition, { decisions: [], solvers, deadlineMs: 300 });
      const [always] = invariants.flatMap((one) => (one.code === 'tried' ? one.properties : []));
      assert.equal(always?.verdict, 'unknown');
      assert.match(always.why ?? '', why);
    });

  it('that cannot be said to the solver is told by name, with why', async () => {
    const edition = hire(
      `\n      - { ${common}, holds: 'boat.name = null or string length(boat.name) > 0' }`,
    );
    const { invariants } = await prover.prove(edition, { decisions: [] });
    assert.deepEqual(invariants, [
      {
        code: 'untranslatable',
        why: 'the function `string length`',
        invariant: 'kept-to',
        decisions: ['hire'],
      },
    ]);
  });

  describe('that reads nothing of what decisions say', () => {
    /** No rule stands in a wind of 6, 7 or 8, and a price that is never read cannot be computed in a wind of 3. */
    const between = (holds: string): Edition =>
      boatHire({
        facts: 'wind: { type: integer, minimum: 0, maximum: 99 }',
        definitions: `[{ term: force, clauses: ['1.1'], is: wind * 2 }, { term: price, clauses: ['1.1'], is: 'floor(60 / (wind - 3))' }]`,
        rules: `
          - { id: calm, when: { fact: force, operator: lessThan, value: 12 }, then: { outcome: goes } }
          - { id: storm, when: { all: [{ fact: force, operator: greaterThan, value: 16 }, { fact: price, operator: lessThan, value: 999 }] }, then: { outcome: stays } }`,
        always: `\n      - { ${common}, holds: ${holds} }`,
      });

    for (const [what, holds] of [
      ['and holds of more cases than are decided', 'force >= wind'],
      [
        'and holds thanks to the rules alone: no case in which it does not is decided',
        'force < 12 or force > 16',
      ],
      ['and holds only since what it does not read can be computed', 'force != 6'],
    ] as const)
      it(`is proved ${what}`, async () => {
        const edition = between(holds);
        assert.deepEqual(
          (await proveOne(edition)).map(({ verdict }) => verdict),
          ['proved', 'shown'],
        );
        const [{ smt } = { smt: '' }] = (await prover.prove(edition, { decisions: [] })).invariants.filter(
          ({ code }) => code === 'tried',
        ) as readonly { readonly smt: string }[];
        assert.match(smt, /^; The first without what decisions say/m);
      });

    it('is refuted where a case that is decided shows it', async () => {
      const [refuted] = await proveOne(between('force < 20'));
      assert.equal(refuted?.verdict, 'refuted');
      assert.ok(Number(refuted.cases?.[0]?.facts['wind']) >= 10);
    });
  });

  describe('that is proved from another', () => {
    const cheaper =
      "{ name: cost-falls, clauses: ['1.1'], decisions: [hire], monotone: { in: asOf, of: cost, goes: down } }";
    const price = (goes: string, provedFrom = '[cost-falls]'): string =>
      `{ ${common}, monotone: { in: asOf, of: decided.hire.effects.price, goes: ${goes} }, provedFrom: ${provedFrom} }`;
    const proveBoth = async (
      always: string,
      more: Partial<Proving> = {},
    ): Promise<EditionProof['invariants']> =>
      (await prover.prove(hire(always), { decisions: [], ...more })).invariants;
    const alwaysOf = (one: EditionProof['invariants'][number] | undefined): ProvedProperty => {
      assert.ok(one?.code === 'tried');
      const [property] = one.properties;
      assert.ok(property !== undefined);
      return property;
    };

    it('says so, and keeps both questions', async () => {
      const [first, second] = await proveBoth(`\n      - ${cheaper}\n      - ${price('down')}`);
      assert.deepEqual([alwaysOf(first).verdict, alwaysOf(first).from], ['proved', undefined]);
      assert.deepEqual([alwaysOf(second).verdict, alwaysOf(second).from], ['proved', ['cost-falls']]);
      assert.ok(second?.code === 'tried');
      const [whole = '', from = ''] = second.smt.split(
        '; From cost-falls, which leaves open what these read:',
      );
      const computed = / 20 10\)/;
      assert.match(whole, computed);
      assert.match(from, /^; always kept-to: unsat$/m);
      assert.doesNotMatch(from, computed);
    });

    it('is not proved where the other is not', async () => {
      const wrong = cheaper.replace('goes: down', 'goes: up');
      // What follows from what is false proves anything.
      const invariants = await proveBoth(`\n      - ${wrong}\n      - ${price('up')}`);
      assert.deepEqual(
        invariants.map((one) => alwaysOf(one).verdict),
        ['refuted', 'unknown'],
      );
      assert.match(alwaysOf(invariants[1]).why ?? '', /cost-falls, which is not proved/);
      const edition = hire(`\n      - ${cheaper}\n      - ${price('down')}`);
      const [alone] = await proveBoth(`\n      - ${cheaper}\n      - ${price('down')}`, {
        invariants: edition.invariants.slice(1),
      });
      assert.equal(alwaysOf(alone).verdict, 'unknown');
    });

    it('is refuted where it does not follow from it and is false', async () => {
      const [, refuted] = await proveBoth(`\n      - ${cheaper}\n      - ${price('up')}`);
      assert.equal(alwaysOf(refuted).verdict, 'refuted');
    });

    it('is proved by itself where it is true and does not follow from it', async () => {
      const most = "{ name: at-most-deposit, clauses: ['1.1'], decisions: [hire], holds: cost <= deposit }";
      const [, proved] = await proveBoth(`\n      - ${most}\n      - ${price('down', '[at-most-deposit]')}`);
      assert.deepEqual([alwaysOf(proved).verdict, alwaysOf(proved).from], ['proved', undefined]);
    });
  });

  it('is kept by what it was of, and not tried again', async () => {
    const kept = keptInMemory();
    const edition = hire(`\n      - { ${common}, holds: decided.hire.effects.price <= deposit }`);
    await prover.prove(edition, { decisions: [], kept });
    const never = makeSolverShelf((): never => {
      throw new Error('a solver was started');
    });
    const again = await prover.prove(edition, { decisions: [], kept, solvers: never });
    assert.ok(again.invariants.every((one) => one.code === 'tried' && one.isKept));
    const other = hire(`\n      - { ${common}, holds: decided.hire.effects.price <= deposit + 1 }`);
    await assert.rejects(
      prover.prove(other, { decisions: [], kept, solvers: never }),
      /a solver was started/,
    );
  });
});
