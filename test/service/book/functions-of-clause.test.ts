import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseBook } from '../../../src/service/book/clause-book.js';
import { contractBook } from '../../../src/service/book/contract-book.js';
import { clauseView } from '../../../src/service/http/views/edition-views.js';
import { boatHire } from '../../support/boat-hire.js';

const edition = boatHire({
  facts: 'wind: { type: integer }',
  functions: `
- { function: weighedWind, parameters: { n: { type: integer }, by: { type: integer } }, result: { type: integer }, clauses: ["1.3"], describes: The wind as it counts., is: n * by }`,
  definitions: '- { term: load, clauses: ["1.4"], is: "weighedWind(wind, 2)" }',
  rules:
    '- { id: out, when: { fact: load, operator: lessThan, value: 9 }, then: { outcome: goes } }\n- { id: in, when: { fact: load, operator: greaterThanInclusive, value: 9 }, then: { outcome: stays } }',
});

test('A function that cites a clause is told with it, as a definition is', () => {
  assert.deepEqual(clauseView(edition, '1.3')?.definitions, [
    { term: 'weighedWind(n, by)', is: 'n * by', describes: 'The wind as it counts.' },
  ]);

  const [told] = clauseBook(edition, '1.3')?.definitions ?? [];
  assert.equal(told?.term, 'weighedWind(n, by)');
  assert.equal(told.name, 'the weighed wind of “n” and “by”');
  assert.equal(told.is, 'n * by');
  assert.match(told.source.file, /functions\.yaml/);

  const clauses = contractBook(edition).sections.flatMap((section) => section.clauses);
  assert.deepEqual(clauses.find(({ id }) => id === '1.3')?.definitions, ['weighedWind']);
  assert.deepEqual(clauses.find(({ id }) => id === '1.4')?.definitions, ['load']);
});
