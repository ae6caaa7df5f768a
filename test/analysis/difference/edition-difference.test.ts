import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  compareEditions,
  type EditionDifference,
} from '../../../src/analysis/difference/edition-difference.js';
import type { DecisionDifference } from '../../../src/analysis/difference/decision-difference.js';
import { claimsOf } from '../../../src/analysis/difference/clause-claims.js';
import { plainSentences, scenariosOf } from '../../../src/analysis/difference/difference-scenario.js';
import { tellDifference } from '../../../src/analysis/difference/tell-difference.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { boatDecision, boatHire, boatSeason, type BoatTerms } from '../../support/boat-hire.js';

const compared = async (
  before: BoatTerms,
  after: BoatTerms,
  known: Readonly<Record<string, number>> = { wind: 3, crew: 2 },
): Promise<EditionDifference> => {
  const [left, right] = [boatHire(before), boatHire(after)];
  return compareEditions(
    { edition: left, evaluator: makeCompiledEvaluator(left) },
    { edition: right, evaluator: makeCompiledEvaluator(right) },
    {
      limit: 2_000,
      scenarios: [
        { decision: boatDecision, name: 'A calm day', case: { facts: known, asOf: Date.parse(boatSeason) } },
      ],
    },
  );
};

const hireIn = ({ decisions }: EditionDifference): DecisionDifference => {
  const [hire] = decisions;
  assert.ok(hire !== undefined);
  return hire;
};

const facts = 'wind: { type: integer, minimum: 0 }\ncrew: { type: integer, minimum: 0 }';
const definitions = '- { term: load, clauses: ["1.4"], is: wind + crew }';
const rules = `
- { id: by-default, then: { outcome: goes } }
- id: storm
  clauses: ["1.2"]
  when: { fact: wind, operator: greaterThanInclusive, value: 8 }
  then: { outcome: stays }
  overrides: [by-default]
- id: heavy
  clauses: ["1.3"]
  when: { fact: load, operator: greaterThan, value: 30 }
  then: { outcome: stays }
  overrides: [by-default]`;
const terms: BoatTerms = { facts, definitions, rules };

describe('The difference of two editions in effect', () => {
  test('is proven to be none where names and the order of rules alone differ', async () => {
    const [first = '', storm = '', heavy = ''] = rules.split(/(?=\n- )/);
    const renamed = [heavy, storm, first]
      .join('')
      .replaceAll('by-default', 'always')
      .replaceAll('load', 'burden');
    const difference = await compared(terms, {
      ...terms,
      rules: renamed,
      definitions: definitions.replace('load', 'burden'),
    });
    assert.equal(hireIn(difference).verdict, 'same');
    assert.equal(difference.sameInEffect, true);
    assert.ok(difference.items.some(({ code, name }) => code === 'added' && name === 'burden'));
  });

  test('is told by the clocks of the zone that the edition names', async () => {
    const asked = { asOf: Date.parse('2026-06-30T22:00:00Z'), facts: {} };
    const from = (instant: string): BoatTerms => ({
      facts: 'back: { type: instant }',
      rules: `
- { id: by-default, then: { outcome: goes } }
- id: late
  clauses: ["1.2"]
  when: { fact: back, operator: greaterThanInclusive, value: '${instant}' }
  then: { outcome: stays }
  overrides: [by-default]`,
    });
    const [left, right] = [boatHire(from('2026-06-30T22:00:00Z')), boatHire(from('2026-07-31T22:00:00Z'))];
    const difference = await compareEditions(
      { edition: left, evaluator: makeCompiledEvaluator(left) },
      { edition: right, evaluator: makeCompiledEvaluator(right) },
      {
        limit: 200,
        scenarios: [
          {
            decision: boatDecision,
            name: 'A day',
            case: { ...asked, facts: { back: '2026-05-01T00:00:00Z' } },
          },
        ],
      },
    );
    const told = tellDifference(difference, () => 'back at 2026-06-30T22:00:00Z', 'Europe/Berlin');
    assert.match(told, /1 July 2026, 00:00 \(Europe\/Berlin\)/);
    assert.deepEqual(
      told.match(/\d{4}-\d\d-\d\dT\S*Z/g)?.filter((one) => one !== '2026-06-30T22:00:00Z'),
      [],
    );
  });

  test('is not proven where precedence differs, though the rules are otherwise the same', async () => {
    const difference = await compared(terms, {
      ...terms,
      rules: rules.replace(/overrides: \[by-default\]$/, ''),
    });
    assert.equal(hireIn(difference).verdict, 'different');
  });

  test('is shown by a case at the boundary, brought back to the scenario but for what matters', async () => {
    const difference = await compared(terms, { ...terms, rules: rules.replace('value: 8', 'value: 7') });
    const hire = hireIn(difference);
    assert.equal(hire.verdict, 'different');
    assert.deepEqual(hire.scenarios, [], 'the scenario itself does not show it');
    const [found] = hire.search?.found ?? [];
    assert.ok(found?.difference.left.code === 'decided' && found.difference.right.code === 'decided');
    assert.deepEqual(found.changes, [{ path: 'wind', from: 3, to: 7 }]);
    assert.equal(found.from, 'A calm day');
    assert.equal(found.difference.left.decision.outcome, 'goes');
    assert.equal(found.difference.right.decision.outcome, 'stays');
    assert.equal(difference.sameInEffect, false);
    const rule = difference.items.find(({ name }) => name === 'hire/storm');
    assert.deepEqual(rule?.parts, [{ path: 'when.value', left: 8, right: 7 }]);
    assert.deepEqual(rule.clauses, ['1.2']);
  });

  test('is told of a scenario whose decision changes', async () => {
    const { scenarios, scenarioCases } = hireIn(
      await compared(terms, { ...terms, rules: rules.replace('value: 8', 'value: 3') }),
    );
    assert.deepEqual(
      scenarios.map(({ name }) => name),
      ['A calm day'],
    );
    assert.equal(scenarioCases, 1);
  });

  test('is not claimed to be none where the search finds nothing and the form differs', async () => {
    const difference = await compared(terms, {
      ...terms,
      definitions: definitions.replace('wind + crew', 'crew + wind'),
    });
    const { verdict, search } = hireIn(difference);
    assert.equal(verdict, 'none-found');
    assert.ok((search?.decidedByBoth ?? 0) > 100);
    assert.equal(difference.sameInEffect, false);
  });

  test('is proven to be none for what both accept where one accepts fewer facts', async () => {
    const difference = await compared(terms, { ...terms, facts: facts.replace('0 }', '0, maximum: 12 }') });
    const { verdict, search } = hireIn(difference);
    assert.equal(verdict, 'same-where-accepted');
    assert.ok(search !== null && search.found.length > 0);
    assert.ok(
      search.found.every(({ difference: { kinds } }) => kinds.length === 1 && kinds[0] === 'refusal'),
    );
    assert.equal(difference.sameInEffect, false);
  });

  test('tells other clauses apart from another decision', async () => {
    const { verdict, search } = hireIn(
      await compared(terms, {
        ...terms,
        definitions: definitions.replace('wind + crew', 'crew + wind'),
        rules: rules.replace('clauses: ["1.2"]', 'clauses: ["1.2", "1.4"]'),
      }),
    );
    assert.equal(verdict, 'none-found');
    assert.deepEqual(search?.found[0]?.difference.kinds, ['citation']);
  });

  test('counts a figure with another value, and the date at which it counts', async () => {
    const figures = (value: number): BoatTerms => ({
      ...terms,
      rules: rules.replace('value: 8', 'value: { fact: limit }'),
      parameters: `parameters:
  - parameter: limit
    clauses: ['1.2']
    describes: The wind from which it storms.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: 8 }
      - { from: '2026-07-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${value} }
`,
    });
    const difference = await compared(figures(8), figures(6));
    const [found] = hireIn(difference).search?.found ?? [];
    assert.ok(found !== undefined);
    assert.ok(found.difference.case.asOf >= Date.parse('2026-07-01T00:00:00Z'));
    assert.deepEqual(
      found.changes.map(({ path }) => path),
      ['asOf', 'wind'],
    );
    assert.deepEqual(difference.items[0]?.parts, [
      { path: 'values.2026-07-01T00:00:00Z.value', left: 8, right: 6 },
    ]);
  });
});

