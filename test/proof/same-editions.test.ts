import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { SameProof } from '../../src/analysis/difference/same-proof.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { proveSame, type ProvingSide } from '../../src/proof/difference/prove-same.js';
import { findSolver } from '../../src/proof/solver/find-solver.js';
import { startSolver } from '../../src/proof/solver/solver.js';
import { makeSolverShelf } from '../../src/proof/solver/solver-shelf.js';
import { boatDecision, boatHire, type BoatTerms } from '../support/boat-hire.js';

const { solver } = await findSolver();
assert.ok(solver !== undefined, 'no solver is installed');
const solvers = makeSolverShelf(() => startSolver(solver.command, solver.name));
after(() => {
  solvers.endAll();
});

const facts = `{
  wind: { type: integer, minimum: 0, maximum: 12 },
  hours: { type: integer, minimum: 1, maximum: 24, default: "2" },
  crew: { type: list, maxItems: 3, of: { type: record, fields: { age: { type: integer, minimum: 0 } } } } }`;
const constraints = `
  - { holds: count(crew) > 0, pointer: /crew, code: no-crew, message: Somebody sails. }`;
const definitions = `
  - { term: isStormy, clauses: ["1.2"], is: 'wind >= 8 or (some c in crew satisfies c.age < 10)' }
  - { term: cost, clauses: ["1.1"], is: 'hours * 2500 - floor(hours / 4) * 1000' }`;
const rules = `
  - { id: goes, then: { outcome: goes, effects: { price: cost } }, when: { fact: isStormy, operator: equal, value: false } }
  - { id: storm, clauses: ["1.2"], when: { fact: isStormy, operator: equal, value: true }, then: { outcome: stays } }`;
const terms: BoatTerms = {
  facts,
  constraints,
  definitions,
  rules,
  effects: 'price: { type: integer, merge: equal, default: "0" }',
};

const sideOf = (one: BoatTerms): ProvingSide => {
  const edition = boatHire(one);
  return { edition, evaluators: [makeCompiledEvaluator(edition), makeReferenceEvaluator(edition)] };
};

const prove = (changed: Partial<BoatTerms>, before: BoatTerms = terms): Promise<SameProof> =>
  proveSame(sideOf(before), sideOf({ ...before, ...changed }), boatDecision, {
    solver: solver.name,
    solvers,
    mostItems: 2,
    mostSteps: 50_000_000,
    deadlineMs: 600_000,
    keep: () => undefined,
  });

/** Terms that say the same in other words. */
const reworded: readonly (readonly [what: string, changed: Partial<BoatTerms>])[] = [
  ['a condition the other way round', { definitions: definitions.replace('wind >= 8', 'not(wind < 8)') }],
  [
    'a computation put otherwise',
    {
      definitions: definitions.replace(
        'hours * 2500 - floor(hours / 4) * 1000',
        'floor(hours / 4) * 9000 + modulo(hours, 4) * 2500',
      ),
    },
  ],
  [
    'an exception in place of two conditions',
    {
      rules: `
  - { id: goes, then: { outcome: goes, effects: { price: cost } } }
  - { id: storm, clauses: ["1.2"], when: { fact: isStormy, operator: equal, value: true }, then: { outcome: stays }, overrides: [goes] }`,
    },
  ],
  [
    'a constraint put otherwise',
    { constraints: constraints.replace('count(crew) > 0', 'not(count(crew) = 0)') },
  ],
];

