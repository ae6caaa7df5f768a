import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openClausebook } from '../../src/index.js';
import { failureOf, type Check } from '../../src/scenarios/check.js';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import { asSent, type Json } from '../../src/scenarios/json.js';
import { runScenario } from '../../src/scenarios/run-scenario.js';
import { libraryEditions } from '../cli/support/call.js';
import { lateItems, librarySources } from './support/late-items.js';

const body: Json = { outcome: 'owed', list: [{ id: '3.1', n: [1, 2] }], at: '2025-07-01T10:00:00.000Z' };

describe('a check of an answer', () => {
  const tried: readonly (readonly [string, Check, string | null])[] = [
    ['holds of an equal value', { kind: 'equal', path: 'list.0.n', value: [1, 2] }, null],
    [
      'fails on another value',
      { kind: 'equal', path: 'outcome', value: 'free' },
      '`outcome` is "owed", not "free"',
    ],
    [
      'fails on an absent value',
      { kind: 'equal', path: 'list.1.n', value: 0 },
      '`list.1.n` is absent, not 0',
    ],
    [
      'takes an instant as answers write it',
      { kind: 'equal', path: 'at', value: '2025-07-01T12:00:00+02:00' },
      null,
    ],
    ['finds an item by some of its fields', { kind: 'includes', path: 'list', pattern: { id: '3.1' } }, null],
    [
      'finds no item with other fields',
      { kind: 'includes', path: 'list', pattern: { id: '3.2' } },
      '`list` has no {"id":"3.2"}',
    ],
    ['excludes what is not there', { kind: 'excludes', path: 'list', pattern: { id: '3.2' } }, null],
    [
      'fails on what it excludes',
      { kind: 'excludes', path: 'list', pattern: { n: 2 } },
      '`list` has {"n":2}',
    ],
    [
      'excludes nothing where no list is',
      { kind: 'excludes', path: 'outcome', pattern: 1 },
      '`outcome` is no list',
    ],
    ['counts', { kind: 'counts', path: 'list', count: 1 }, null],
    ['fails on another count', { kind: 'counts', path: 'list', count: 2 }, '`list` has 1 item, not 2'],
    [
      'is no refusal where a decision was given',
      { kind: 'refuses', problem: { status: 200 } },
      'the answer, of status 200, is no refusal with {"status":200}',
    ],
  ];
  for (const [title, check, failure] of tried)
    test(title, () => {
      assert.equal(failureOf({ status: 200, body }, check), failure);
    });

  test('takes a problem for the refusal that has these members', () => {
    const problem = { status: 422, body: { code: 'invalid-facts', errors: [{ code: 'a', pointer: '/b' }] } };
    assert.equal(
      failureOf(problem, { kind: 'refuses', problem: { status: 422, errors: { code: 'a' } } }),
      null,
    );
    assert.notEqual(failureOf(problem, { kind: 'refuses', problem: { status: 400 } }), null);
  });
});

describe('a scenario', () => {
  const open = async (feature: string) => {
    const clausebook = await openClausebook({ editionsDirectory: libraryEditions, dataDirectory: null });
    const { scenarios } = compileFeatures(librarySources(feature));
    const runs = [];
    for (const scenario of scenarios)
      runs.push(
        await runScenario(scenario, async (decision, request) => {
          const { status, body: answered } = await clausebook.decide(decision, request);
          return { status, body: asSent(answered) };
        }),
      );
    await clausebook.close();
    return runs;
  };

  test('passes where every answer is as required', async () => {
    const runs = await open(lateItems);
    assert.deepEqual(
      runs.map(({ failures }) => failures),
      [[], [], [], []],
    );
    assert.deepEqual(
      runs.map(({ answers }) => answers.map(({ status }) => status)),
      [[200], [200], [200], [422, 200]],
    );
  });

  test('fails with all that is not as required', async () => {
    const runs = await open(lateItems.replace('| owed     | EUR 0.30 |', '| not-owed | EUR 0.20 |'));
    assert.deepEqual(
      runs.map(({ passed }) => passed),
      [true, false, true, true],
    );
    assert.deepEqual(runs[1]?.failures, [
      '`outcome` is "owed", not "not-owed"',
      '`effects.amount` is {"minor":30,"currency":"EUR"}, not {"minor":20,"currency":"EUR"}',
    ]);
  });
});