describe('What is left to discretion', () => {
  const left = (upTo: string): BoatTerms => ({
    facts: 'wind: { type: integer, minimum: 0 }',
    choices: '[waive, charge]',
    parameters: `parameters:
  - parameter: policy
    clauses: ['1.2']
    describes: What is recommended.
    changedBy: nobody
    type: text
    values: [{ from: '${boatSeason}', published: '${boatSeason}', value: waive }]
`,
    rules: `
- id: by-default
  clauses: ["1.2"]
  modality: may
  then:
    outcome: goes
    discretion: { decider: the harbour master, choices: [waive, charge], recommended: '"waive"', policy: policy, ${upTo} }`,
  });

  test('is told, and shown by two scenarios that each pass under one edition alone, where that alone differs', async () => {
    const [before, after] = [left('upTo: wind * 2'), left('upTo: wind * 3')];
    const difference = await compared(before, after, { wind: 3 });
    const [found] = hireIn(difference).search?.found ?? [];
    assert.ok(found !== undefined);
    assert.deepEqual(found.difference.kinds, ['discretion']);
    const told = tellDifference(difference, () => '');
    assert.match(told, /"upTo":6\b.* → .*"upTo":9\b/);
    const written = scenariosOf(
      boatHire(before),
      boatHire(after),
      boatDecision,
      found,
      plainSentences,
      'A day',
    );
    const rows = written.split('\n').filter((line) => line.includes('| discretion'));
    assert.equal(rows.length, 2);
    assert.match(rows[0] ?? '', /"upTo":6\b/);
    assert.match(rows[1] ?? '', /"upTo":9\b/);
  });
});

describe('A changed clause that a function alone cites', () => {
  const called = (factor: number): BoatTerms => ({
    ...terms,
    functions: `
- { function: weighed, parameters: { n: { type: integer } }, result: { type: integer }, clauses: ["1.3"], is: n * ${factor} }`,
    definitions: '- { term: load, clauses: ["1.4"], is: weighed(wind) + crew }',
    rules: rules.replace('clauses: ["1.3"]', 'clauses: ["1.1"]'),
  });

  test('is one that decisions rest on which call it, directly or through another function', async () => {
    const { decisions } = await compared(called(1), called(2));
    const edition = boatHire(called(1));
    const change = { code: 'added', right: '1.3', words: 'w' } as const;
    const text = { clauses: [change], headings: [], unchanged: 0 };
    const [claim] = claimsOf(edition, boatHire(called(2)), text, decisions);
    assert.deepEqual(claim?.decisions, [boatDecision]);
    assert.notEqual(claim.code, 'no-decision');
  });
});
