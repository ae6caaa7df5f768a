import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { canonical, sha256 } from '../../../src/language/canonical.js';
import { isDecision } from '../../../src/audit/record/log-line.js';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import { startService } from '../../../src/index.js';
import { editDatabase, editLines, endAt } from '../../audit/support/edit-log.js';
import { call, lateReturn, libraryEditions, temporary } from '../support/call.js';

interface Recorded {
  readonly data: string;
  readonly ids: readonly string[];
  /** Files that an auditor kept: the checkpoints and the public key. */
  readonly checkpoints: string;
  readonly key: string;
}

const keep = async (response: Response, file: string): Promise<void> => {
  assert.equal(response.status, 200);
  await writeFile(file, await response.text());
};

/** A service records three decisions and stops; the folder has its data and what an auditor kept of it. */
const record = async (folder: string): Promise<readonly string[]> => {
  const service = await startService({
    editionsDirectory: libraryEditions,
    dataDirectory: join(folder, 'data'),
  });
  const ids: string[] = [];
  for (let n = 1; n <= 3; n += 1) {
    const response = await fetch(`${service.url}/decide/fee`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts: lateReturn, subject: `member ${n}` }),
    });
    const { id } = (await response.json()) as { readonly id: string }; // as the service answers
    ids.push(id);
  }
  const made = await fetch(`${service.url}/checkpoints`, { method: 'POST' });
  assert.equal(made.status, 200);
  await keep(await fetch(`${service.url}/checkpoints`), join(folder, 'kept.json'));
  await keep(await fetch(`${service.url}/checkpoints/key`), join(folder, 'key.json'));
  await service.close();
  return ids;
};

let first: { readonly folder: string; readonly ids: readonly string[] };
before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-audited-'));
  first = { folder, ids: await record(folder) };
});
after(() => rm(first.folder, { recursive: true, force: true }));

/** A copy of what was recorded, for a test to change. */
const recorded = async (context: TestContext): Promise<Recorded> => {
  const folder = await temporary(context);
  await cp(first.folder, folder, { recursive: true });
  return {
    data: join(folder, 'data'),
    ids: first.ids,
    checkpoints: join(folder, 'kept.json'),
    key: join(folder, 'key.json'),
  };
};

/** The lines hashed anew, as whoever can write to the store could do it, with another outcome in the second. */
const forged = (lines: readonly string[]): readonly string[] => {
  const parseRecord = (line: string) => {
    const parsed = parseLine(line);
    return parsed !== undefined && isDecision(parsed) ? parsed : undefined;
  };
  let previous = parseRecord(lines[0] ?? '')?.body.previous ?? '';
  return lines.map((line, place) => {
    const record = parseRecord(line);
    assert.ok(record !== undefined);
    const { body, open } = record;
    const decision = place === 1 ? { ...body.decision, outcome: 'not-owed' } : body.decision;
    const changed = { ...body, decision, previous };
    previous = sha256(canonical(changed));
    return canonical({ body: changed, hash: previous, open });
  });
};

