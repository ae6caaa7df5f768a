import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { loadRealEdition, type Tally } from '../engine/compiled/support/differential.js';
import { openDuckDb } from './support/duckdb.js';
import type { Engine } from './support/engine.js';
import { compareDecisions, compareRandomEditions } from './support/random-cases.js';

/** The same cases in every run, so that a change is what turns it red; `SEED=` takes others, `npm run long -- sql` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_129);

const each = 500;

const countOf = (tally: Tally, ...whats: readonly string[]): number =>
  whats.reduce((total, what) => total + (tally.get(what) ?? 0), 0);

describe(`a query decides what the evaluator decides (seed ${seed})`, () => {
  let engine: Engine;
  before(async () => {
    engine = await openDuckDb();
  });
  after(() => engine.close());

  test(`in DuckDB, on ${each} random cases of each decision in rules/`, async (t) => {
    const edition = await loadRealEdition();
    const tally = await compareDecisions(edition, each, seed, engine, duckdb);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    const all = each * edition.decisions.size;
    assert.deepEqual(
      [...tally.keys()].filter((what) => what.startsWith('refused')),
      [],
      'all of them are said in SQL',
    );
    assert.ok(countOf(tally, 'decided') > all / 2);
    assert.ok(countOf(tally, 'invalid-facts') > all / 20);
    assert.ok(countOf(tally, 'left', 'not said') < all / 20);
  });

  test('in DuckDB, on small random editions', async (t) => {
    const tally = await compareRandomEditions(400, 12, seed, engine, duckdb);
    t.diagnostic([...tally].map(([what, count]) => `${count} ${what}`).join(', '));
    for (const what of ['decided', 'conflict', 'gap', 'invalid-facts'])
      assert.ok(countOf(tally, what) > 0, `no case came to ${what}`);
  });
});