/** Terms that say something else, each with what a case that shows it must be. */
const changed: readonly {
  readonly what: string;
  readonly to: Partial<BoatTerms>;
  readonly shows: (facts: Readonly<Record<string, unknown>>) => boolean;
}[] = [
  {
    what: 'the outcome, at one value',
    to: { definitions: definitions.replace('wind >= 8', 'wind > 8') },
    shows: ({ wind }) => wind === 8,
  },
  {
    what: 'an effect, at one value',
    to: { definitions: definitions.replace('hours * 2500', 'hours * 2500 + (if hours = 23 then 1 else 0)') },
    shows: ({ hours }) => hours === 23,
  },
  {
    what: 'what is taken for granted where nothing is said',
    to: { facts: facts.replace('default: "2"', 'default: "3"') },
    shows: ({ hours }) => hours === undefined,
  },
  {
    what: 'the greatest value of a fact',
    to: { facts: facts.replace('maximum: 12', 'maximum: 11') },
    shows: ({ wind }) => wind === 12,
  },
  {
    what: 'how long a list is',
    to: { facts: facts.replace('maxItems: 3', 'maxItems: 1') },
    shows: ({ crew }) => Array.isArray(crew) && crew.length === 2,
  },
  {
    what: 'a constraint',
    to: { constraints: constraints.replace('count(crew) > 0', 'every c in crew satisfies c.age > 9') },
    shows: ({ crew }) => Array.isArray(crew),
  },
  {
    what: 'what must be given',
    to: { facts: facts.replace('maximum: 24, default: "2"', 'maximum: 24') },
    shows: ({ hours }) => hours === undefined,
  },
  {
    what: 'a division by zero',
    to: { definitions: definitions.replace('hours * 2500', 'floor(hours * 2500 * (wind - 5) / (wind - 5))') },
    shows: ({ wind }) => wind === 5,
  },
  {
    what: 'a case of which nothing is said',
    to: {
      rules: rules
        .replace('operator: equal, value: true', 'operator: notEqual, value: isStormy')
        .replace('value: isStormy', 'value: { fact: isStormy }'),
    },
    shows: ({ wind, crew }) => Number(wind) >= 8 || /"age":\d\b/.test(JSON.stringify(crew)),
  },
];

/** Terms that leave something to a choice. */
const leaving: BoatTerms = {
  facts: 'wind: { type: integer, minimum: 0, maximum: 12 }',
  choices: '[none, part, full]',
  parameters: `parameters:
  - parameter: policy
    clauses: ["1.3"]
    describes: What is let.
    changedBy: the harbour master
    type: text
    values: [{ from: "2026-01-01T00:00:00Z", published: "2026-01-01T00:00:00Z", value: part }]
`,
  rules: `
  - { id: goes, clauses: ["1.3"], then: { outcome: goes, discretion: { decider: the harbour master, choices: [none, part], recommended: 'if wind > 5 then "none" else "part"', policy: policy } } }`,
};

describe('two editions', () => {
  for (const [what, change] of reworded)
    it(`are proved to decide alike: ${what}`, async () => {
      const proof = await prove(change);
      assert.equal(proof.code, 'proved', JSON.stringify(proof));
      assert.deepEqual(proof.bounded, ['crew']);
    });

  for (const { what, to, shows } of changed)
    it(`are told apart by a case that both evaluators confirm: ${what}`, async () => {
      const proof = await prove(to);
      assert.ok(proof.code === 'refuted', JSON.stringify(proof));
      assert.ok(shows(proof.case.facts), JSON.stringify(proof.case));
    });

  it('are told apart by what is left to a choice, and by nothing else', async () => {
    const { rules: leave } = leaving;
    assert.equal(
      (await prove({ rules: leave.replace('wind > 5', 'not(wind <= 5)') }, leaving)).code,
      'proved',
    );
    for (const [was, is] of [
      ['wind > 5', 'wind > 6'],
      ['[none, part]', '[none, part, full]'],
      ['decider: the harbour master', 'decider: the skipper'],
    ] as const)
      assert.equal((await prove({ rules: leave.replace(was, is) }, leaving)).code, 'refuted', is);
  });

  it('of which a fact has two types cannot be compared', async () => {
    const proof = await prove({
      facts: facts.replace('wind: { type: integer, minimum: 0, maximum: 12 }', 'wind: { type: number }'),
    });
    assert.deepEqual(proof, { code: 'untranslatable', why: 'the fact wind, which has two types' });
  });
});
