import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Kinds } from '../../src/audit/store/sql/record/kinds.js';
import { firstRow } from '../../src/audit/store/sqlite/database.js';
import { runNow } from '../../src/audit/store/sql/statement.js';
import { openSqliteSource, openSqliteToRead } from '../../src/audit/store/sqlite/source.js';
import { verifyChain } from './support/verify-chain.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { makeEntry, release } from './support/entries.js';
import { editDatabase, editLines } from './support/edit-log.js';
import { makeFolder, openIn } from './support/folder.js';

/** A data directory with records 1 to 6, closed. */
const written = async (context: TestContext): Promise<string> => {
  const directory = await makeFolder(context);
  const { log } = await openIn(context, directory);
  for (let n = 1; n <= 6; n += 1) await log.append(makeEntry(n, { subject: `subject ${n}` }));
  await log.close();
  return directory;
};

describe('a log that was damaged or tampered with', () => {
  it('gives nothing altered, and names its line', async (context) => {
    const directory = await written(context);
    editLines(directory, (lines) => lines.map((line, n) => (n === 1 ? line.replace('saw', 'axe') : line)));
    const { log } = await openIn(context, directory);
    await assert.rejects(log.get('decision-2'), { code: 'broken-chain', at: 'line 2' });
    assert.deepEqual(await log.search({ limit: 10, subject: 'subject 2' }), {
      items: [],
      next: null,
      altered: ['line 2'],
    });
    assert.equal((await log.get('decision-4'))?.body.id, 'decision-4');
    const result = await verifyChain(log);
    assert.ok(result.code === 'broken');
    assert.deepEqual([result.at, result.problem.code], ['line 2', 'hash-mismatch']);
  });

  it('does not give one record for another that stands in its place', async (context) => {
    const directory = await written(context);
    editLines(directory, ([first = '', second = '', ...rest]) => [second, first, ...rest]);
    const { log } = await openIn(context, directory);
    await assert.rejects(log.get('decision-1'), { code: 'broken-chain' });
  });

  it('is told as damaged where a page is met that can not be read, by the threads that read and write too', async (context) => {
    const directory = await written(context);
    let root = 0;
    let pageBytes = 0;
    editDatabase(directory, (database) => {
      root = Number(
        firstRow(database, "SELECT rootpage FROM sqlite_schema WHERE name = 'record_subject'")?.[0],
      );
      pageBytes = Number(firstRow(database, 'PRAGMA page_size')?.[0]);
    });
    const file = join(directory, 'log.db');
    const bytes = await readFile(file);
    bytes.fill(0xff, (root - 1) * pageBytes, (root - 1) * pageBytes + 12);
    await writeFile(file, bytes);
    const { log } = await openIn(context, directory);
    const reading = openSqliteToRead({ directory });
    for (const each of [log, reading])
      await assert.rejects(each.search({ limit: 10, subject: 'subject 2' }), { code: 'log-damaged' });
    assert.equal((await log.get('decision-4'))?.body.id, 'decision-4');
    await assert.rejects(log.erase({ id: 'e', at: 1, by: 'x', reason: 'y', subject: 'subject 2' }));
    await reading.close();
  });

  it('is told as damaged where what SQLite notes of a table was altered', async (context) => {
    const directory = await written(context);
    editDatabase(directory, (database) => {
      database.exec('PRAGMA writable_schema = ON');
      database.exec("UPDATE sqlite_schema SET sql = replace(sql, '  id ', '  ie ') WHERE name = 'record'");
    });
    const log = openSqliteToRead({ directory });
    await assert.rejects(log.get('decision-4'), { code: 'log-damaged' });
    await log.close();
  });

  it('never gives for genuine what has a flipped bit, wherever in a record it is', async (context) => {
    const directory = await written(context);
    const file = join(directory, 'log.db');
    const bytes = await readFile(file);
    const at = bytes.indexOf('for neighbour 3');
    const record = bytes.lastIndexOf('{"body"', at);
    for (const offset of [record, record + 40, at - 100, at, at + 14]) {
      const flipped = Buffer.from(bytes);
      flipped[offset] = (flipped[offset] ?? 0) ^ 4;
      await writeFile(file, flipped);
      const log = openSqliteToRead({ directory });
      await assert.rejects(log.get('decision-3'), { code: 'broken-chain' }, String(offset));
      assert.equal((await log.get('decision-4'))?.body.id, 'decision-4');
      await log.close();
      const { findings } = await verifyLog(openSqliteSource(directory), { keys: [] });
      assert.ok(findings.some((finding) => 'at' in finding && finding.at === 'line 3'));
    }
  });

  const flips: readonly (readonly [column: string, change: string])[] = [
    ['id', `UPDATE record SET id = 'decision-9' WHERE place = 3`],
    ['time', 'UPDATE record SET decided_at = decided_at + 1 WHERE place = 3'],
    ['kind', 'UPDATE record SET kind = (SELECT kind FROM record WHERE place = 2) WHERE place = 3'],
    ['kind', 'UPDATE record SET kind = NULL WHERE place = 3'],
    [
      'kind',
      `UPDATE kind SET kind = replace(kind, '2.4', '2.5') WHERE number = (SELECT kind FROM record WHERE place = 3)`,
    ],
    ['subject', 'UPDATE record SET subject = (SELECT subject FROM record WHERE place = 2) WHERE place = 3'],
    ['subject', 'UPDATE record SET subject = NULL WHERE place = 3'],
    ['metadata', "INSERT INTO metadata VALUES (3, x'00', 0)"],
  ];
  for (const [column, change] of flips)
    it(`is found where a record stands under another ${column} than it says: ${change}`, async (context) => {
      const directory = await written(context);
      const codes = async (): Promise<readonly unknown[]> =>
        (await verifyLog(openSqliteSource(directory), { keys: [] })).findings
          .filter(({ code }) => code !== 'release-altered')
          .map((finding) => [
            finding.code,
            'at' in finding && finding.at,
            'columns' in finding && finding.columns,
          ]);
      assert.deepEqual(await codes(), []);
      editDatabase(directory, (database) => {
        database.exec(change);
      });
      assert.deepEqual(await codes(), [['wrongly-indexed', 'line 3', [column]]]);
    });

  it('is told where its file is no database any more, or another one', async (context) => {
    const directory = await written(context);
    const file = join(directory, 'log.db');
    const bytes = await readFile(file);
    for (const damaged of [
      Buffer.concat([Buffer.alloc(100, 'x'), bytes.subarray(100)]),
      Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xa5)]),
      bytes.subarray(0, bytes.length / 2),
    ]) {
      await writeFile(file, damaged);
      await assert.rejects(openIn(context, directory), { code: 'log-damaged' });
      assert.throws(() => openSqliteToRead({ directory }), { code: 'log-damaged' });
    }
    await writeFile(file, bytes);
    assert.equal((await (await openIn(context, directory)).log.health()).records, 6);
  });

  it('is not looked for in a directory that has none, and not made there by who reads', async (context) => {
    const directory = await makeFolder(context);
    assert.throws(() => openSqliteToRead({ directory }), { code: 'no-log' });
    await mkdir(join(directory, 'journal'));
    await writeFile(join(directory, 'journal/000000000001.jsonl'), '{}\n');
    assert.throws(() => openSqliteToRead({ directory }), { code: 'earlier-log' });
    await assert.rejects(openIn(context, directory), { code: 'earlier-log' });
  });
});

