import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { factColumns } from '../../src/sql/columns/facts-of-columns.js';
import { recordedColumns } from '../../src/sql/columns/recorded-columns.js';
import { factsOf } from '../../src/sql/facts/facts-of.js';
import { boatHire } from '../support/boat-hire.js';
import { randomQuestions } from './support/questions.js';

const facts = `
  wind: { type: integer, minimum: 0 }
  depth: { type: number }
  share: { type: percent }
  sunny: { type: boolean }
  from: { type: instant, orNever: true }
  day: { type: date }
  opens: { type: time }
  long: { type: duration }
  term: { type: months }
  depths: { type: list, of: { type: number } }
  crew: { type: list, of: { type: record, fields: { name: { type: text }, since: { type: instant }, share: { type: percent } } } }
  fee: { type: money }
  boat: { type: record, fields: { kind: { type: text }, price: { type: money }, length: { type: number } } }`;
const names = [
  ...['wind', 'depth', 'share', 'sunny', 'from', 'day', 'opens', 'long', 'term'],
  ...['depths', 'crew', 'fee', 'boat'],
];
const tried = names.map((fact) => `{ fact: ${fact}, operator: present, value: true }`).join(', ');
const rules = `
  - { id: goes, when: { any: [${tried}] }, then: { outcome: goes } }`;

const edition = boatHire({ facts, rules, listed: `[${names.map((fact) => `${fact}?`).join(', ')}]` });
const ruleSet = edition.decisions.get('hire') ?? assert.fail('no such decision');
const read = factColumns(edition, factsOf(edition, ruleSet));

describe('facts that are read of columns', () => {
  it('are those that were written into them, of every type', () => {
    const { types, put } = recordedColumns(edition, ruleSet, true);
    assert.deepEqual(new Map(read.columns.map(({ name, sql }) => [name, sql])), new Map(types));
    const evaluator = makeCompiledEvaluator(edition);
    const met = new Set<string>();
    for (const question of randomQuestions(edition, ruleSet, evaluator, 400, 3)) {
      const answer = evaluator.explain(question);
      if (answer.code !== 'decided') continue;
      const cells = {};
      put(question.facts, {}, cells);
      const again = read.factsOf(JSON.parse(JSON.stringify(cells)) as typeof cells); // cells again
      const other = evaluator.explain({ ...question, facts: again });
      if (other.code !== 'decided') assert.fail(JSON.stringify([question.facts, again, other]));
      assert.deepEqual(other.trace.facts, answer.trace.facts);
      for (const name of Object.keys(question.facts)) met.add(name);
    }
    assert.deepEqual([...met].sort(), [...names].sort());
  });

  it('are handed to the schema as they are where they are none of their type', () => {
    const halfADay = 43_200_000;
    assert.deepEqual(read.factsOf({ day: halfADay, from: 1e17, opens: 86_400_000, wind: null }), {
      day: halfADay,
      from: 1e17,
      opens: 86_400_000,
    });
    assert.deepEqual(read.factsOf({ from: 253_402_300_799_999, day: 0, boat: true }), {
      from: 'never',
      day: '1970-01-01',
      boat: {},
    });
  });
});
