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

test('times and durations go down to milliseconds, as boundaries do', () => {
  for (const [name, said, value] of [
    ['duration', '30 days', 'P30D'],
    ['duration', '1 day 2 hours 30 minutes', 'P1DT2H30M'],
    ['duration', '14 minutes 59.999 seconds', 'PT14M59.999S'],
    ['duration', '0.001 seconds', 'PT0.001S'],
    ['time', '14:30', '14:30'],
    ['time', '14:29:59.999', '14:29:59.999'],
  ] as const) {
    const parameter = phraseParameters.find((one) => one.name === name);
    assert.ok(parameter !== undefined);
    assert.match(said, new RegExp(`^(?:${parameter.pattern.source})$`, 'u'));
    assert.equal(parameter.read(said), value);
    assert.equal(sayPhrase(`it takes {${name}}`, new Map([[1, value]])), `it takes ${said}`);
  }
});

test('decimals and percentages are values of a sentence, too', () => {
  for (const [name, said, value, again] of [
    ['number', '1.05', 1.05],
    ['number', '-0.5', -0.5],
    ['number', '0', 0],
    ['number', '1,000.25', 1000.25, '1000.25'],
    ['percent', '19 %', '19 %'],
    ['percent', '1.75%', '1.75%'],
    ['percent', '-0.5 %', '-0.5 %'],
  ] as const) {
    const parameter = phraseParameters.find((one) => one.name === name);
    assert.ok(parameter !== undefined);
    assert.match(said, new RegExp(`^(?:${parameter.pattern.source})$`, 'u'));
    assert.equal(parameter.read(said), value);
    assert.equal(sayPhrase(`at {${name}} a day`, new Map([[1, value]])), `at ${again ?? said} a day`);
  }
  const [number, percent] = ['number', 'percent'].map((name) =>
    phraseParameters.find((one) => one.name === name),
  );
  assert.throws(() => number?.read('0.1234567890123456'), /up to 15 digits/);
  assert.throws(() => percent?.read('1234567890123 %'), /up to 12 digits/);
  assert.equal(sayPhrase('at {number} a day', new Map([[1, 1e-7]])), undefined);
  assert.equal(sayPhrase('at {percent} a day', new Map([[1, 'much']])), undefined);
});
