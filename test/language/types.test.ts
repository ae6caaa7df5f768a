import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fitsType } from '../../src/language/types/fits-type.js';
import { nearest } from '../../src/language/nearest.js';
import { assignable, joinTypes, withNull, withoutNull } from '../../src/language/types/type-relations.js';
import type { Type, Value } from '../../src/language/types/types.js';
import { money } from '../../src/language/types/types.js';
import {
  boolean,
  duration,
  instant,
  integer,
  list,
  number,
  oneOf,
  record,
  text,
  typed,
} from './support/scope.js';

const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(boolean, integer, number, text, oneOf('a'), oneOf('a', 'b'), instant, duration, money),
    tie('type').map(withNull),
    tie('type').map(list),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('type')).map(record),
  ),
})).type;

describe('a value fits its type', () => {
  const cases: readonly (readonly [Value, Type, boolean])[] = [
    [1, integer, true],
    [1.5, integer, false],
    [2 ** 53, integer, false],
    [1.5, number, true],
    [Infinity, number, false],
    ['a', oneOf('a', 'b'), true],
    ['c', oneOf('a', 'b'), false],
    [null, integer, false],
    [null, withNull(integer), true],
    [0, instant, true],
    [1e15, instant, false],
    [0.5, duration, false],
    [[1, 2], list(integer), true],
    [[1, 'a'], list(integer), false],
    [{ minor: 1, currency: 'USD' }, money, true],
    [{ minor: 1 }, money, false],
    [{ minor: 1, currency: 'USD', note: 'x' }, money, false],
    [[], money, false],
    [{ a: null }, record({ a: withNull(text) }), true],
    [{}, record({ a: withNull(text) }), false],
    [true, boolean, true],
    [0, boolean, false],
  ];
  for (const [value, type, expected] of cases)
    it(`${JSON.stringify(value)} ${type.kind}: ${expected}`, () => {
      assert.equal(fitsType(value, type), expected);
    });
});

describe('a type may stand for another', () => {
  const cases: readonly (readonly [Type, Type, boolean])[] = [
    [integer, number, true],
    [number, integer, false],
    [oneOf('a'), oneOf('a', 'b'), true],
    [oneOf('c'), oneOf('a', 'b'), false],
    [text, oneOf('a'), false],
    [oneOf('a'), text, true],
    [withNull(integer), integer, false],
    [integer, withNull(integer), true],
    [typed('null').type, integer, false],
    [typed('null').type, withNull(money), true],
    [typed('[]').type, list(money), true],
    [instant, duration, false],
    [integer, instant, false],
    [list(integer), list(number), true],
    [record({ a: integer }), record({ a: number }), true],
    [record({ a: integer }), record({ a: integer, b: text }), false],
    [record({ a: integer, b: text }), record({ a: integer }), false],
    [typed('{ minor: 1, currency: "USD" }').type, money, true],
  ];
  for (const [from, to, expected] of cases)
    it(`${JSON.stringify(from)} as ${JSON.stringify(to)}: ${expected}`, () => {
      assert.equal(assignable(from, to), expected);
    });

  it('itself, and whatever it was joined into', () => {
    fc.assert(
      fc.property(types, types, (one, other) => {
        assert.ok(assignable(one, one));
        assert.ok(assignable(withoutNull(one), withNull(one)));
        const joined = joinTypes(one, other);
        if (joined === undefined) return;
        assert.ok(assignable(one, joined));
        assert.ok(assignable(other, joined));
      }),
    );
  });
});

describe('a misspelt name finds the nearest', () => {
  const known = ['package', 'periods', 'periodsPaid', 'asOf', 'list contains'];
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['pakcage', 'package'],
    ['perids', 'periods'],
    ['periodsPayed', 'periodsPaid'],
    ['asof', 'asOf'],
    ['list contain', 'list contains'],
    ['subscription', undefined],
    ['', undefined],
  ];
  for (const [name, expected] of cases)
    it(`${name}: ${expected ?? 'none'}`, () => {
      assert.equal(nearest(name, known), expected);
    });
});
