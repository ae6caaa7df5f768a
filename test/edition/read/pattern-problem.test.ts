import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { patternProblem } from '../../../src/edition/read/pattern-problem.js';

const linear = [
  String.raw`\S`,
  '^[A-Z]{3}$',
  '^[a-z]+(-[a-z]+)*$',
  String.raw`^\d{4}-\d{2}-\d{2}$`,
  '^(cat|car|dog)$',
  String.raw`^[A-Z]{2}\d+$`,
  String.raw`^[^@]+@\d+$`,
  'a{0,8}b',
  '^a{2,}$',
  '',
];
const slow = [
  '(a+)+$',
  '^(a+)+$',
  '^(a|a)*$',
  '^a*a*$',
  '^(a?b?)*$',
  '^(a*)*$',
  '(a?){30}$',
  '(a|a){30}$',
  String.raw`^(\w|\d)+$`,
  String.raw`\s+$`,
  '^(.*)x(.*)y$',
  '^(ab|ab)*c$',
  '^(a{1,1000}){1,1000}$',
  String.raw`^(a)\1$`,
  '^(?=a+)b$',
  String.raw`^(\p{L}|\p{N})+$`,
];

describe('Patterns', () => {
  for (const pattern of linear)
    test(`are taken where they are tried in linear time: ${pattern}`, () => {
      assert.equal(patternProblem(pattern), undefined);
    });
  for (const pattern of slow)
    test(`are refused where that is not proven: ${pattern}`, () => {
      assert.equal(patternProblem(pattern), 'slow');
    });
  test('are refused where they are no regular expressions', () => {
    assert.equal(patternProblem('(a'), 'syntax');
  });
});
