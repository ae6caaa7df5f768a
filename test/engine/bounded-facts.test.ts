import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FactError } from '../../src/engine/evaluation.js';
import { makeFactValidation } from '../../src/engine/facts/fact-validation.js';
import { isCut } from '../../src/engine/facts/validate-facts.js';
import { boatHire } from '../support/boat-hire.js';

const edition = boatHire({
  facts: `wind: { type: integer }
crew: { type: list, maxItems: 3, default: "[]", of: { type: record, fields: { name: { type: text, maxLength: 5 } } } }`,
  rules:
    '[{ id: always, when: { fact: crew, operator: present, value: true }, then: { outcome: goes-out, because: "{wind}" } }]',
});
const [ruleSet] = edition.decisions.values();
assert.ok(ruleSet);
const validate = makeFactValidation(edition, ruleSet);
const told = (errors: readonly FactError[]): readonly string[] =>
  errors.map(({ pointer, code }) => `${pointer} ${code}`);
const size = (errors: readonly FactError[]): number => JSON.stringify(errors).length;

describe('What is told of facts that are wrong at very many places', () => {
  test('is a hundred of them, and how many more there are', () => {
    const unknown = Object.fromEntries(Array.from({ length: 25_000 }, (_, i) => [`name${i}`, i]));
    const errors = validate({ wind: 3, ...unknown });
    assert.equal(errors.length, 101);
    assert.ok(isCut(errors));
    assert.deepEqual(errors.at(-1), {
      pointer: '',
      code: 'more-errors',
      message: '24900 more places are wrong. Mend those that are named, and send the facts again.',
    });
    assert.ok(size(errors) < 50_000, String(size(errors)));
  });

  test('is so too where they are inside one item of a list', () => {
    const unknown = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`n${i}`, i]));
    const errors = validate({ wind: 3, crew: [{ name: 'Ann', ...unknown }] });
    assert.equal(errors.length, 101);
    assert.ok(size(errors) < 50_000, String(size(errors)));
  });

  test('is all of them up to a hundred, and nothing more', () => {
    const unknown = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`name${i}`, i]));
    assert.equal(validate({ wind: 'x', ...unknown }).length, 100);
    assert.ok(!isCut(validate({ wind: 'x', ...unknown })));
    assert.ok(isCut(validate({ wind: 'x', ...unknown, another: 1 })));
  });

  test('never holds a long name whole', () => {
    const errors = validate({ wind: 3, ['w'.repeat(250_000)]: 1 });
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['unknown-fact'],
    );
    assert.ok(size(errors) < 2000, String(size(errors)));
  });
});

describe('The length', () => {
  test('of a list is limited, just under, at and just over', () => {
    const crew = (length: number) => ({ wind: 3, crew: Array.from({ length }, () => ({ name: 'Ann' })) });
    assert.deepEqual(told(validate(crew(3))), []);
    assert.deepEqual(told(validate(crew(4))), ['/crew too-long']);
    assert.deepEqual(told(validate(crew(500_000))), ['/crew too-long']);
  });

  test('of a text is limited in characters, whatever bytes they take', () => {
    assert.deepEqual(told(validate({ wind: 3, crew: [{ name: '\u{1f6a4}'.repeat(5) }] })), []);
    assert.deepEqual(told(validate({ wind: 3, crew: [{ name: 'Annabe' }] })), ['/crew/0/name too-long']);
  });

  test('is 500 items and 10,000 characters where the vocabulary does not say', () => {
    const plain = boatHire({
      facts: 'wind: { type: integer }\nboats: { type: list, default: "[]", of: { type: text } }',
      rules:
        '[{ id: always, when: { fact: boats, operator: present, value: true }, then: { outcome: goes-out, because: "{wind}" } }]',
    });
    const [rules] = plain.decisions.values();
    assert.ok(rules);
    const check = makeFactValidation(plain, rules);
    assert.deepEqual(told(check({ wind: 1, boats: Array.from({ length: 500 }, () => 'a') })), []);
    assert.deepEqual(told(check({ wind: 1, boats: Array.from({ length: 501 }, () => 'a') })), [
      '/boats too-long',
    ]);
    assert.deepEqual(told(check({ wind: 1, boats: ['a'.repeat(10_000)] })), []);
    assert.deepEqual(told(check({ wind: 1, boats: ['a'.repeat(10_001)] })), ['/boats/0 too-long']);
  });
});
