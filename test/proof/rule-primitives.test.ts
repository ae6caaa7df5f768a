import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { paragraphOf } from '../../src/edition/model/invalid-clauses.js';
import { severabilityErrors } from '../../src/engine/severability.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';
import { boatDecision, boatHire, boatSeason, type BoatTerms } from '../support/boat-hire.js';
import { compareCase } from './support/held-to-evaluator.js';
import { translated } from './support/translated.js';

type Facts = Readonly<Record<string, unknown>>;

/** All combinations of values; `undefined` is left out. */
const combined = (values: Readonly<Record<string, readonly unknown[]>>): readonly Facts[] =>
  Object.entries(values).reduce<readonly Facts[]>(
    (all, [name, some]) =>
      all.flatMap((facts) =>
        some.map((value) => (value === undefined ? facts : { ...facts, [name]: value })),
      ),
    [{}],
  );

/** Of what a decision makes one answer, each with all cases and what these come to. */
const primitives: readonly {
  readonly what: string;
  readonly terms: BoatTerms;
  readonly cases: readonly Facts[];
  readonly cameTo: readonly string[];
}[] = [
  {
    what: 'merges: a sum of integers and of money, a union, the strongest, and one that must be equal',
    terms: {
      facts: `{
        n: { type: integer, minimum: 0, maximum: 3 },
        currency: { type: text, values: [EUR, USD] },
        level: { type: text, values: [warn, wait, stay], default: "null" } }`,
      effects: `
        total: { type: integer, merge: sum, default: "-1" }
        fee: { type: money, merge: sum, default: '{ minor: 0, currency: "EUR" }' }
        extras: { type: list, of: { type: integer }, merge: union, default: "[]" }
        level: { type: text, values: [warn, wait, stay], nullable: true, merge: { strongest: [warn, wait, stay] }, default: "null" }
        same: { type: integer, merge: equal, default: "0" }`,
      rules: `
        - { id: always, then: { outcome: goes-out } }
        - { id: one, when: { fact: n, operator: greaterThanInclusive, value: 1 }, then: { outcome: goes-out, effects: { total: n, fee: '{ minor: n, currency: currency }', extras: "[n, 2, n]", level: level } } }
        - { id: two, when: { fact: n, operator: greaterThanInclusive, value: 2 }, then: { outcome: goes-out, effects: { total: 10 - n, fee: '{ minor: 5, currency: "EUR" }', extras: "[3, n]", level: '"wait"', same: "2" } } }
        - { id: three, when: { fact: n, operator: equal, value: 3 }, then: { outcome: goes-out, effects: { same: 'if currency = "EUR" and level = null then 1 else 2' } } }`,
    },
    cases: combined({
      n: [0, 1, 2, 3],
      currency: ['EUR', 'USD'],
      level: [undefined, 'warn', 'wait', 'stay'],
    }),
    cameTo: ['conflict', 'decided', 'out-of-range'],
  },
  {
    what: 'comparisons with lists, and whether something is there',
    terms: {
      facts: `{
        plan: { type: text, values: [free, paid, gold], default: "null" },
        tags: { type: list, maxItems: 3, of: { type: text, values: [free, paid, gold] } } }`,
      rules: `
        - { id: always, then: { outcome: goes-out } }
        - { id: in, when: { fact: plan, operator: in, value: [free, gold] }, then: { outcome: goes-out } }
        - { id: not-in, when: { fact: plan, operator: notIn, value: [free, gold] }, then: { outcome: goes-out } }
        - { id: in-tags, when: { fact: plan, operator: in, value: { fact: tags } }, then: { outcome: goes-out } }
        - { id: contains, when: { fact: tags, operator: contains, value: free }, then: { outcome: goes-out } }
        - { id: lacks, when: { fact: tags, operator: doesNotContain, value: free }, then: { outcome: goes-out } }
        - { id: there, when: { fact: plan, operator: present, value: true }, then: { outcome: goes-out } }
        - { id: stays, when: { all: [{ fact: plan, operator: present, value: false }, { fact: tags, operator: contains, value: paid }] }, then: { outcome: stays } }`,
    },
    cases: combined({
      plan: [undefined, 'free', 'paid', 'gold'],
      tags: [[], ['free'], ['paid', 'gold'], ['gold', 'free', 'paid']],
    }),
    cameTo: ['conflict', 'decided'],
  },
  {
    what: 'tables: the first row, the only one, a sum, the least and the greatest',
    terms: {
      facts:
        '{ n: { type: integer, minimum: 0, maximum: 6 }, boat: { type: text, values: [dinghy, yacht] } }',
      effects: `
        rate: { type: integer, merge: equal, default: rate }
        price: { type: integer, merge: equal, default: price }
        extras: { type: integer, merge: equal, default: extras }
        least: { type: integer, merge: equal, default: least }
        most: { type: integer, merge: equal, default: most }`,
      definitions: `[{ term: top, clauses: ["1.1"], is: 'if boat = "dinghy" then 5 else 4' }]`,
      tables: `
  - { table: rate, hit: first, clauses: ["1.1"], inputs: { n: n, boat: boat }, outputs: { rate: { type: integer } }, rows: [{ n: '< 3', rate: 1 }, { boat: yacht, rate: n }, { n: '[3..4]', rate: 7 }], otherwise: '-1' }
  - { table: price, hit: unique, clauses: ["1.1"], inputs: { n: n, boat: boat }, outputs: { price: { type: integer } }, rows: [{ n: '< top', boat: dinghy, price: 10 }, { n: '> 3', price: 'floor(12 / (n - 6))' }, { boat: yacht, n: '< 4', price: 3 }], otherwise: '5' }
  - { table: extras, hit: collect sum, clauses: ["1.1"], inputs: { n: n, boat: boat }, outputs: { extra: { type: integer } }, rows: [{ n: '> 1', extra: 2 }, { boat: yacht, extra: n }], otherwise: '0' }
  - { table: least, hit: collect min, clauses: ["1.1"], inputs: { n: n }, outputs: { least: { type: integer } }, rows: [{ n: '> 1', least: 2 }, { n: '> 2', least: '-n' }], otherwise: '9' }
  - { table: most, hit: collect max, clauses: ["1.1"], inputs: { n: n }, outputs: { most: { type: integer } }, rows: [{ n: '> 1', most: '-2' }, { n: '> 2', most: '-n' }], otherwise: '9' }`,
      rules: '[{ id: always, then: { outcome: goes-out } }]',
    },
    cases: combined({ n: [0, 1, 2, 3, 4, 5, 6], boat: ['dinghy', 'yacht'] }),
    cameTo: ['decided', 'out-of-range'],
  },
];

