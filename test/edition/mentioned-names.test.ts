import { deepEqual } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mentionedNames } from '../../src/edition/names/names.js';
import { withoutConsequences } from '../../src/edition/check/consequences.js';
import type { Diagnostic } from '../../src/edition/read/diagnostic.js';
import type { DiagnosticCode } from '../../src/edition/read/diagnostic-codes.js';
import { boatErrors, type BoatTerms } from '../support/boat-hire.js';

describe('The names that an expression mentions', () => {
  for (const [expression, ...names] of [
    ['business days between(from, until, harbourDays)', 'from', 'until', 'harbourDays'],
    ['date and  time(days, time("09:00:00"), zone)', 'days', 'zone'],
    ['start of\nmonth (day)', 'day'],
    ['if days > a then a.b else { minor: c }', 'if', 'days', 'a', 'then', 'a.b', 'else', 'c'],
    ['a /* b */ + c // d', 'a', 'c'],
    ['"days between(" + e', 'e'],
  ] as const)
    test(`are no words of a function: ${expression}`, () => {
      deepEqual(mentionedNames(expression), names);
    });
});

describe('What hangs loose', () => {
  test('is not told where definitions need each other, since what cites it may be what they keep from being read', () => {
    const of = (code: DiagnosticCode): Diagnostic => ({
      code,
      severity: 'error',
      file: 'definitions.yaml',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
      message: '',
      hint: '',
      text: '',
      sourceLine: '',
    });
    const codes = (...told: readonly DiagnosticCode[]) =>
      withoutConsequences(told.map(of), []).map(({ code }) => code);
    deepEqual(codes('definition-cycle', 'clause-uncited'), ['definition-cycle']);
    deepEqual(codes('name-clash', 'unused-definition'), ['name-clash']);
    deepEqual(codes('clause-uncited'), ['clause-uncited']);
  });
});

describe('A definition', () => {
  const terms = (days: string): BoatTerms => ({
    facts: 'booked: { type: date }\nuntil: { type: date }',
    definitions: `
      - { term: days, clauses: ["1.1"], is: '${days}' }
      - { term: isLong, clauses: ["1.1"], is: 'days > most' }`,
    tables: `
      - table: most
        describes: The most days.
        hit: unique
        inputs: { days: days }
        outputs: { most: { type: integer } }
        rows:
          - { days: '< 3', most: 1, clauses: ['1.2'] }
          - { days: '>= 3', most: 2, clauses: ['1.3'] }`,
    rules: `
      - { id: long, when: { fact: isLong, operator: equal, value: true }, then: { outcome: goes } }
      - { id: short, when: { fact: isLong, operator: equal, value: false }, then: { outcome: stays } }`,
  });
  const told = (days: string): readonly string[] =>
    boatErrors(terms(days)).map(({ code, message }) => `${code} ${message}`);

  test('may be called as a word of a function that it calls', () => {
    deepEqual(told('days between(booked, until)'), []);
  });

  test('that needs itself is told once', () => {
    deepEqual(told('days between(booked, until) + days'), [
      'definition-cycle `days` needs itself: days → days.',
    ]);
  });
});
