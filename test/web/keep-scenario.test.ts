import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { featureOf, withScenario } from '../../src/web/parts/scenario-text.js';

const scenario = (fee: string): string => `Scenario: A fee\n  Given a loan\n  Then the fee is ${fee}\n`;

describe('a file of kept scenarios', () => {
  const once = featureOf('late-fee', scenario('1'));

  test('begins with the decision’s name', () => {
    assert.equal(once, 'Feature: Late fee\n\n  Scenario: A fee\n    Given a loan\n    Then the fee is 1\n');
  });

  test('takes each scenario once, under a title of its own', () => {
    assert.equal(withScenario(once, scenario('1')).text, once);
    const two = withScenario(once, scenario('2'));
    assert.equal(two.title, 'A fee (2)');
    assert.equal(two.text, `${once}\n  Scenario: A fee (2)\n    Given a loan\n    Then the fee is 2\n`);
    assert.equal(withScenario(two.text, scenario('3')).title, 'A fee (3)');
    // Steps that only begin alike are others.
    assert.notEqual(withScenario(two.text, scenario('22')).text, two.text);
  });
});
