import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coverageOf } from '../../src/analysis/coverage/coverage.js';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Answer } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { tellTrace } from '../../src/engine/tell-trace.js';
import { answerOf } from '../../src/decide/answer/answer.js';
import { citedOf } from '../../src/decide/answer/cited.js';
import { asked, boatHire, boatSeason, explain } from '../support/boat-hire.js';

const edition = boatHire({
  facts: `
    hours: { type: integer }
    crew: { type: integer, default: "null" }
    boat: { type: text, values: [dinghy, yacht, barge] }
    from: { type: instant }`,
  effects: `
    price: { type: number, merge: equal, default: "price" }
    fee: { type: money, merge: equal, default: '{ minor: 0, currency: "EUR" }' }
    extras: { type: number, merge: equal, default: "extras" }`,
  parameters: `
parameters:
  - parameter: longHire
    clauses: ["1.1"]
    describes: When a hire is long.
    changedBy: nobody
    type: integer
    values: [{ from: "${boatSeason}", published: "${boatSeason}", value: 6 }]`,
  definitions: '[{ term: twice, clauses: ["1.3"], is: "2 * band.rate" }]',
  tables: `
  - table: band
    hit: first
    inputs: { hours: hours, boat: boat, crew: crew }
    outputs: { rate: { type: number }, name: { type: text, values: [short, long, none] } }
    rows:
      - { hours: '< longHire', boat: 'dinghy, yacht', rate: 1.5, name: short, clauses: ["1.1"] }
      - { crew: 'null', rate: 2, name: none, clauses: ["1.2"] }
      - { crew: '> 2', boat: not("barge"), rate: 'hours / 2', name: long, clauses: ["1.3"] }
    otherwise: { rate: '0.1 * hours', name: '"none"' }
  - table: price
    clauses: ["1.4"]
    hit: unique
    inputs: { from: from, hours: hours }
    outputs: { price: { type: number } }
    rows:
      - { from: '< date and time("2026-06-01T00:00:00Z")', hours: '< longHire', price: 10 }
      - { from: '< date and time("2026-06-01T00:00:00Z")', hours: '> 3', price: 12.5 }
      - { from: '>= date and time("2026-06-01T00:00:00Z")', price: '10 / hours' }
    otherwise: '0'
  - table: extras
    hit: collect sum
    inputs: { hours: hours, crew: crew, boat: boat }
    outputs: { extra: { type: number } }
    rows:
      - { hours: '> 4', extra: 0.1, clauses: ["1.1"] }
      - { crew: '>= 2', extra: 0.2, clauses: ["1.2"] }
      - { boat: barge, extra: hours, clauses: ["1.3"] }
  - table: most
    hit: collect max
    clauses: ["1.1"]
    inputs: { hours: hours }
    outputs: { most: { type: integer } }
    rows:
      - { hours: '> 1', most: 2 }
      - { hours: '> 2', most: 7 }
    otherwise: '-1'`,
  rules: `
    - id: out
      when: { fact: most, operator: greaterThan, value: 0 }
      then: { outcome: goes-out, effects: { fee: '{ minor: floor(twice), currency: "EUR" }' } }
    - { id: stays, clauses: ["1.2"], when: { fact: most, operator: lessThan, value: 0 }, then: { outcome: stays } }`,
});

const answers = async (of: Edition, facts: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const question = asked({ facts });
  const reference = await makeReferenceEvaluator(of).decide(question);
  const compiled = makeCompiledEvaluator(of);
  deepEqual(compiled.decide(question), reference, JSON.stringify(facts));
  deepEqual(compiled.explain(question), await makeReferenceEvaluator(of).explain(question));
  return reference;
};

