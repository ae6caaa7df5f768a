import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { verifyChain } from '../../src/audit/verify/verify-chain.js';
import { makeEntry, release } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const firstSegment = 'journal/000000000001.jsonl';
const firstIndex = 'journal/000000000001.index';

/** A data directory with records 1 to 6 in segments of 4, closed. */
const written = async (context: TestContext): Promise<string> => {
  const directory = await makeFolder(context);
  const { log } = await openIn(context, directory, { segment: { bytes: 1e6, records: 4 } });
  for (let n = 1; n <= 6; n += 1) await log.append(makeEntry(n, { subject: `subject ${n}` }));
  await log.close();
  return directory;
};

const editLines = async (path: string, edit: (lines: string[]) => string[]): Promise<void> => {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  await writeFile(
    path,
    edit(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
};

describe('a journal on disk', () => {
  it('is canonical JSON lines in segments, a catalogue, and the releases', async (context) => {
    const directory = await written(context);
    assert.deepEqual((await readdir(directory)).sort(), ['catalogue.json', 'journal', 'releases']);
    const segments = await readdir(join(directory, 'journal'));
    assert.deepEqual(segments.sort(), ['000000000001.index', '000000000001.jsonl', '000000000005.jsonl']);
    const catalogue: unknown = JSON.parse(await readFile(join(directory, 'catalogue.json'), 'utf8'));
    assert.ok(typeof catalogue === 'object' && catalogue !== null && 'segments' in catalogue);
    assert.ok(Array.isArray(catalogue.segments));
    assert.deepEqual(
      catalogue.segments.map((segment: { file: string; first: number; records: number }) => segment.records),
      [4, 2],
    );
  });

  it('does not go beyond the bytes of a segment', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory, { segment: { bytes: 6000, records: 1000 } });
    await Promise.all(Array.from({ length: 40 }, (_, n) => log.append(makeEntry(n + 1))));
    const files = await readdir(join(directory, 'journal'));
    assert.ok(files.length > 4);
    for (const file of files.filter((each) => each.endsWith('.jsonl')))
      assert.ok((await readFile(join(directory, 'journal', file))).length <= 6000, file);
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  for (const [what, tail] of [
    ['half a line', '{"body":{"cites":["1.1"],"deci'],
    ['zeros', '\0'.repeat(300)],
  ] as const)
    it(`moves a half-written tail aside and reports it: ${what}`, async (context) => {
      const directory = await written(context);
      await appendFile(join(directory, 'journal/000000000005.jsonl'), tail);
      const { log, reports } = await openIn(context, directory);
      assert.deepEqual(reports, [
        {
          code: 'torn-tail',
          at: 'journal/000000000005.jsonl:3',
          bytes: tail.length,
          keptAs: 'journal/torn-20300301T090000000Z.bin',
        },
      ]);
      assert.equal(await readFile(join(directory, 'journal/torn-20300301T090000000Z.bin'), 'utf8'), tail);
      await log.append(makeEntry(7));
      assert.equal((await verifyChain(log)).code, 'whole');
    });

  it('takes a record without its line end for half-written, and says that the journal is shorter', async (context) => {
    const directory = await written(context);
    const path = join(directory, 'journal/000000000005.jsonl');
    await truncate(path, (await readFile(path)).length - 1);
    const { log, reports } = await openIn(context, directory);
    assert.deepEqual(
      reports.map(({ code }) => code),
      ['torn-tail', 'catalogue-rewritten'],
    );
    assert.equal((await log.health()).records, 5);
  });

  it('writes the catalogue anew where it is missing, unreadable or behind', async (context) => {
    const directory = await written(context);
    const path = join(directory, 'catalogue.json');
    const right = await readFile(path, 'utf8');
    for (const [content, because] of [
      ['{', 'unreadable'],
      ['{"format":1,"segments":[],"releases":[]}', 'journal-longer'],
    ] as const) {
      await writeFile(path, content);
      const { log, reports } = await openIn(context, directory);
      assert.deepEqual(reports, [{ code: 'catalogue-rewritten', because }]);
      await log.close();
      assert.equal(await readFile(path, 'utf8'), right);
    }
    await rm(path);
    await (await openIn(context, directory)).log.close();
    assert.equal(await readFile(path, 'utf8'), right);
  });

  it('reports a release that records cite and that is gone or unreadable', async (context) => {
    const directory = await written(context);
    const { digest } = release.identity;
    const path = join(directory, `releases/${digest.slice(7)}.json`);
    await writeFile(path, '[]');
    const { log, reports } = await openIn(context, directory);
    const codes = reports.map(({ code }) => code);
    assert.deepEqual(codes.slice(0, 2), ['release-unreadable', 'release-missing']);
    assert.deepEqual(await log.release(digest), release);
  });

  it('does not open on what is no folder', async (context) => {
    const directory = await makeFolder(context);
    await writeFile(join(directory, 'file'), '');
    await assert.rejects(openIn(context, join(directory, 'file/data')), { code: 'directory-unusable' });
  });
});

describe('a journal that was tampered with', () => {
  const tampered: readonly (readonly [string, string, string, (lines: string[]) => string[]])[] = [
    [
      'an altered record',
      'hash-mismatch',
      ':2',
      (l) => l.map((x, n) => (n === 1 ? x.replace('saw', 'axe') : x)),
    ],
    [
      'an altered personal value',
      'commitment-mismatch',
      ':3',
      (l) => l.map((x, n) => (n === 2 ? x.replace('"subject 3"', '"subject 4"') : x)),
    ],
    ['a removed record', 'previous-mismatch', ':2', (l) => l.filter((_, n) => n !== 1)],
    ['a removed first record', 'previous-mismatch', ':1', (l) => l.slice(1)],
    ['an inserted record', 'previous-mismatch', ':3', (l) => l.flatMap((x, n) => (n === 1 ? [x, x] : [x]))],
    ['reordered records', 'previous-mismatch', ':1', (l) => l.reverse()],
    [
      'white space',
      'not-canonical',
      ':4',
      (l) => l.map((x, n) => (n === 3 ? x.replace(',"hash"', ', "hash"') : x)),
    ],
    ['what is no record', 'malformed', ':5', (l) => [...l, 'null']],
  ];

  for (const [what, code, line, edit] of tampered) {
    it(`does not open without the segment's index, and names the line: ${what}`, async (context) => {
      const directory = await written(context);
      await editLines(join(directory, firstSegment), edit);
      await rm(join(directory, firstIndex));
      await assert.rejects(openIn(context, directory), (cause: unknown) => {
        assert.ok(cause instanceof Error && 'problem' in cause && 'at' in cause);
        assert.equal(cause.name, 'BrokenChainError');
        assert.equal(cause.at, `${firstSegment}${line}`);
        assert.deepEqual(Object.entries(cause.problem ?? {})[0], ['code', code]);
        return cause.message.includes(`${firstSegment}${line}`);
      });
      assert.ok(!(await readdir(directory)).includes('lock'));
    });

    it(`names the line to who verifies it while it is open: ${what}`, async (context) => {
      const directory = await written(context);
      const { log } = await openIn(context, directory);
      await editLines(join(directory, firstSegment), edit);
      const result = await verifyChain(log);
      // Bytes beyond what was recorded are nobody's record: they are not read.
      if (code === 'malformed') assert.equal(result.code, 'whole');
      else {
        assert.ok(result.code === 'broken', result.code);
        assert.equal(result.at, `${firstSegment}${line}`);
        assert.equal(result.problem.code, code);
      }
    });
  }

  for (const [what, , line, edit] of tampered.filter(([, code]) =>
    ['previous-mismatch', 'not-canonical', 'malformed'].includes(code),
  ))
    it(`does not open with the index of a segment that has another size or end: ${what}`, async (context) => {
      const directory = await written(context);
      await editLines(join(directory, firstSegment), edit);
      await assert.rejects(openIn(context, directory), {
        code: 'broken-chain',
        at: `${firstSegment}${line}`,
      });
    });

  it('opens with the index of a segment whose size and end are as they were, and gives nothing altered', async (context) => {
    const directory = await written(context);
    await editLines(join(directory, firstSegment), (l) => l.map((x) => x.replace('saw', 'axe')));
    await editLines(join(directory, firstSegment), (l) => [
      ...l.slice(0, 3),
      (l[3] ?? '').replace('axe', 'saw'),
    ]);
    const { log } = await openIn(context, directory);
    await assert.rejects(log.get('decision-2'), { code: 'broken-chain', at: `${firstSegment}:2` });
    await assert.rejects(log.search({ limit: 10, subject: 'subject 3' }), {
      code: 'broken-chain',
      at: `${firstSegment}:3`,
    });
    assert.equal((await log.get('decision-4'))?.body.id, 'decision-4');
    assert.equal((await verifyChain(log)).code, 'broken');
  });

  it('does not open with an altered last segment', async (context) => {
    const directory = await written(context);
    await editLines(join(directory, 'journal/000000000005.jsonl'), (l) =>
      l.map((x, n) => (n === 0 ? x.replace('saw', 'axe') : x)),
    );
    await assert.rejects(openIn(context, directory), { at: 'journal/000000000005.jsonl:1' });
  });

  it('does not give one record for another that stands in its place', async (context) => {
    const directory = await written(context);
    const { log } = await openIn(context, directory);
    await editLines(join(directory, firstSegment), (l) => [l[1] ?? '', l[0] ?? '', ...l.slice(2)]);
    await assert.rejects(log.get('decision-1'), { code: 'broken-chain' });
  });

  it('does not open where a segment is gone', async (context) => {
    const directory = await written(context);
    await rename(join(directory, firstSegment), join(directory, 'kept'));
    await assert.rejects(openIn(context, directory), {
      code: 'broken-chain',
      at: 'journal/000000000005.jsonl:1',
    });
  });

  it('does not give a record that was altered after it was opened', async (context) => {
    const directory = await written(context);
    const { log } = await openIn(context, directory);
    await editLines(join(directory, firstSegment), (l) => l.map((x) => x.replace('saw', 'axe')));
    await assert.rejects(log.get('decision-2'), { code: 'broken-chain', at: `${firstSegment}:2` });
  });

  it('is missing records where its end was cut off while it is open', async (context) => {
    const directory = await written(context);
    const { log } = await openIn(context, directory);
    await editLines(join(directory, 'journal/000000000005.jsonl'), (l) => l.slice(0, 1));
    const result = await verifyChain(log);
    assert.ok(result.code === 'end-differs');
    assert.deepEqual([result.records, result.recorded.records], [5, 6]);
  });
});
