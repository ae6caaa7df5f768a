import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sameValue } from '../../src/language/values.js';
import { mergeValues, strongest } from '../../src/language/merges.js';
import { boatHire, decide } from '../support/boat-hire.js';

/** What one effect comes to, where some rules that stand together each give it a value. */
const merged = async (effect: string, ...values: readonly string[]) => {
  const edition = boatHire({
    facts: 'leavesAt: { type: instant, default: asOf }',
    effects: `given: ${effect}`,
    rules: [
      '- { id: silent, when: { fact: leavesAt, operator: present, value: true }, then: { outcome: goes-out } }',
      ...values.map(
        (value, at) =>
          `- { id: rule-${at}, then: { outcome: goes-out, effects: { given: ${JSON.stringify(value)} } } }`,
      ),
    ].join('\n'),
  });
  const { outcome, effects, conflict } = await decide(edition);
  return outcome === 'unresolved' ? { conflict } : effects['given'];
};

describe('An effect that no standing rule gives', () => {
  test('has its default', async () => {
    assert.equal(await merged('{ type: integer, merge: equal, default: "2 + 3" }'), 5);
    assert.equal(await merged('{ type: text, nullable: true, merge: equal, default: "null" }'), null);
  });
});

describe('Values that must be equal', () => {
  const money = `{ type: money, merge: equal, default: "{ minor: 0, currency: 'x' }" }`.replaceAll(
    "'x'",
    '\\"EUR\\"',
  );

  test('are one value where they are', async () => {
    assert.equal(await merged('{ type: integer, merge: equal, default: "0" }', '7', '3 + 4'), 7);
    const ten = '{ minor: 1000, currency: "EUR" }';
    assert.deepEqual(await merged(money, ten, ten), { minor: 1000, currency: 'EUR' });
  });

  test('are a conflict of the rules that give them where they are not', async () => {
    assert.deepEqual(await merged('{ type: integer, merge: equal, default: "0" }', '7', '7', '8'), {
      conflict: ['rule-0', 'rule-1', 'rule-2'],
    });
    assert.deepEqual(
      await merged(money, '{ minor: 1000, currency: "EUR" }', '{ minor: 1000, currency: "USD" }'),
      { conflict: ['rule-0', 'rule-1'] },
    );
  });

  test('are compared deeply, in lists and records', () => {
    assert.ok(sameValue([1, { a: [null] }], [1, { a: [null] }]));
    assert.ok(!sameValue([1, 2], [1]));
    assert.ok(!sameValue([1, 2], [2, 1]));
    assert.ok(!sameValue({ a: 1 }, { a: 1, b: 2 }));
    assert.ok(!sameValue({ a: 1 }, { b: 1 }));
    assert.ok(!sameValue({ constructor: 1 }, {}));
    assert.ok(sameValue(null, null));
    assert.ok(!sameValue(0, null));
    assert.ok(!sameValue([], {}));
  });

  test('come out as they are told outside, instants too', async () => {
    const instant = '{ type: instant, merge: equal, default: asOf }';
    assert.equal(await merged(instant), '2026-05-01T00:00:00.000Z');
    assert.equal(await merged(instant, 'leavesAt + duration("PT1H")'), '2026-05-01T01:00:00.000Z');
  });
});

describe('Values of which the union is taken', () => {
  const union = '{ type: list, of: { type: text }, merge: union, default: "[]" }';

  test('are joined in the order of the rules, each item once', async () => {
    assert.deepEqual(await merged(union, '["b", "a"]', '["a", "c"]', '[]', '["b", "d"]'), [
      'b',
      'a',
      'c',
      'd',
    ]);
    assert.deepEqual(await merged(union), []);
  });

  test('may be records, which are one where all their fields are the same', () => {
    assert.deepEqual(mergeValues([[{ a: 1 }, { a: 2 }], [{ a: 1 }]], { kind: 'union' }), {
      ok: true,
      value: [{ a: 1 }, { a: 2 }],
    });
  });
});

describe('Values that are added up', () => {
  test('come to their sum, and to their default where there is none', async () => {
    const sum = '{ type: integer, merge: sum, default: "-1" }';
    assert.equal(await merged(sum, '1', '2', '2'), 5);
    assert.equal(await merged(sum, '0'), 0);
    assert.equal(await merged(sum), -1);
  });
});

describe('Values of which the strongest wins', () => {
  const order = ['warn', 'wait', 'stay'];
  const effect = `{ type: text, values: [warn, wait, stay], nullable: true, merge: { strongest: [${order.join(', ')}] }, default: "null" }`;

  test('come to the one that stands last in the order, whichever rule gives it', async () => {
    assert.equal(await merged(effect, '"wait"', '"stay"', '"warn"'), 'stay');
    assert.equal(await merged(effect, '"wait"', '"warn"'), 'wait');
    assert.equal(await merged(effect, '"warn"'), 'warn');
  });

  test('are none where all are none', () => {
    assert.equal(strongest([null, null], order), null);
    assert.equal(strongest([null, 'warn'], order), 'warn');
  });
});
