import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksEdition } from '../../../src/service/book/asks-edition.js';
import { clauseProofs, scenariosOfClause } from '../../../src/service/book/scenario-book.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { loadRealEdition } from '../../engine/compiled/support/differential.js';
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

test('a scenario says something of the edition that decides or refuses in it, and of no other', async () => {
  const now = await loadRealEdition();
  const effectiveFrom = Date.UTC(2027, 0, 1);
  const coming: typeof now = {
    ...now,
    effectiveFrom,
    identity: { ...now.identity, revision: '2027-01-01', digest: `sha256:${'0'.repeat(64)}` },
  };
  const editions = makeEditions([now, coming], {
    files: () => Promise.resolve(undefined),
    load: () => Promise.reject(new RangeError('none is kept')),
  });
  const asked = (asOf: string, revision?: string) => ({
    asks: [
      {
        decision: 'refund',
        request: { asOf, facts: {}, ...(revision === undefined ? {} : { edition: { revision } }) },
        checks: [],
      },
    ],
  });
  const decided = { status: 200, body: { edition: { digest: now.identity.digest } } };
  const refused = { status: 422, body: { code: 'invalid-facts' } };
  const saysOf = async (...[one, answer]: [ReturnType<typeof asked>, typeof decided | typeof refused]) => [
    await asksEdition(now, editions, one, [answer]),
    await asksEdition(coming, editions, one, [answer]),
  ];
  assert.deepEqual(await saysOf(asked('2026-08-15T12:00:00Z'), decided), [true, false]);
  assert.deepEqual(await saysOf(asked('2026-12-31T23:59:59.999Z'), refused), [true, false]);
  assert.deepEqual(await saysOf(asked('2027-01-01T00:00:00Z'), refused), [false, true]);
  assert.deepEqual(await saysOf(asked('2026-08-15T12:00:00Z', '2027-01-01'), refused), [false, true]);
  // What no edition can be asked says nothing of any.
  assert.deepEqual(await saysOf(asked('2020-01-01T00:00:00Z'), refused), [false, false]);
});