describe('Tables', () => {
  test('come to the same in both evaluators, with the rows that apply', async () => {
    const seen = new Set<string>();
    for (const hours of [0, 1, 2, 3, 4, 5, 6, 7])
      for (const crew of [undefined, 1, 2, 3])
        for (const boat of ['dinghy', 'barge'])
          for (const from of ['2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00Z']) {
            const answer = await answers(edition, {
              hours,
              boat,
              from,
              ...(crew === undefined ? {} : { crew }),
            });
            seen.add(answer.code === 'decided' ? answer.decision.outcome : (answer.errors[0]?.message ?? ''));
          }
    deepEqual([...seen].sort(), [
      '`price` cannot be computed of these facts: 10 is divided by 0.',
      '`price` cannot be computed of these facts: its rows 1 and 2 apply together, and one alone may.',
      'goes-out',
      'stays',
    ]);
  });

  test('are rested on where a standing rule or the default of an effect reads them', async () => {
    const { decision } = await explain(edition, {
      facts: { hours: 8, boat: 'barge', from: '2026-05-31T23:59:59.999Z' },
    });
    deepEqual(decision.tables, [
      { table: 'band', rows: [2] },
      { table: 'price', rows: [2] },
      { table: 'extras', rows: [1, 3] },
      { table: 'most', rows: [1, 2] },
    ]);
    equal(decision.effects['extras'], 8.1);
  });

  test('lose the rows whose own clauses are all held invalid, and no others', async () => {
    const question = {
      ...asked({ facts: { hours: 8, boat: 'barge', from: '2026-05-31T23:59:59.999Z' } }),
      invalid: [
        { clause: '1.3', authority: 'a court' },
        { clause: '1.4', authority: 'a court' },
      ],
    };
    const reference = await makeReferenceEvaluator(edition).explain(question);
    deepEqual(makeCompiledEvaluator(edition).explain(question), reference);
    ok(reference.code === 'decided');
    deepEqual(reference.trace.decision.tables, [
      { table: 'band', rows: [2] },
      { table: 'price', rows: [2] },
      { table: 'extras', rows: [1] },
      { table: 'most', rows: [1, 2] },
    ]);
    equal(reference.trace.decision.effects['extras'], 0.1);
  });

  test('have the clauses of their rows cited beside those of the rule', async () => {
    const trace = await explain(edition, {
      facts: { hours: 8, boat: 'barge', from: '2026-05-31T23:59:59.999Z' },
    });
    const { decision } = trace;
    const told = answerOf(edition, {
      id: null,
      asOf: Date.parse(boatSeason),
      decidedAt: Date.parse(boatSeason),
      subject: null,
      decision,
      governing: null,
    });
    deepEqual(
      told.clauses.map(({ id, rule, table, row }) => [id, rule, table, row]),
      [
        ['1.1', 'out', undefined, undefined],
        ['1.2', 'out', 'band', 2],
        ['1.3', 'out', 'extras', 3],
        ['1.4', 'out', 'price', 2],
      ],
    );
    deepEqual(
      citedOf(edition, decision),
      told.clauses.map(({ id }) => id),
    );
    match(
      tellTrace(edition, trace, Date.parse(boatSeason)),
      /band = rate: 2 · name: none {3}\[table \(first\) of hours, boat, crew\]\n {4}row 2 applies \(clause 1\.2\): crew: null; rate: 2; name: none/,
    );
  });
});

test('A table is mutated cell by cell, and each row has to apply in a scenario', async () => {
  const mutants = mutantsOf(edition).map(({ id }) => id);
  deepEqual(
    mutants.filter(
      (id) => id.startsWith('definition extras: row 2') || id.startsWith('definition band: row 2'),
    ),
    [
      'definition band: row 2 left out',
      'definition band: row 2, crew: any value',
      'definition band: row 2, output: 2 to 3',
      'definition band: row 2, output: 2 to 1',
      'definition extras: row 2 left out',
      'definition extras: row 2, crew: >= to >',
      'definition extras: row 2, crew: 2 to 3',
      'definition extras: row 2, crew: 2 to 1',
      'definition extras: row 2, crew: any value',
      'definition extras: row 2, output: 0.2 to 1.2',
      'definition extras: row 2, output: 0.2 to -0.8',
    ],
  );
  const { decision } = await explain(edition, {
    facts: { hours: 8, boat: 'barge', from: '2026-05-31T23:59:59.999Z' },
  });
  const { findings } = coverageOf(edition, [
    { title: 'a long hire', uri: 'hire.feature', line: 1, passed: true, decisions: [decision] },
  ]);
  deepEqual(
    findings.filter(({ code }) => code === 'row-never-applies').map(({ subject }) => subject),
    ['band/1', 'band/3', 'price/1', 'price/3', 'extras/2'],
  );
});
