import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pairClauses } from '../../../src/analysis/difference/clause-pairs.js';
import { editorialKinds } from '../../../src/analysis/difference/editorial.js';
import { compareTexts, type TextDifference } from '../../../src/analysis/difference/text-difference.js';
import type { Contract } from '../../../src/contract/contract.js';
import { parseContract } from '../../../src/contract/parse-contract.js';

const contractOf = (text: string): Contract => {
  const parsed = parseContract(text);
  assert.ok(parsed.ok);
  return parsed.contract;
};

const compared = (before: string, after: string): TextDifference => {
  const [left, right] = [contractOf(before), contractOf(after)];
  return compareTexts(left, right, pairClauses(left, right));
};

const before = `Mooring Terms
1. Berths
A berth is let by the day.
The fee is due before the boat is made fast.
A boat that is longer than its berth leaves at once.
2. Storms
Nobody leaves the harbour in a storm of wind force 8 or more.
`;

describe('The difference of two texts', () => {
  test('is none where they are the same', () => {
    assert.deepEqual(compared(before, before), { clauses: [], headings: [], unchanged: 4 });
  });

  test('tells a clause that was removed, and those after it as moved, not as reworded', () => {
    const { clauses } = compared(
      before,
      before.replace('The fee is due before the boat is made fast.\n', ''),
    );
    assert.deepEqual(
      clauses.map((change) => [change.code, ...('left' in change ? [change.left] : [])]),
      [
        ['moved', '1.3'],
        ['removed', '1.2'],
      ],
    );
  });

  test('tells a clause that was added', () => {
    const [added, moved] = compared(before, before.replace('The fee', 'Dogs are welcome.\nThe fee')).clauses;
    assert.deepEqual(added, { code: 'added', right: '1.2', words: 'Dogs are welcome.' });
    assert.ok(moved?.code === 'moved' && moved.left === '1.2' && moved.right === '1.3');
  });

  test('tells a reworded clause word by word', () => {
    const [change] = compared(before, before.replace('force 8', 'force 9')).clauses;
    assert.ok(change?.code === 'reworded');
    assert.deepEqual(
      change.runs.filter(({ kind }) => kind !== 'kept'),
      [
        { kind: 'removed', words: '8' },
        { kind: 'added', words: '9' },
      ],
    );
  });

  test('knows a clause that was reworded and moved', () => {
    const { clauses } = compared(
      before,
      before
        .replace('A berth is let by the day.\n', '')
        .replace('leaves the harbour', 'may leave this harbour'),
    );
    assert.deepEqual(
      clauses.map(({ code }) => code),
      ['moved', 'moved', 'reworded', 'removed'],
    );
  });

  test('tells a heading that changed', () => {
    assert.deepEqual(compared(before, before.replace('2. Storms', '2. Weather')).headings, [
      { left: '2. Storms', right: '2. Weather' },
    ]);
  });
});

describe('An editorial difference', () => {
  test('names what must be set aside for the words to be the same', () => {
    assert.deepEqual(editorialKinds('the Customer’s fee', "the Customer's fee"), ['typography']);
    assert.deepEqual(editorialKinds('fees, taxes.', 'fees taxes'), ['punctuation']);
    assert.deepEqual(editorialKinds('a fee', ' a  fee'), ['white space']);
    assert.deepEqual(editorialKinds('Unused Credits', 'unused credits'), ['case']);
  });

  test('is none where a number, a sign or a word differs', () => {
    assert.equal(editorialKinds('1.5 times', '15 times'), null);
    assert.equal(editorialKinds('5% more', '5 more'), null);
    assert.equal(editorialKinds('may not renew', 'may renew'), null);
    assert.equal(editorialKinds('USD 1,000', 'USD 1.000'), null);
    assert.equal(editorialKinds('minus -5', 'minus 5'), null);
  });
});
