import { deepEqual, match, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { tellTrace } from '../../../src/engine/tell-trace.js';
import { asked, boatErrors, boatHire } from '../../support/boat-hire.js';

const edition = boatHire({
  facts: `
    größe: { type: integer }
    料金: { type: record, fields: { 税込: { type: integer }, الحد: { type: integer, default: "0" } } }
    क़िस्में: { type: list, of: { type: integer }, default: "[1]" }`,
  constraints: '[{ holds: "größe > 0", pointer: /größe, code: too-small, message: Zu klein. }]',
  effects: 'gebührMitZuschlag: { type: integer, merge: equal, default: "gebührMitZuschlag" }',
  functions: `
  - function: doppelt
    parameters: { zahl: { type: integer } }
    result: { type: integer }
    clauses: ["1.1"]
    is: zahl * 2`,
  definitions: `
    - { term: gebührMitZuschlag, clauses: ["1.1"], is: "doppelt(größe) + 料金.税込 - 料金.الحد + sum(क़िस्में)" }`,
  rules: `
    - id: goes
      when: { fact: gebührMitZuschlag, operator: greaterThan, value: 10 }
      then: { outcome: nicht-verfügbar, because: "Die Größe ist {größe}, 料金 {料金.税込}." }
    - { id: stays, clauses: ["1.2"], when: { fact: gebührMitZuschlag, operator: lessThanInclusive, value: 10 }, then: { outcome: 利用-可 } }`,
});

describe('Names and outcomes in any script', () => {
  for (const [größe, outcome, gebührMitZuschlag] of [
    [1, '利用-可', 8],
    [3, 'nicht-verfügbar', 12],
  ] as const)
    test(`decide as others do: ${outcome}`, async () => {
      const question = asked({ facts: { größe, 料金: { 税込: 5 } } });
      const reference = await makeReferenceEvaluator(edition).explain(question);
      deepEqual(makeCompiledEvaluator(edition).explain(question), reference);
      ok(reference.code === 'decided');
      deepEqual(reference.trace.decision.outcome, outcome);
      deepEqual(reference.trace.decision.effects, { gebührMitZuschlag });
      if (größe === 3) match(tellTrace(edition, reference.trace, question.asOf), /Die Größe ist 3, 料金 5\./);
    });

  const withName = (name: string) =>
    boatErrors({
      facts: `${JSON.stringify(name)}: { type: integer }`,
      rules: '[{ id: a, then: { outcome: stays } }]',
    });

  for (const [name, why] of [
    ['gro\u0308\u00dfe', 'is not composed'],
    ['f\u0435e', 'mixes Latin with a Cyrillic look-alike'],
    ['Größe', 'starts with a capital'],
    ['1größe', 'starts with a digit'],
  ] as const)
    test(`a name that ${why} is refused: ${name}`, () => {
      const [error] = withName(name);
      match(error?.hint ?? '', /composed ones \(NFC\), not of Latin and of Greek or Cyrillic together/);
    });

  test('a name of one script is its own, though it looks like Latin', () => {
    deepEqual(
      withName('\u0435\u0435').map(({ code }) => code),
      ['unused-fact'],
    );
  });
});
