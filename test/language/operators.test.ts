import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OperatorName } from '../../src/language/operators.js';
import { isOperatorName, operators } from '../../src/language/operators.js';
import type { Type, Value } from '../../src/language/types/types.js';
import { money } from '../../src/language/types/types.js';
import { boolean, duration, instant, integer, list, number, oneOf, record, text } from './support/scope.js';

const allNames = Object.keys(operators).filter(isOperatorName);

describe('operators hold', () => {
  const cases: readonly (readonly [Value, OperatorName, Value, boolean])[] = [
    [1, 'equal', 1, true],
    [1, 'equal', '1', false],
    [1, 'notEqual', 2, true],
    ['a', 'notEqual', 'a', false],
    [1, 'lessThan', 2, true],
    [2, 'lessThan', 2, false],
    [2, 'lessThanInclusive', 2, true],
    [3, 'lessThanInclusive', 2, false],
    [2, 'greaterThan', 2, false],
    [3, 'greaterThan', 2, true],
    [2, 'greaterThanInclusive', 2, true],
    [1, 'greaterThanInclusive', 2, false],
    ['5', 'lessThan', 10, false],
    ['a', 'in', ['a', 'b'], true],
    ['c', 'in', ['a', 'b'], false],
    ['a', 'in', [], false],
    ['c', 'notIn', ['a', 'b'], true],
    ['a', 'notIn', ['a'], false],
    [['a'], 'contains', 'a', true],
    [[], 'contains', 'a', false],
    [['a'], 'doesNotContain', 'b', true],
    [['a'], 'doesNotContain', 'a', false],
    [1, 'present', true, true],
    [null, 'present', true, false],
    [null, 'present', false, true],
    [false, 'present', false, false],
  ];
  for (const [left, name, right, expected] of cases)
    it(`${JSON.stringify(left)} ${name} ${JSON.stringify(right)}: ${expected}`, () => {
      assert.equal(operators[name].holds(left, right), expected);
    });

  it('never where a side is absent, but for present', () => {
    const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer()));
    fc.assert(
      fc.property(fc.constantFrom(...allNames), value, (name, given) => {
        if (name === 'present') return;
        for (const [left, right] of [
          [null, given],
          [given, null],
          [null, null],
        ] as const)
          assert.equal(operators[name].holds(left, right), false);
      }),
    );
  });
});

describe('operators accept', () => {
  const plan = oneOf('single', 'multi');
  const fine: readonly (readonly [Type, OperatorName, Type])[] = [
    [integer, 'equal', number],
    [plan, 'equal', oneOf('multi')],
    [plan, 'notEqual', text],
    [boolean, 'equal', boolean],
    [{ ...instant, nullable: true }, 'lessThan', instant],
    [duration, 'greaterThan', duration],
    [plan, 'in', list(oneOf('single'))],
    [text, 'notIn', list(oneOf('single', 'x'))],
    [text, 'in', list({ kind: 'null' })],
    [list(plan), 'contains', oneOf('multi')],
    [list(text), 'doesNotContain', text],
    [{ ...money, nullable: true }, 'present', boolean],
  ];
  for (const [left, name, right] of fine)
    it(`${left.kind} ${name} ${right.kind}`, () => {
      assert.equal(operators[name].accepts(left, right), null);
    });

  const wrong: readonly (readonly [Type, OperatorName, Type | undefined, RegExp])[] = [
    [plan, 'equal', oneOf('annual'), /`annual` is none of `single`, `multi`/],
    [money, 'equal', money, /`minor`/],
    [record({ a: text }), 'equal', record({ a: text }), /a record is not compared/],
    [list(text), 'equal', list(text), /a list is not compared/],
    [integer, 'equal', text, /never equal/],
    [text, 'lessThan', text, /a text has no order/],
    [boolean, 'greaterThan', boolean, /no order/],
    [instant, 'lessThan', integer, /no common order/],
    [money, 'greaterThan', integer, /`minor`/],
    [plan, 'in', list(oneOf('single', 'annual')), /^`annual` is none of/],
    [plan, 'in', oneOf('single'), /no list/],
    [list(plan), 'in', list(plan), /a list is not compared/],
    [plan, 'contains', plan, /no list/],
    [list(plan), 'contains', oneOf('annual'), /none of/],
    [list(money), 'contains', money, /`minor`/],
    [integer, 'equal', { kind: 'null', nullable: true }, /`present`/],
    [integer, 'equal', undefined, /missing/],
    [integer, 'present', undefined, /`true` or `false`/],
    [integer, 'present', integer, /`true` or `false`/],
  ];
  for (const [left, name, right, message] of wrong)
    it(`not ${left.kind} ${name} ${right?.kind ?? 'nothing'}: ${String(message)}`, () => {
      assert.match(operators[name].accepts(left, right) ?? '', message);
    });
});

describe('the table of operators is closed', () => {
  it('names inherited from objects are none', () => {
    assert.equal(allNames.length, 11);
    for (const name of ['constructor', 'toString', 'matches', '']) assert.equal(isOperatorName(name), false);
  });
});