describe('what makes one answer of rules is in a formula what it is in the evaluators', () => {
  for (const { what, terms, cases, cameTo } of primitives)
    test(what, () => {
      const edition = boatHire(terms);
      const ruleSet = edition.decisions.get(boatDecision);
      assert.ok(ruleSet !== undefined);
      const translation = translated(edition, ruleSet);
      const compiled = makeCompiledEvaluator(edition);
      const asOf = Date.parse(boatSeason);
      const came = cases.map((facts) =>
        compareCase(translation, compiled, { decision: boatDecision, facts, asOf }),
      );
      assert.deepEqual([...new Set(came)].sort(), cameTo);
    });

  test('also where clauses of the edition in rules/ are held invalid', async () => {
    const edition = await loadRealEdition();
    const compiled = makeCompiledEvaluator(edition);
    let severed = 0;
    for (const ruleSet of [...edition.decisions.values()].slice(0, 3)) {
      const translation = translated(edition, ruleSet, true);
      const clauses = [
        ...new Set(ruleSet.rules.flatMap((rule) => rule.clauses.flatMap((one) => [one, paragraphOf(one)]))),
      ].filter((clause) => severabilityErrors(edition, [{ clause, authority: 'a court' }]).length === 0);
      const cases = fc.tuple(arbitraryQuestion(edition, ruleSet), fc.subarray(clauses));
      for (const [question, some] of fc.sample(cases, { numRuns: 20, seed: 20_261_129 })) {
        const invalid = some.map((clause) => ({ clause, authority: 'a court' }));
        const came = compareCase(translation, compiled, { ...question, invalid });
        if (invalid.length > 0 && ['decided', 'gap', 'conflict'].includes(came)) severed += 1;
      }
    }
    assert.ok(severed > 10, `${severed} cases with invalid clauses were decided`);
  });
});
