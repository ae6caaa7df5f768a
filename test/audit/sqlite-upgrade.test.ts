import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { canonical, sha256 } from '../../src/language/canonical.js';
import { chainPlaceOf, isDecision } from '../../src/audit/record/log-line.js';
import { parseLine } from '../../src/audit/record/log-line-shape.js';
import { sourceOf } from '../../src/audit/store/log-source.js';
import { rowOf } from '../../src/audit/store/sql/record/record-row.js';
import { openDatabase } from '../../src/audit/store/sqlite/database.js';
import { openSqliteToRead } from '../../src/audit/store/sqlite/source.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { makeEntry, minuteMs, release, start } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

/** The tables of a data directory as version 1 had them. */
const earlierTables = `
CREATE TABLE log (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  subject_salt TEXT NOT NULL,
  owner TEXT NOT NULL
);

CREATE TABLE probe (filler BLOB NOT NULL);

CREATE TABLE chain (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE kind (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL UNIQUE
);

CREATE TABLE record (
  place INTEGER PRIMARY KEY,
  chain INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  decided_at INTEGER NOT NULL,
  kind INTEGER,
  subject TEXT,
  once TEXT,
  line BLOB NOT NULL
);
CREATE INDEX record_kind ON record (kind, decided_at) WHERE kind IS NOT NULL;
CREATE INDEX record_subject ON record (subject, decided_at, kind) WHERE subject IS NOT NULL;
CREATE INDEX record_once ON record (once) WHERE once IS NOT NULL;

CREATE TABLE release (
  digest TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  revision TEXT NOT NULL,
  files TEXT NOT NULL
);

CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY,
  previous TEXT NOT NULL UNIQUE,
  checkpoint TEXT NOT NULL
);

CREATE TABLE removal (event TEXT PRIMARY KEY);
`;

describe('a data directory of version 1', () => {
  it('is brought to this version when it is opened to be written, with all that it has', async (context) => {
    const { log: source } = await openIn(context, await makeFolder(context));
    const once = { key: sha256('key'), request: sha256('request') };
    for (const n of [1, 2]) await source.append(makeEntry(n, { subject: 'anna' }));
    await source.appendTogether([3, 4].map((n) => makeEntry(n, { decidedAt: start + 3 * minuteMs, once })));
    await source.drop({
      id: 'drop-1',
      at: start,
      by: 'a person',
      reason: 'old',
      before: start + 2 * minuteMs,
    });
    const directory = await makeFolder(context);
    const database = openDatabase(join(directory, 'log.db'));
    database.exec('PRAGMA page_size = 16384; PRAGMA journal_mode = WAL');
    database.exec(earlierTables);
    database.exec(`INSERT INTO log VALUES (1, 'salt', ''); INSERT INTO chain VALUES (1, '', 0, '')`);
    const { document, revision, digest } = release.identity;
    database
      .prepare('INSERT INTO release VALUES (?, ?, ?, ?)')
      .run(digest, document, revision, canonical(Object.fromEntries(release.files)));
    for await (const { text } of source.lines()) {
      const line = parseLine(text);
      assert.ok(line !== undefined);
      const { id, sequence, hash } = chainPlaceOf(line);
      const { at, kind: now, subject } = rowOf(line, sequence, Buffer.from(text), 'salt');
      // The edition was no part of a kind.
      const kind = now === null ? null : JSON.stringify((JSON.parse(now) as unknown[]).slice(0, 4)); // as `kindText` writes it
      if (kind !== null)
        database.prepare('INSERT INTO kind (kind) VALUES (?) ON CONFLICT DO NOTHING').run(kind);
      const number =
        kind === null
          ? null
          : Number(database.prepare('SELECT number FROM kind WHERE kind = ?').all(kind)[0]?.[0]);
      const key = isDecision(line) ? (line.body.once?.key ?? null) : null;
      database
        .prepare('INSERT INTO record VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)')
        .run(sequence, sequence, id, at, number, subject?.toString('hex') ?? null, key, Buffer.from(text));
      database.prepare('UPDATE chain SET sequence = ?, hash = ?').run(sequence, hash);
    }
    database.exec('PRAGMA application_id = 1131176497; PRAGMA user_version = 1');
    database.close();
    assert.throws(() => openSqliteToRead({ directory }), {
      code: 'log-damaged',
      message: /an earlier version/,
    });

    const { log } = await openIn(context, directory, { onceLifeMs: 1e15 });
    assert.deepEqual(
      (await log.once(once.key)).map(({ body }) => body.id),
      ['decision-3', 'decision-4'],
    );
    const page = await log.search({ subject: 'anna', limit: 10 });
    assert.ok('items' in page);
    assert.deepEqual(
      page.items.map(({ body }) => body.id),
      ['decision-2'],
    );
    assert.equal((await log.dropped('decision-1'))?.dropped, 'drop-1');
    assert.deepEqual(await log.heads(), await source.heads());
    assert.equal((await log.append(makeEntry(6))).sequence, 6);
    const { findings } = await verifyLog(sourceOf(log), { keys: [] });
    assert.deepEqual(
      findings.filter(({ code }) => code !== 'release-altered'),
      [],
    );
  });
});

describe('a data directory of version 2', () => {
  it('is brought to this version when it is opened to be written, and its records hold', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1, { subject: 'anna' }));
    await log.close();
    const database = openDatabase(join(directory, 'log.db'));
    database.exec('DROP TABLE metadata; DROP TABLE node; DROP INDEX record_as_of; PRAGMA user_version = 2');
    database.close();
    const { log: again } = await openIn(context, directory);
    const { inputs, ...entry } = makeEntry(2);
    await again.append({ ...entry, inputs: { ...inputs, metadata: { order: 7 }, searchable: ['order'] } });
    const page = await again.search({ metadata: { order: '7' }, limit: 10 });
    assert.ok('items' in page && page.items[0]?.body.id === 'decision-2');
    const { findings } = await verifyLog(sourceOf(again), { keys: [] });
    assert.deepEqual(
      findings.filter(({ code }) => code !== 'release-altered'),
      [],
    );
  });
});
