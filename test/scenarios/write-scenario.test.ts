import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import { makeMatchStep } from '../../src/scenarios/match-step.js';
import { readPhraseTable } from '../../src/scenarios/phrase-table.js';
import { writeScenario, type WrittenCase } from '../../src/scenarios/write-scenario.js';
import { librarySources, phrases } from './support/late-items.js';

const read = readPhraseTable('library-lending', 'phrases.yaml', phrases);
assert.ok(read.code === 'read');
const phrasing = { table: read.table, matchStep: makeMatchStep(read.table).matchStep };

const one: WrittenCase = {
  decision: 'fee',
  asOf: '2025-07-01T12:00:00.000Z',
  facts: {
    copy: { price: { minor: 123450, currency: 'EUR' } },
    loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-22T10:00:00.001Z' },
    member: { card: 'valid', age: 7 },
  },
  answer: {
    outcome: 'owed',
    effects: { amount: { minor: 30, currency: 'EUR' }, days: 1, note: 'a | b' },
    clauses: [{ id: '3.1' }, { id: '3.2(a)' }, { id: '3.1' }],
  },
};

const written = writeScenario('A late item', one, phrasing);

describe('A case written as a scenario', () => {
  test('says in the contract’s phrases what they can say, and the rest in tables', () => {
    assert.equal(
      written,
      [
        'Scenario: A late item',
        '  Given an item worth EUR 1,234.50 handed out at 2025-06-01 10:00 UTC',
        '  And it comes back at 2025-06-22 10:00:00.001 UTC',
        '  And a card that is valid',
        '  And the facts',
        '    | path | value |',
        '    | member.age | 7 |',
        '  When the fee is asked for at 2025-07-01 12:00 UTC',
        '  Then the fee is EUR 0.30 for 1 day',
        '  And the answer is owed',
        '  And the answer has',
        '    | path | value |',
        '    | effects.note | "a \\| b" |',
        '  And it rests on clause 3.1',
        '  And it rests on clause 3.2(a)',
      ].join('\n'),
    );
  });

  test('says what is left to choose, who may, and up to how much', () => {
    const discretion = {
      decider: 'the library',
      choices: ['waive', 'charge'],
      recommended: 'waive',
      upTo: { minor: 30, currency: 'EUR' },
      policy: 'waiverPolicy',
    };
    const left = writeScenario('A fee', { ...one, answer: { ...one.answer, discretion } }, phrasing);
    assert.match(left, /\| discretion\.choices \| \["waive","charge"\] \|/);
    assert.match(left, /\| discretion\.upTo \| \{"minor":30,"currency":"EUR"\} \|/);
    assert.match(left, /\| discretion\.recommended \| "waive" \|/);
    const none = writeScenario('A fee', { ...one, answer: { ...one.answer, discretion: null } }, phrasing);
    assert.equal(none, written.replace('A late item', 'A fee'));
  });

  test('is understood again as the same case', () => {
    const { scenarios, faults } = compileFeatures(librarySources(`Feature: F\n${written}`));
    assert.deepEqual(faults, []);
    const request = scenarios[0]?.asks[0]?.request;
    assert.deepEqual(request?.['facts'], {
      ...one.facts,
      loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-22T10:00:00.001Z' },
    });
    assert.equal(request['asOf'], '2025-07-01T12:00:00Z');
  });

  test('leaves out a phrase that would say anything else', () => {
    const other = writeScenario('An item', { ...one, facts: { member: { card: 'lost' } } }, phrasing);
    assert.match(other, /\| member\.card \| "lost" \|/);
    assert.doesNotMatch(other, /a card that is/);
  });
});
