import { deepEqual } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boatErrors } from '../support/boat-hire.js';

/** What is found in a calendar of 2026. */
const told = (...holidays: readonly string[]): readonly string[] =>
  boatErrors({
    facts: 'booked: { type: date }',
    parameters: `parameters:
  - parameter: harbourDays
    clauses: ['1.1']
    describes: Days on which the harbour is open.
    changedBy: The year's list of holidays.
    type: calendar
    values:
      - from: '2026-05-01T00:00:00Z'
        published: '2026-04-01T00:00:00Z'
        value: { weekend: [sunday], holidays: ${JSON.stringify(holidays)}, since: '2026-01-01', through: '2026-12-31' }
`,
    definitions: `[{ term: closed, clauses: ['1.1'], is: 'not(is business day(booked, harbourDays))' }]`,
    rules:
      '[{ id: stays, when: { fact: closed, operator: equal, value: true }, then: { outcome: stays } }, { id: goes, clauses: ["1.2"], when: { fact: closed, operator: equal, value: false }, then: { outcome: goes-out } }]',
  }).map(({ code, file, line, message, hint }) => `${file}:${line} ${code} ${message} ${hint}`);

describe('A calendar of business days', () => {
  test('has holidays from its first day up to its last', () => {
    deepEqual(told('2026-01-01', '2026-05-14', '2026-12-31'), []);
  });

  test('is told where it has one before it', () => {
    deepEqual(told('2025-12-31', '2026-05-14'), [
      'parameters.yaml:10 parameter-value `2025-12-31` is before `since`, the first day that the calendar knows: 2026-01-01. ' +
        'Put it right, or let `since` be the first day of the year that the list is whole for.',
    ]);
  });

  test('is told where it has one after it, as a slip in one of the two dates', () => {
    deepEqual(told('2026-05-14', '2027-01-01'), [
      'parameters.yaml:10 parameter-value `2027-01-01` is after `through`, the last day that the calendar knows: 2026-12-31. ' +
        'Put it right, or let `through` be the last day of the year that the list is whole for.',
    ]);
  });
});
