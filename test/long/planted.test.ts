import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, after, describe, it } from 'node:test';
import { canonical, sha256 } from '../../src/language/canonical.js';
import { holding } from './faults/erasure.js';
import type { flip } from './faults/flip.js';
import { tryDrafts, tryKeys } from './faults/sealed-files.js';
import { grownIn, type Figures } from './soak/figures.js';
import { makeRandom } from './support/random.js';
import { stock, type Stocked } from './support/stocked.js';
import { Violation } from './support/violation.js';

/** Once, and told nowhere. */
const parts = { random: makeRandom(1), count: 1, tell: () => undefined };

/** Puts other content into a file, with a digest that fits: what no reader can see through. */
const forge =
  (change: (json: Record<string, unknown>) => object): typeof flip =>
  async (directory, { file }) => {
    const { digest, ...json } = JSON.parse(await readFile(join(directory, file), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.match(String(digest), /^sha256:/);
    const changed = change(json);
    await writeFile(
      join(directory, file),
      JSON.stringify({ ...changed, digest: sha256(canonical(changed)) }),
    );
    return `a forged ${file}`;
  };

describe('a trial of faults does not hold where a fault is planted', () => {
  let folder = '';
  let stocked: Stocked;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clausebook-planted-'));
    stocked = await stock(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('keys: a revoked key holds again', async () => {
    const plant = forge((json) => ({
      ...json,
      keys: (json['keys'] as readonly object[]).map((key) => ({ ...key, revokedAt: null })),
    }));
    await assert.rejects(tryKeys(stocked, parts, plant), Violation);
  });

  it('drafts: another text is told', async () => {
    const plant = forge((json) => ({ ...json, title: 'Another' }));
    await assert.rejects(tryDrafts(stocked, parts, plant), Violation);
  });

  it('erasures: a value is left in a file', async () => {
    const place = join(folder, 'left');
    await cp(stocked.data, place, { recursive: true });
    assert.deepEqual(await holding(place, ['Nobody of this name']), []);
    await appendFile(join(place, 'kept.log'), 'xx Nobody of this name xx');
    assert.deepEqual(await holding(place, ['Nobody of this name']), ['kept.log holds Nobody of this name']);
  });

  it('soak: memory, descriptors or latency grew by more than a tenth, or was not measured', () => {
    const first: Figures = {
      ...{ answered: 1000, medianMs: 10, p99Ms: 50, youngMedianMs: 10, youngP99Ms: 50 },
      ...{ megabytes: 200, descriptors: 80, refused: 0 },
    };
    assert.deepEqual(grownIn(first, first), []);
    assert.deepEqual(grownIn(first, { ...first, megabytes: 220, descriptors: 88 }), []);
    assert.match(grownIn(first, { ...first, megabytes: 221 }).join(), /^MB grew from 200.00 to 221.00$/);
    assert.match(grownIn(first, { ...first, descriptors: 89 }).join(), /descriptors/);
    assert.match(grownIn(first, { ...first, medianMs: 12 }).join(), /median latency/);
    assert.match(grownIn(first, { ...first, p99Ms: 56 }).join(), /p99 latency/);
    assert.match(
      grownIn(first, { ...first, medianMs: 12, youngMedianMs: 9 }).join(),
      /median latency grew from 10.00 and 1.00 to 12.00 and 1.33/,
    );
    // A slower machine slows both, and a faster one lets the young gain.
    assert.deepEqual(grownIn(first, { ...first, medianMs: 10.9, youngMedianMs: 9 }), []);
    assert.deepEqual(grownIn(first, { ...first, medianMs: 30, youngMedianMs: 30 }), []);
    assert.equal(grownIn(first, { ...first, youngMedianMs: 0, medianMs: 0 }).length, 1);
  });
});