describe('a log that is read while another writes it', () => {
  it('is as it is, and can not be written', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    for (let n = 1; n <= 6; n += 1) await log.append(makeEntry(n, { subject: `subject ${n}` }));
    const reading = openSqliteToRead({ directory });
    await log.append(makeEntry(7));
    assert.equal((await reading.get('decision-7'))?.body.id, 'decision-7');
    assert.equal((await verifyChain(reading)).code, 'whole');
    assert.deepEqual(await reading.release(release.identity.digest), release);
    for (const write of [
      reading.append(makeEntry(8)),
      reading.appendTogether([makeEntry(8)]),
      reading.keepRelease(release),
    ])
      await assert.rejects(write, { code: 'not-recorded' });
    assert.equal((await reading.health()).writable, false);
    await reading.close();
    await log.append(makeEntry(8));
  });
});

describe('an index of a database that was altered', () => {
  it('is told by who verifies, though every record is whole', async (context) => {
    const directory = await written(context);
    const file = join(directory, 'log.db');
    const bytes = await readFile(file);
    // The ids stand in the records, and once more by themselves in their index.
    const at = bytes.indexOf(Buffer.concat([Buffer.from('decision-3'), Buffer.from([3])]));
    assert.ok(at > 0);
    bytes.write('decision-8', at);
    await writeFile(file, bytes);
    const { findings } = await verifyLog(openSqliteSource(directory), { keys: [] });
    assert.ok(findings.some(({ code }) => code === 'index-damaged'));
    const log = openSqliteToRead({ directory });
    assert.equal(await log.get('decision-3'), undefined);
    await log.close();
  });
});

describe('a database whose texts were altered', () => {
  const [noText, place] = [`CAST(x'ff' AS TEXT)`, 'WHERE place = 3'];
  for (const [what, change] of [
    ['the id of a record', `UPDATE record SET id = ${noText} ${place}`],
    ['the time of a record', `UPDATE record SET decided_at = ${noText} ${place}`],
    ['a kind', `UPDATE kind SET kind = ${noText} WHERE number = (SELECT kind FROM record ${place})`],
    ['what is kept of a release', `UPDATE release SET files = ${noText}`],
    ['what is kept of a release', `UPDATE release SET files = '{'`],
    ['a checkpoint', `INSERT INTO checkpoint VALUES (1, '', ${noText})`],
  ] as const)
    it(`is told by who verifies, and stops nobody, where it is no text any more: ${what}, ${change}`, async (context) => {
      const directory = await written(context);
      editDatabase(directory, (database) => {
        database.exec(change);
      });
      const { log } = await openIn(context, directory);
      assert.equal((await log.get('decision-4'))?.body.id, 'decision-4');
      assert.ok(((await log.search({ limit: 10 })) as { items: readonly unknown[] }).items.length >= 4);
      await log.release(release.identity.digest);
      await log.append(makeEntry(7));
      await log.close();
      const { findings } = await verifyLog(openSqliteSource(directory), { keys: [] });
      assert.ok(findings.length > 0);
    });

  it('does not look for ever for a kind that an index has and the table has not', () => {
    assert.throws(() => runNow(new Kinds().numbersOf(new Set(['a kind'])), () => []), /altered/);
  });
});
