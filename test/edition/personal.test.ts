import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editionScope } from '../../src/edition/names/edition-scope.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { givesAway } from '../../src/edition/model/personal.js';
import { parseExpression } from '../../src/language/syntax/parse-expression.js';
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
