import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import type { Target } from './support/engine.js';
import { engines } from './support/engines.js';
import { compareDecisions, compareRandomEditions } from './support/random-cases.js';

/** The same cases in every run, so that a change is what turns it red; `SEED=` takes others, `npm run long -- sql` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_129);

const each = 250;

const countOf = (tally: Tally, ...whats: readonly string[]): number =>
  whats.reduce((total, what) => total + (tally.get(what) ?? 0), 0);

const tell = ({ dialect }: Target, tally: Tally): string =>
  `${dialect.title}: ${[...tally].map(([what, count]) => `${count} ${what}`).join(', ')}`;

/** ClickHouse takes seconds to plan each query: `npm run long -- sql clickhouse` tries it. */
const always = engines.filter(({ dialect }) => dialect.name !== 'clickhouse');

describe(`a query decides what the evaluator decides in ${always.map(({ dialect }) => dialect.title).join(' and in ')} (seed ${seed})`, () => {
  let targets: readonly Target[] = [];
  before(async () => {
    targets = await Promise.all(always.map(async ({ dialect, open }) => ({ dialect, engine: await open() })));
  });
  after(() => Promise.all(targets.map(({ engine }) => engine.close())));

  test(`on ${each} random cases of each decision in rules/`, async (t) => {
    const edition = await loadRealEdition();
    const tallies = await compareDecisions(edition, each, seed, targets);
    t.diagnostic('ClickHouse is not tried here, but by `npm run long -- sql clickhouse`.');
    const all = each * edition.decisions.size;
    assert.equal(tallies.length, targets.length);
    for (const [at, target] of targets.entries()) {
      const tally = tallies[at] ?? new Map<string, number>();
      t.diagnostic(tell(target, tally));
      assert.deepEqual(
        [...tally.keys()].filter((what) => what.startsWith('refused')),
        [],
        'all of them are said in SQL',
      );
      assert.ok(countOf(tally, 'decided') > all / 2);
      assert.ok(countOf(tally, 'invalid-facts') > all / 20);
      assert.ok(countOf(tally, 'left', 'not said') < all / 20);
    }
  });

  test('on small random editions', async (t) => {
    const tallies = await compareRandomEditions(400, 12, seed, targets);
    for (const [at, target] of targets.entries()) {
      const tally = tallies[at] ?? new Map<string, number>();
      t.diagnostic(tell(target, tally));
      for (const what of ['decided', 'conflict', 'gap', 'invalid-facts'])
        assert.ok(countOf(tally, what) > 0, `no case came to ${what}`);
    }
  });
});
