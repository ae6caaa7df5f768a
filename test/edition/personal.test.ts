import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editionScope } from '../support/edition-scope.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { personalNames } from '../../src/edition/model/personal-names.js';
import { givesAway } from '../../src/edition/model/personal.js';
import { parseExpression } from '../../src/language/syntax/parse-expression.js';
import { isWithin } from '../../src/edition/names/dotted-names.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { libraryFiles } from './library.js';

const { edition } = loadEdition(libraryFiles);
assert.ok(edition !== undefined);
const scope = editionScope(edition);
const personal = ['member.name', 'hardship[].words'];

const gives = (source: string): boolean => {
  const result = parseExpression(source, scope);
  assert.ok(result.ok, source);
  return givesAway(result.expression, personal, edition.definitions);
};

describe('Something personal is given away', () => {
  for (const source of [
    'member.name',
    'member.name + "!"',
    'if true then member.name else ""',
    'for plea in hardship return plea.words',
    'for plea in hardship[item.proven] return plea.words',
    'hardship[1].words',
    'hardship',
    'member',
    'concatenate([member.name], ["x"])',
    '{ who: member.name }',
  ]) {
    test(`by ${source}`, () => {
      assert.equal(gives(source), true);
    });
  }
});

describe('Nothing personal is given away', () => {
  for (const source of [
    'member.card',
    'member.name = "Ann"',
    'count(hardship)',
    'some plea in hardship satisfies plea.words != ""',
    'for plea in hardship return plea.kind',
    'hardship[1].kind',
    'provenHardship',
    'fee',
  ]) {
    test(`by ${source}`, () => {
      assert.equal(gives(source), false);
    });
  }
});

test('Nothing personal, nor why it is asked for, changes what is refunded: an invariant of the edition in rules/ lets all of it differ', async () => {
  const real = await loadRealEdition();
  const other = real.invariants
    .find(({ name }) => name === 'ground-and-names-never-change-the-money')
    ?.step?.other.map(({ root, fields }) => [root, ...fields].join('.'));
  assert.ok(other !== undefined && other.includes('ground'));
  const names = personalNames(real.facts);
  assert.ok(names.length > 0);
  for (const name of names)
    assert.ok(
      other.some((one) => isWithin(name, one)),
      name,
    );
});