describe('`clausebook verify`', () => {
  test('finds nothing in a log as it was recorded', async (t) => {
    const { data, checkpoints, key } = await recorded(t);
    const { code, out, err } = await call([
      'verify',
      '--data',
      data,
      '--checkpoint',
      checkpoints,
      '--key',
      key,
    ]);
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^Read 3 records, 1 release, 1 checkpoint of its own, 1 kept elsewhere\.\n {2}ends at 3: sha256:/,
    );
    assert.match(out, /Nothing was altered up to the last checkpoint that was kept elsewhere/);
    const workers = await call(['verify', '--data', data, '--workers', '1', '--json']);
    assert.equal(workers.code, 0);
    assert.deepEqual((JSON.parse(workers.out) as { readonly findings: unknown }).findings, []);
  });

  test('tells what is wrong, where, with 1', async (t) => {
    const { data, ids } = await recorded(t);
    editLines(data, (lines) => [lines[0] ?? '', lines[2] ?? '']);
    const { code, err, out } = await call(['verify', '--data', data, '--workers', '1']);
    assert.equal(code, 1);
    assert.match(
      err,
      new RegExp(`^removed: before line 2 \\(record \`${ids[2]}\`\\): record 2 is missing\\. `),
    );
    assert.match(out, /\n\d finding/);
  });

  test('finds a log that was made anew by what the auditor kept', async (t) => {
    const { data, checkpoints, key } = await recorded(t);
    editLines(data, forged);
    endAt(data, 3);
    editDatabase(data, (database) => {
      database.exec('DELETE FROM checkpoint');
    });
    assert.equal((await call(['verify', '--data', data])).code, 0);
    const kept = await call(['verify', '--data', data, '--checkpoint', checkpoints, '--key', key]);
    assert.equal(kept.code, 1);
    assert.match(kept.err, /^end-differs: .*line 3 .*\ncheckpoint-gone: /);
  });

  test('trusts no key but the one that is given', async (t) => {
    const { data, key } = await recorded(t);
    await writeFile(key, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const { code, err } = await call(['verify', '--data', data, '--key', key]);
    assert.equal(code, 1);
    assert.match(err, /^checkpoint-wrong: the checkpoint of .*: it is signed with the key sha256:/);
  });

  test('refuses what it cannot use with 2, and could not with 3', async (t) => {
    const { data, key, checkpoints } = await recorded(t);
    assert.equal((await call(['verify', 'this', '--data', data])).code, 2);
    assert.equal((await call(['verify', '--data', data, '--checkpoint', key])).code, 2);
    assert.equal((await call(['verify', '--data', data, '--key', checkpoints])).code, 2);
    assert.equal((await call(['verify', '--data', data, '--workers', 'many'])).code, 2);
    assert.equal((await call(['verify', '--data', join(data, 'nowhere')])).code, 3);
    assert.equal((await call(['verify', '--data', data, '--key', join(data, 'nowhere')])).code, 3);
  });

  test('reads a log while a service runs on it', async (t) => {
    const { data } = await recorded(t);
    const service = await startService({ editionsDirectory: libraryEditions, dataDirectory: data });
    t.after(() => service.close());
    assert.equal((await call(['verify', '--data', data])).code, 0);
  });
});

describe('`clausebook replay`', () => {
  test('finds that every decision comes out again, by both engines', async (t) => {
    const { data } = await recorded(t);
    const { code, out } = await call(['replay', '--data', data]);
    assert.equal(code, 0);
    assert.match(out, /compiled: 3 evaluated again\n {2}reference: 3 evaluated again\n/);
    const workers = await call([
      'replay',
      '--data',
      data,
      '--workers',
      '2',
      '--engine',
      'compiled',
      '--json',
    ]);
    assert.equal(workers.code, 0);
    const replay = JSON.parse(workers.out) as { readonly evaluated: unknown }; // as `--json` prints it
    assert.deepEqual(replay.evaluated, { compiled: 3, reference: 0 });
  });

  test('finds a decision that does not come out again, and where it differs', async (t) => {
    const { data, ids } = await recorded(t);
    editLines(data, forged);
    const { code, err } = await call(['replay', '--data', data]);
    assert.equal(code, 1);
    const finding = `differs: line 2 \\(record \`${ids[1]}\`\\): the (compiled|reference) engine decides otherwise at \`/outcome\`\\. .*\n`;
    assert.match(err, new RegExp(`^${finding}${finding}$`));
  });

  test('chooses records by id, decision and time', async (t) => {
    const { data, ids } = await recorded(t);
    const chosen = async (...argv: readonly string[]): Promise<readonly unknown[]> => {
      const { code, out } = await call(['replay', '--data', data, '--json', ...argv]);
      return [code, (JSON.parse(out) as { readonly chosen: unknown }).chosen]; // as `--json` prints it
    };
    assert.deepEqual(await chosen('--id', ids[1] ?? ''), [0, 1]);
    assert.deepEqual(await chosen('--id', 'no-such-id'), [1, 0]);
    assert.deepEqual(await chosen('--decision', 'fee'), [0, 3]);
    assert.deepEqual(await chosen('--decision', 'other'), [0, 0]);
    assert.deepEqual(await chosen('--from', '2020-01-01T00:00:00Z'), [0, 3]);
    assert.deepEqual(await chosen('--to', '2020-01-01T00:00:00Z'), [0, 0]);
  });

  test('says of a record whose facts are erased that it cannot be replayed', async (t) => {
    const { data, ids } = await recorded(t);
    editLines(data, (lines) =>
      lines.map((line) =>
        line.replace(/"price":\{[^}]*\}/, `"price":{"commitment":"sha256:${'a'.repeat(64)}"}`),
      ),
    );
    const { code, out } = await call(['replay', '--data', data]);
    assert.equal(code, 0);
    assert.match(
      out,
      new RegExp(`3 cannot be replayed, their facts are masked or erased: ${ids.join(', ')}\n`),
    );
  });

  test('tells a release that is not kept, and one that is not what it was', async (t) => {
    const { data } = await recorded(t);
    editDatabase(data, (database) => {
      database.exec(`UPDATE release SET files = replace(files, 'owed', 'due')`);
    });
    assert.match((await call(['replay', '--data', data])).err, /^release-unusable: line 1 /);
    editDatabase(data, (database) => {
      database.exec('DELETE FROM release');
    });
    assert.match((await call(['replay', '--data', data])).err, /^release-unusable: line 1 /);
  });

  test('refuses an engine, a share and an instant that are none', async (t) => {
    const { data } = await recorded(t);
    for (const argv of [
      ['--engine', 'fast'],
      ['--reference-share', '2'],
      ['--reference-share', '1', '--engine', 'compiled'],
      ['--from', 'yesterday'],
      ['an-id'],
    ])
      assert.equal((await call(['replay', '--data', data, ...argv])).code, 2, argv.join(' '));
  });
});

