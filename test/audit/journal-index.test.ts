import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { DecisionLog, Query } from '../../src/audit/store/decision-log.js';
import { HashedPlaces } from '../../src/audit/store/journal/hashed-places.js';
import { RecordIndex } from '../../src/audit/store/journal/record-index.js';
import { textHash } from '../../src/audit/store/journal/text-hash.js';
import { makeMemoryLog } from '../../src/audit/store/memory-log.js';
import { countedBytes, makeEntry, minuteMs, release, start } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const segment = { bytes: 1e6, records: 3 };
const secondIndex = 'journal/000000000004.index';

/** A data directory with 10 records in segments of 3, closed. */
const written = async (context: TestContext): Promise<string> => {
  const directory = await makeFolder(context);
  const { log } = await openIn(context, directory, { segment });
  for (let n = 1; n <= 10; n += 1)
    await log.append(makeEntry(n, { subject: n % 4 === 0 ? 'anna' : `subject ${n}` }));
  await log.close();
  return directory;
};

const idsOf = async (log: DecisionLog, query: Partial<Query>): Promise<readonly string[]> => {
  const page = await log.search({ limit: 100, ...query });
  assert.ok('items' in page);
  return page.items.map(({ body }) => body.id);
};

describe('the index of a closed segment', () => {
  it('stands beside each segment but the last, and is made again byte for byte where it is missing', async (context) => {
    const directory = await written(context);
    const files = (await readdir(join(directory, 'journal'))).filter((file) => file.endsWith('.index'));
    assert.deepEqual(files.sort(), ['000000000001.index', '000000000004.index', '000000000007.index']);
    const before = await Promise.all(files.map((file) => readFile(join(directory, 'journal', file))));
    for (const file of files) await rm(join(directory, 'journal', file));
    const { log, reports } = await openIn(context, directory, { segment });
    assert.deepEqual(reports, []);
    await log.close();
    const after = await Promise.all(files.map((file) => readFile(join(directory, 'journal', file))));
    assert.deepEqual(after, before);
  });

  it('is read at the start in place of its segment', async (context) => {
    const directory = await written(context);
    const path = join(directory, 'journal/000000000004.jsonl');
    const text = await readFile(path, 'utf8');
    // Of the same size and with the same last record: only who reads the segment notices.
    await writeFile(path, text.replace('saw', 'axe'));
    const { log } = await openIn(context, directory, { segment });
    assert.equal((await log.health()).records, 10);
    await assert.rejects(log.get('decision-4'), { code: 'broken-chain' });
    assert.equal((await log.get('decision-5'))?.body.id, 'decision-5');
  });

  for (const [what, spoil] of [
    ['cut short', (bytes) => bytes.subarray(0, -7)],
    ['empty', () => Buffer.alloc(0)],
    ['altered in one byte', (bytes) => Buffer.from(bytes.map((byte, n) => (n === 700 ? byte ^ 1 : byte)))],
  ] as const satisfies readonly (readonly [string, (bytes: Buffer) => Buffer])[])
    it(`is made anew where it is not whole: ${what}`, async (context) => {
      const directory = await written(context);
      const path = join(directory, secondIndex);
      const right = await readFile(path);
      await writeFile(path, spoil(right));
      const { log, reports } = await openIn(context, directory, { segment });
      assert.deepEqual(await idsOf(log, { subject: 'anna' }), ['decision-8', 'decision-4']);
      assert.equal((await log.get('decision-5'))?.body.id, 'decision-5');
      assert.deepEqual(reports, []);
      await log.close();
      assert.deepEqual(await readFile(path), right);
    });

  for (const [what, rubbish] of [
    ['no JSON', 'rubbish\n'],
    ['nothing', ''],
    ['another form', '{"format":1}\n'],
    ['columns that stand at no multiple of eight bytes', undefined],
  ] as const)
    it(`is made anew where its checksum is right and its content is not: ${what}`, async (context) => {
      const directory = await written(context);
      const path = join(directory, secondIndex);
      const right = await readFile(path);
      const sealed = (body: Buffer) => Buffer.concat([body, createHash('sha256').update(body).digest()]);
      const columns = right.subarray(right.indexOf('\n') + 1, -32);
      const header = right.subarray(0, right.indexOf('\n')).toString();
      await writeFile(path, sealed(Buffer.concat([Buffer.from(rubbish ?? `${header} \n`), columns])));
      const { log } = await openIn(context, directory, { segment });
      assert.equal((await log.get('decision-5'))?.body.id, 'decision-5');
      await log.close();
      assert.deepEqual(await readFile(path), right);
    });

  it('of another segment is not taken', async (context) => {
    const directory = await written(context);
    await writeFile(
      join(directory, secondIndex),
      await readFile(join(directory, 'journal/000000000001.index')),
    );
    const { log } = await openIn(context, directory, { segment });
    assert.equal((await log.get('decision-5'))?.body.id, 'decision-5');
    await assert.rejects(log.append(makeEntry(5)), { code: 'not-recorded' });
    await log.append(makeEntry(11));
  });

  it('of a segment that grew is not taken', async (context) => {
    const directory = await written(context);
    await appendFile(join(directory, 'journal/000000000004.jsonl'), 'null\n');
    await assert.rejects(openIn(context, directory, { segment }), { at: 'journal/000000000004.jsonl:4' });
  });
});

