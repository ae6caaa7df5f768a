import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RuleSet } from '../../src/edition/model/rule-set.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Proving } from '../../src/proof/prove-edition.js';
import type { ProvedProperty } from '../../src/proof/proved.js';
import { makeSolverShelf } from '../../src/proof/solver/solver-shelf.js';
import { boatDecision, boatHire, onCondition, type BoatTerms } from '../support/boat-hire.js';
import { belowLimit, faults, spare, wind } from './support/planted-faults.js';
import { keptInMemory } from './support/kept-in-memory.js';
import { makeProver } from './support/prover.js';

const prover = await makeProver();
after(prover.end);

const proveTerms = async (edition: Edition, more: Partial<Proving> = {}) => {
  const [proved] = (await prover.prove(edition, more)).decisions;
  assert.ok(proved !== undefined);
  return proved;
};

const isFinding = ({ verdict }: ProvedProperty): boolean => verdict !== 'proved' && verdict !== 'shown';

/** What is found wrong, by the names of the properties. */
const findingsIn = async (terms: BoatTerms): Promise<Readonly<Record<string, ProvedProperty>>> => {
  const proved = await proveTerms(boatHire(terms));
  assert.ok(proved.code === 'tried', proved.code === 'tried' ? '' : proved.why);
  return Object.fromEntries(proved.properties.filter(isFinding).map((property) => [property.id, property]));
};

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

/** The same edition with a second decision. */
const withLending = (edition: Edition, lending: RuleSet): Edition => ({
  ...edition,
  decisions: new Map([...edition.decisions, ['lend', { ...lending, decision: 'lend' }]]),
});

describe('a parameter', () => {
  it('matters where some value that it may have would change a decision, however far that is from its own', async () => {
    const proved = await proveTerms(boatHire({ ...onCondition(wind, belowLimit), ...spare(1000) }));
    assert.ok(proved.code === 'tried');
    assert.equal(proved.properties.find(({ id }) => id === 'parameter-matters spare')?.verdict, 'shown');
    assert.deepEqual(proved.properties.filter(isFinding), []);
  });

  it('is no finding of a decision to which it makes no difference, where it does to another', async () => {
    const either = '{ any: [{ fact: wind, operator: lessThanInclusive, value: 12 }, ' + belowLimit + '] }';
    const [edition, idle] = [belowLimit, either].map((when) =>
      boatHire({ ...onCondition(wind, when), ...spare(1000, 5) }),
    );
    const lending = idle?.decisions.get(boatDecision);
    assert.ok(edition !== undefined && lending !== undefined);
    const both = withLending(edition, lending);
    const [, lend] = (await prover.prove(both)).decisions;
    const [alone] = (await prover.prove(both, { decisions: [...both.decisions.values()].slice(1) }))
      .decisions;
    const [only] = (await prover.prove({ ...both, decisions: new Map([['lend', lending]]) })).decisions;
    const told = [lend, alone, only].map((one) => {
      assert.ok(one?.code === 'tried');
      const found = one.properties.find(({ id }) => id === 'parameter-matters spare');
      return [found?.verdict, found?.matters];
    });
    assert.deepEqual(told, [
      ['elsewhere', [boatDecision]],
      ['elsewhere', [boatDecision]],
      ['idle', undefined],
    ]);
  });

  it('may be a percentage', async () => {
    const proved = await proveTerms(
      boatHire({
        ...onCondition(wind, belowLimit),
        parameters: `
parameters:
  - { parameter: share, clauses: ["1.1"], describes: What is added., changedBy: nobody, type: percent, values: [{ from: "2026-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: 1.75 % }] }`,
        definitions: '[{ term: limit, clauses: ["1.1"], is: ceiling(6 * (1 + share)) }]',
      }),
    );
    assert.ok(proved.code === 'tried');
    assert.deepEqual(proved.properties.filter(isFinding), []);
  });

  it('is a finding where no decision needs it', async () => {
    const terms = onCondition(wind, '{ fact: wind, operator: lessThan, value: 6 }');
    const { parameters = '' } = spare(1000);
    assert.deepEqual((await prover.prove(boatHire({ ...terms, parameters }))).unread, ['spare']);
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
      why: 'the function `string length` in `isLong`',
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

  it('is tried again of the rule set that changed alone', async () => {
    const kept = keptInMemory();
    const [six, seven] = [6, 7].map((value) =>
      boatHire(onCondition(wind, `{ fact: wind, operator: lessThan, value: ${value} }`)),
    );
    const rules = [six, seven].map((edition) => edition?.decisions.get(boatDecision));
    const [first, second] = rules;
    assert.ok(six !== undefined && first !== undefined && second !== undefined);
    await prover.prove(withLending(six, first), { kept });
    const { decisions } = await prover.prove(withLending(six, second), { kept });
    assert.deepEqual(
      decisions.map((one) => [one.decision, one.code === 'tried' && one.isKept]),
      [
        [boatDecision, true],
        ['lend', false],
      ],
    );
  });

  it('is kept by what it was of, and not tried again', async () => {
    const kept = keptInMemory();
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