describe('`clausebook log`', () => {
  test('moves a log to another directory as it is, where the service goes on', async (t) => {
    const { data, ids, key, checkpoints } = await recorded(t);
    const folder = await temporary(t);
    const file = join(folder, 'log.ndjson');
    const exported = await call(['log', 'export', '--data', data, '--output', file]);
    assert.equal(exported.code, 0);
    assert.match(exported.err, /Exported 3 records, 1 release, \d+ checkpoints?\./);
    const other = join(folder, 'other');
    const imported = await call(['log', 'import', file, '--data', other]);
    assert.deepEqual([imported.code, imported.err], [0, '']);
    // The log's checkpoints are signed: who goes on with it takes its key along.
    const going = { editionsDirectory: libraryEditions, dataDirectory: other };
    await assert.rejects(startService(going), /^StartError: signing-key-differs/);
    await copyFile(join(data, 'signing-key.pem'), join(other, 'signing-key.pem'));
    const service = await startService(going);
    const answer = await fetch(`${service.url}/decisions/${ids[0]}`);
    assert.equal(answer.status, 200);
    await service.close();
    const verified = await call(['verify', '--data', other, '--checkpoint', checkpoints, '--key', key]);
    assert.equal(verified.code, 0, verified.err);
    const printed = await call(['log', 'export', '--data', other]);
    assert.equal(printed.out.split('\n').length, (await readFile(file, 'utf8')).split('\n').length);
  });

  test('takes in the data directory of an earlier version where it lies, verified, and says so at the start', async (t) => {
    const { data, checkpoints, key, ids } = await recorded(t);
    const exported = (await call(['log', 'export', '--data', data])).out.split('\n').slice(0, -1);
    const old = join(await temporary(t), 'data');
    await mkdir(join(old, 'journal'), { recursive: true });
    await mkdir(join(old, 'releases'));
    const kept: unknown[] = [];
    const lines: string[] = [];
    for (const line of exported) {
      const item = JSON.parse(line) as Readonly<Record<string, unknown>>; // as it was exported
      if ('checkpoint' in item) kept.push(item['checkpoint']);
      if ('record' in item) lines.push(`${line.slice('{"record":'.length, -1)}\n`);
      if ('release' in item)
        await writeFile(join(old, 'releases', `${'a'.repeat(64)}.json`), JSON.stringify(item['release']));
    }
    await writeFile(join(old, 'catalogue.json'), JSON.stringify({ checkpoints: kept }));
    await copyFile(join(data, 'signing-key.pem'), join(old, 'signing-key.pem'));
    const journal = join(old, 'journal/000000000001.jsonl');
    await writeFile(journal, lines.join('').replace('"outcome"', '"outcomes"'));
    const options = { editionsDirectory: libraryEditions, dataDirectory: old };
    await assert.rejects(startService(options), /^StartError: earlier-log: .*log import/);
    assert.equal((await call(['log', 'import', old, '--data', old])).code, 1);
    // A write that was cut short before it was acknowledged is left out.
    await writeFile(journal, `${lines.join('')}{"body":{"cites":["1.1"]`);
    const imported = await call(['log', 'import', old, '--data', old]);
    assert.deepEqual([imported.code, imported.err], [0, '']);
    const verified = await call(['verify', '--data', old, '--checkpoint', checkpoints, '--key', key]);
    assert.equal(verified.code, 0, verified.err);
    const service = await startService(options);
    assert.equal((await fetch(`${service.url}/decisions/${ids[2]}`)).status, 200);
    await service.close();
  });

  test('imports nothing of a file that is not UTF-8, and says where', async (t) => {
    const { data } = await recorded(t);
    const folder = await temporary(t);
    const file = join(folder, 'log.ndjson');
    await call(['log', 'export', '--data', data, '--output', file]);
    const bytes = await readFile(file);
    const second = bytes.indexOf('\n') + 10;
    bytes[second] = 0xff;
    await writeFile(file, bytes);
    const { code, err } = await call(['log', 'import', file, '--data', join(folder, 'other')]);
    assert.equal(code, 1);
    assert.match(err, /line 2 is not UTF-8/);
  });

  test('imports nothing of a file that was cut, altered, or is none', async (t) => {
    const { data } = await recorded(t);
    const { out } = await call(['log', 'export', '--data', data]);
    const lines = out.split('\n').slice(0, -1);
    const other = join(await temporary(t), 'other');
    const tryImport = async (input: string): Promise<string> => {
      const { code, err } = await call(['log', 'import', '-', '--data', other], { input });
      assert.equal(code, 1);
      assert.deepEqual(await readdir(other), ['lock.db']);
      return err;
    };
    assert.match(await tryImport(''), /its end is missing/);
    assert.match(await tryImport(`${lines.slice(0, -1).join('\n')}\n`), /its end is missing/);
    assert.match(
      await tryImport(out.replace('2025-06-25', '2025-06-26')),
      /it was altered|altered: record 1 /,
    );
    assert.match(await tryImport(`${out}{}\n`), /line \d+ is nothing|stands after the end/);
    assert.match(await tryImport(lines.filter((_, place) => place !== 3).join('\n')), /missing|altered/);
    assert.match(await tryImport('{"some":"JSON"}\n'), /line 1 is nothing that an export has/);
    assert.equal((await call(['log', 'import', '-', '--data', other], { input: out })).code, 0);
    const again = await call(['log', 'import', '-', '--data', other], { input: out });
    assert.equal(again.code, 3);
    assert.match(again.err, /is not empty/);
  });

  test('prints the public key and the checkpoints', async (t) => {
    const { data, key, checkpoints } = await recorded(t);
    const published = JSON.parse(await readFile(key, 'utf8')) as {
      readonly pem: string;
      readonly jwk: unknown;
    }; // as it is published
    assert.equal((await call(['log', 'key', '--data', data])).out, published.pem);
    assert.deepEqual(JSON.parse((await call(['log', 'key', '--data', data, '--json'])).out), published.jwk);
    const printed = await call(['log', 'checkpoints', '--data', data]);
    assert.deepEqual(JSON.parse(printed.out), JSON.parse(await readFile(checkpoints, 'utf8')));
  });

  test('refuses what it does not do with 2, and could not with 3', async (t) => {
    const folder = await temporary(t);
    for (const argv of [[], ['move'], ['import'], ['import', 'a', 'b'], ['key', 'a'], ['export', 'a']])
      assert.equal((await call(['log', ...argv, '--data', folder])).code, 2, argv.join(' '));
    for (const argv of [['export'], ['key'], ['checkpoints'], ['import', join(folder, 'nowhere')]])
      assert.equal((await call(['log', ...argv, '--data', folder])).code, 3, argv.join(' '));
  });
});
