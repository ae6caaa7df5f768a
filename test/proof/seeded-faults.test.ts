import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Case } from '../../src/proof/property.js';
import type { ProvedProperty, Proving } from '../../src/proof/prove-edition.js';
import { makeSolverShelf } from '../../src/proof/solver/solver-shelf.js';
import { boatHire, onCondition, type BoatTerms } from '../support/boat-hire.js';
import { makeProver } from './support/prover.js';

const prover = await makeProver();
after(prover.end);

const proveTerms = async (edition: Edition, more: Partial<Proving> = {}) => {
  const [proved] = (await prover.prove(edition, more)).decisions;
  assert.ok(proved !== undefined);
  return proved;
};

/** What is found wrong, by the names of the properties. */
const findingsIn = async (terms: BoatTerms): Promise<Readonly<Record<string, ProvedProperty>>> => {
  const proved = await proveTerms(boatHire(terms));
  assert.ok(proved.code === 'tried', proved.code === 'tried' ? '' : proved.why);
  return Object.fromEntries(
    proved.properties
      .filter(({ verdict }) => verdict !== 'proved' && verdict !== 'shown')
      .map((property) => [property.id, property]),
  );
};

const wind = 'wind: { type: integer, minimum: 0, maximum: 12 }';

/** Faults of every class, each with what finds it. */
const faults: readonly {
  readonly fault: string;
  readonly terms: BoatTerms;
  readonly found: readonly string[];
  /** Whether facts that refute it are such a case; where there is none, it is idle. */
  readonly shows?: (facts: Case['facts']) => boolean;
}[] = [
  {
    fault: 'a case for which no rule is written',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
    },
    found: ['no-gap'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'two rules that both stand where their bounds meet',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: stays } }`,
    },
    found: ['no-conflict calm/storm outcome'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'rules that give one effect two values',
    terms: {
      facts: wind,
      effects: 'hours: { type: integer, merge: equal, default: "0" }',
      rules: `
        - { id: always-out, then: { outcome: goes-out, effects: { hours: "12 - wind" } } }
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out, effects: { hours: "7" } } }`,
    },
    found: ['no-conflict always-out/calm hours'],
    shows: ({ wind }) => Number(wind) < 6 && wind !== 5,
  },
  {
    fault: 'rules that leave one case to two people',
    terms: {
      facts: wind,
      choices: '[none, part]',
      parameters: `