describe('an index by hashes', () => {
  it('finds what a log without an index finds, whatever is asked', async (context) => {
    const memory = makeMemoryLog({ random: countedBytes() });
    await memory.keepRelease(release);
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory, { segment: { bytes: 1e6, records: 17 } });
    for (let n = 1; n <= 120; n += 1) {
      const entry = makeEntry(n, {
        ...(n % 5 === 0 ? {} : { subject: `subject ${n % 7}` }),
        // Not in the order of the sequence, as where a clock was set back.
        decidedAt: start + ((n * 37) % 120) * minuteMs,
      });
      await memory.append(entry);
      await log.append(entry);
    }
    await log.close();
    const { log: reopened } = await openIn(context, directory);
    const some = <Value>(...values: readonly Value[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined });
    const instant = fc.option(
      fc.integer({ min: -2, max: 122 }).map((n) => start + n * minuteMs),
      { nil: undefined },
    );
    const query = fc.record({
      decision: some('late', 'refund'),
      clause: some('1.1', '2.4', '9.9'),
      rule: some('after-seven-days', 'within-seven-days'),
      outcome: some('late', 'on-time'),
      subject: some('subject 0', 'subject 3', 'nobody'),
      from: instant,
      to: instant,
      limit: fc.integer({ min: 1, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(query, async (given) => {
        // Left out, and not there with `undefined`.
        const asked = JSON.parse(JSON.stringify(given)) as Query; // what `query` makes
        let cursor: string | null = null;
        do {
          const next: Query = cursor === null ? asked : { ...asked, cursor };
          const [found, expected] = [await reopened.search(next), await memory.search(next)];
          assert.ok('items' in found && 'items' in expected);
          assert.deepEqual(
            found.items.map(({ body }) => body.id),
            expected.items.map(({ body }) => body.id),
          );
          assert.equal(found.next, expected.next);
          cursor = found.next;
        } while (cursor !== null);
      }),
      { numRuns: 60 },
    );
  });

  it('finds every place by its hash, also where hashes are shared, and drops what is not wanted', () => {
    const places = new HashedPlaces();
    for (let place = 1; place <= 50_000; place += 1) places.add(textHash(`text ${place % 40_000}`), place);
    for (let n = 1; n < 40_000; n += 997) {
      const expected = n <= 10_000 ? [n, n + 40_000] : [n];
      assert.deepEqual(places.find(textHash(`text ${n}`)), expected);
    }
    assert.deepEqual(places.find(textHash('another')), []);

    let oldest = 0;
    const young = new HashedPlaces((place) => place >= oldest);
    for (let place = 1; place <= 20_000; place += 1) {
      oldest = place - 100;
      young.add(7 * 2 ** 32 + place, place);
    }
    assert.deepEqual(young.find(7 * 2 ** 32 + 20_000), [20_000]);
    assert.deepEqual(young.find(7 * 2 ** 32 + 1), []);
  });

  it('gives different texts different hashes', () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, n) => textHash(`decision-${n}`)));
    assert.equal(hashes.size, 200_000);
    for (const hash of hashes) assert.ok(Number.isSafeInteger(hash) && hash > 0);
  });
});

describe('a journal whose index can’t be gone on with', () => {
  it('says of a record that is on disk that it is in doubt', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    const add = context.mock.method(RecordIndex.prototype, 'add', () => {
      throw new RangeError('no memory');
    });
    await assert.rejects(log.append(makeEntry(1)), { name: 'NotRecordedError', code: 'in-doubt' });
    add.mock.restore();
    await log.close();
    const { log: again } = await openIn(context, directory);
    assert.equal((await again.get('decision-1'))?.body.id, 'decision-1');
  });

  it('refuses to read as a store does that does not answer where the disk will not', async (context) => {
    const directory = await written(context);
    const { log } = await openIn(context, directory, { segment });
    await rename(join(directory, 'journal/000000000001.jsonl'), join(directory, 'away'));
    await assert.rejects(log.get('decision-1'), { name: 'NotRecordedError', code: 'not-recorded' });
    await rename(join(directory, 'away'), join(directory, 'journal/000000000001.jsonl'));
    assert.equal((await log.get('decision-1'))?.body.id, 'decision-1');
  });
});
