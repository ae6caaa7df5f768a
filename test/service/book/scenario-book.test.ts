import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseProofs, scenariosOfClause } from '../../../src/service/book/scenario-book.js';
import type { ScenarioBook } from '../../../src/wire/book/contract.js';

const scenario = (
  title: string,
  proves: readonly string[],
  restsOn: readonly string[],
  passed = true,
): ScenarioBook => ({ title, proves, restsOn, passed, feature: '', at: '', failures: [], steps: [] });

const scenarios = [
  scenario('only decides', [], ['6.1']),
  scenario('proves and decides', ['6.1'], ['6.1']),
  scenario('proves and fails', ['6.1', '6.3'], ['6.2'], false),
  scenario('proves first', ['6.3', '6.1'], []),
];

test('a scenario counts once for each clause: as its proof, else as one in which it decided', () => {
  assert.deepEqual(clauseProofs(scenarios), {
    '6.1': { proving: 3, deciding: 1, failed: 1 },
    '6.2': { proving: 0, deciding: 1, failed: 1 },
    '6.3': { proving: 2, deciding: 0, failed: 1 },
  });
});

test('the scenarios of a clause begin with those that prove it before any other', () => {
  const titles = (clause: string): readonly string[] =>
    scenariosOfClause(scenarios, clause).map(({ title }) => title);
  assert.deepEqual(titles('6.1'), ['proves and decides', 'proves and fails', 'proves first', 'only decides']);
  assert.deepEqual(titles('6.3'), ['proves first', 'proves and fails']);
  assert.deepEqual(titles('6.2'), ['proves and fails']);
  assert.deepEqual(titles('7.1'), []);
});
