import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phraseParameters } from '../../src/scenarios/parameter-types.js';
import { sayPhrase } from '../../src/scenarios/say-phrase.js';

test('years and months are read from a sentence, and written as they are read', () => {
  const months = phraseParameters.find(({ name }) => name === 'months');
  assert.ok(months !== undefined);
  for (const [said, value] of [
    ['18 months', 'P18M'],
    ['1 month', 'P1M'],
    ['1 year', 'P1Y'],
    ['2 years 6 months', 'P2Y6M'],
  ] as const) {
    const whole = new RegExp(`^(?:${months.pattern.source})$`, 'u');
    assert.match(said, whole);
    assert.equal(months.read(said), value);
    assert.equal(sayPhrase('a term of {months}', new Map([[1, value]])), `a term of ${said}`);
  }
  assert.equal(sayPhrase('a term of {months}', new Map([[1, 'P30D']])), undefined);
});
