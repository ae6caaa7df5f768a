import { deepEqual } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boatErrors } from '../support/boat-hire.js';

/** What is found in a calendar that ends with 2026. */
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
        value: { weekend: [sunday], holidays: ${JSON.stringify(holidays)}, through: '2026-12-31' }
`,
    definitions: `[{ term: closed, clauses: ['1.1'], is: 'not(is business day(booked, harbourDays))' }]`,
    rules:
      '[{ id: stays, when: { fact: closed, operator: equal, value: true }, then: { outcome: stays } }, { id: goes, clauses: ["1.2"], when: { fact: closed, operator: equal, value: false }, then: { outcome: goes-out } }]',
  }).map(({ code, file, line, message, hint }) => `${file}:${line} ${code} ${message} ${hint}`);

describe('A calendar of business days', () => {
  test('has holidays up to its last day', () => {
    deepEqual(told('2026-05-14', '2026-12-31'), []);
  });

  test('is told where it has one after it, as a slip in one of the two dates', () => {
    deepEqual(told('2026-05-14', '2027-01-01'), [
      'parameters.yaml:10 parameter-value `2027-01-01` is after `through`, the last day that the calendar knows: 2026-12-31. ' +
        'Put it right, or let `through` be the last day of the year that the list is whole for.',
    ]);
  });
});