parameters:
  - { parameter: policy, clauses: ["1.1"], describes: What is let., changedBy: nobody, type: text, values: [{ from: "2026-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: part }] }`,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out, discretion: { decider: the skipper, choices: [none, part], recommended: '"none"', policy: policy } } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: goes-out, discretion: { decider: the harbour master, choices: [none, part], recommended: '"none"', policy: policy } } }`,
    },
    found: ['no-conflict calm/storm discretion'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'a division by what may be zero',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 } }`,
      definitions: '[{ term: calmness, clauses: ["1.1"], is: 12 / wind }]',
      rules: `
        - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays } }
        - { id: tried, when: { fact: calmness, operator: greaterThan, value: 3 }, then: { outcome: goes-out }, overrides: [stays-by-default] }`,
    },
    found: ['no-failure calmness'],
    shows: ({ wind }) => wind === 0,
  },
  {
    fault: 'money that may be less than nothing',
    terms: {
      facts: `{ hours: { type: integer, minimum: 0, maximum: 24 } }`,
      effects: 'fee: { type: money, merge: equal, default: \'{ minor: 0, currency: "EUR" }\' }',
      rules: `
        - { id: paid, then: { outcome: goes-out, effects: { fee: '{ minor: (hours - 1) * 100, currency: "EUR" }' } } }`,
    },
    found: ['no-misfit fee'],
    shows: ({ hours }) => hours === 0,
  },
  {
    fault: 'a rule whose conditions exclude each other',
    terms: onCondition(
      wind,
      `{ all: [{ fact: wind, operator: lessThan, value: 3 }, { fact: wind, operator: greaterThan, value: 4 }] }`,
    ),
    found: [
      'rule-fires tried',
      'rule-stands tried',
      'override-matters tried over stays-by-default',
      'condition-matters tried #1 wind, where it holds',
      'condition-matters tried #2 wind, where it holds',
      'fact-matters wind',
    ],
  },
  {
    fault: 'a rule that is always defeated',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 3 }, then: { outcome: goes-out } }
        - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays }, overrides: [calm] }`,
    },
    found: ['rule-stands calm', 'fact-matters wind'],
  },
  {
    fault: 'an override between rules that never meet',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: stays }, overrides: [calm] }`,
    },
    found: ['override-matters storm over calm'],
  },
  {
    fault: 'a condition that the schema makes true',
    terms: onCondition(
      wind,
      `{ all: [{ fact: wind, operator: lessThan, value: 6 }, { fact: wind, operator: lessThan, value: 20 }] }`,
    ),
    found: ['condition-matters tried #2 wind, where it does not'],
  },
  {
    fault: 'a condition that a second one swallows',
    terms: onCondition(
      wind,
      `{ any: [{ fact: wind, operator: lessThan, value: 3 }, { fact: wind, operator: lessThan, value: 6 }] }`,
    ),
    found: ['condition-matters tried #1 wind, where it holds'],
  },
  {
    fault: 'a fact that changes nothing',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 }, colour: { type: text, values: [red, blue] } }`,
      rules: `
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out, because: 'The {colour} boat goes out.' } }`,
    },
    found: ['fact-matters colour'],
  },
  {
    fault: 'a default of a fact that nothing reads, which is no money',
    terms: {
      ...onCondition(
        `{ wind: { type: integer, minimum: 0, maximum: 12 }, part: { type: integer, default: "7" }, fee: { type: money, default: '{ minor: part, currency: "x" }' } }`,
        '{ fact: wind, operator: lessThan, value: 6 }',
        { listed: '[wind]' },
      ),
    },
    found: ['no-misfit fee'],
    shows: ({ fee }) => fee === undefined,
  },
  {
    fault: 'a case that a constraint leaves open although it looks closed',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 }, gusts: { type: integer, minimum: 0, maximum: 12 } }`,
      constraints: `
        - { holds: wind <= gusts, pointer: /gusts, code: gusts-below-wind, message: Gusts are no weaker than the wind. }`,
      rules: `
        - { id: storm, when: { fact: gusts, operator: greaterThan, value: 6 }, then: { outcome: stays } }
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out }, overrides: [storm] }`,
    },
    found: ['no-gap'],
    shows: ({ wind, gusts }) => Number(wind) >= 6 && gusts === 6,
  },
];

describe('a fault that is planted', () => {
  for (const { fault, terms, found, shows } of faults)
    it(`is found: ${fault}`, async () => {
      const findings = await findingsIn(terms);
      assert.deepEqual(Object.keys(findings).sort(), [...found].sort());
      for (const { verdict, cases } of Object.values(findings)) {
        // `refuted` is told of what both evaluators confirm.
        assert.equal(verdict, shows === undefined ? 'idle' : 'refuted');
        if (shows === undefined) continue;
        const [one] = cases ?? [];
        assert.ok(one !== undefined && shows(one.facts), JSON.stringify(cases));
      }
    });

  it('is none in terms that are whole, of which all is proved', async () => {
    const terms = onCondition(wind, '{ fact: wind, operator: lessThan, value: 6 }');
    const proved = await proveTerms(boatHire(terms));
    assert.ok(proved.code === 'tried');
    assert.deepEqual(
      proved.properties.map(({ id, verdict }) => [id, verdict]),
      [
        ['no-gap', 'proved'],
        ['no-conflict stays-by-default/tried outcome', 'proved'],
        ['rule-fires stays-by-default', 'shown'],
        ['rule-stands stays-by-default', 'shown'],
        ['rule-fires tried', 'shown'],
        ['rule-stands tried', 'shown'],
        ['override-matters tried over stays-by-default', 'shown'],
        ['condition-matters tried #1 wind, where it holds', 'shown'],
        ['condition-matters tried #1 wind, where it does not', 'shown'],
        ['fact-matters wind', 'shown'],
      ],
    );
  });
});

describe('a proof', () => {
  it('fails for a decision that cannot be said to the solver, by name', async () => {
    const terms: BoatTerms = {
      ...onCondition('name: { type: text, maxLength: 20 }', '{ fact: isLong, operator: equal, value: true }'),
      definitions: '[{ term: isLong, clauses: ["1.1"], is: string length(name) > 3 }]',
    };
    const proved = await proveTerms(boatHire(terms));
    assert.deepEqual(proved, {
      code: 'untranslatable',
      decision: 'hire',
      why: 'the function `string length`',
    });
  });

  it('takes what the solver does not know as a finding', async () => {
    const terms: BoatTerms = {
      facts:
        '{ wind: { type: integer, minimum: 0, maximum: 99 }, gusts: { type: integer, minimum: 0, maximum: 99 } }',
      definitions: `
        - { term: force, clauses: ["1.1"], is: (wind + gusts) * (wind + gusts) }
        - { term: parts, clauses: ["1.1"], is: wind * wind + 2 * wind * gusts + gusts * gusts }`,
      rules: `
        - { id: calm, when: { fact: force, operator: lessThan, value: 1000 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: parts, operator: greaterThanInclusive, value: 1000 }, then: { outcome: stays } }`,
    };
    const proved = await proveTerms(boatHire(terms), { mostSteps: 1 });
    assert.ok(proved.code === 'tried');
    const [unknown] = proved.properties.filter(({ verdict }) => verdict === 'unknown');
    assert.equal(unknown?.why, 'no answer in 1 steps');
  });

  it('says so where the evaluators answer a case otherwise: the translation is wrong, not the rules', async () => {
    const terms: BoatTerms = {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
    };
    const whole = onCondition(wind, '{ fact: wind, operator: lessThan, value: 6 }');
    const other = makeCompiledEvaluator(boatHire(whole));
    const proved = await proveTerms(boatHire(terms), { evaluators: [other] });
    assert.ok(proved.code === 'tried');
    assert.equal(proved.properties.find(({ id }) => id === 'no-gap')?.verdict, 'not-confirmed');
  });

  it('is kept by what it was of, and not tried again', async () => {
    const files = new Map<string, readonly ProvedProperty[]>();
    const kept: Proving['kept'] = {
      read: (digest) => Promise.resolve(files.get(digest)),
      write: (digest, properties) => {
        files.set(digest, properties);
        return Promise.resolve();
      },
    };
    const terms = onCondition(wind, '{ fact: wind, operator: lessThan, value: 6 }');
    const first = await proveTerms(boatHire(terms), { kept });
    const never = (): never => {
      throw new Error('a solver was started');
    };
    const again = await proveTerms(boatHire(terms), { kept, solvers: makeSolverShelf(never) });
    assert.ok(first.code === 'tried' && again.code === 'tried');
    assert.deepEqual([first.isKept, again.isKept], [false, true]);
    assert.deepEqual(again.properties, first.properties);
    const changed = onCondition(wind, '{ fact: wind, operator: lessThan, value: 7 }');
    await assert.rejects(
      proveTerms(boatHire(changed), { kept, solvers: makeSolverShelf(never) }),
      /a solver was started/,
    );
  });
});
