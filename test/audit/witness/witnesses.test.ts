import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, test, type TestContext } from 'node:test';
import { checkpointDigest, signCheckpoint, type Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import { openPositionsFiles } from '../../../src/audit/store/positions-files.js';
import { openWitness } from '../../../src/audit/witness/open-witness.js';
import { startWitnesses } from '../../../src/audit/witness/witnesses.js';
import { sha256 } from '../../../src/language/canonical.js';
import { atEnd } from '../../support/at-end.js';
import { git } from '../../support/git-repository.js';
import { newSigningKey } from '../support/signing.js';

const key = newSigningKey();
const pace = { firstMs: 5, longestMs: 20, lookMs: 40 };

/** A log of which only the checkpoints are there. */
const logOf = (count: number) => {
  const made: Checkpoint[] = [];
  const add = (): Checkpoint => {
    const sequence = made.length + 1;
    const heads = [{ chain: null, sequence, hash: sha256(`record ${sequence}`) }];
    const checkpoint = signCheckpoint({ heads }, { key, before: made.at(-1), at: sequence * 1000 });
    made.push(checkpoint);
    return checkpoint;
  };
  for (let n = 0; n < count; n += 1) add();
  return { made, add, checkpoints: () => Promise.resolve([...made]) };
};

const folderOf = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-witness-'));
  atEnd(context, () => rm(folder, { recursive: true, force: true }));
  return folder;
};

const begin = async (
  context: TestContext,
  log: Pick<ReturnType<typeof logOf>, 'checkpoints'>,
  addresses: readonly string[],
  folder: string,
) => {
  const told: (readonly [string, string | null])[] = [];
  const positions = openPositionsFiles(folder, 'witnesses');
  const report = (...one: readonly [string, string | null]): void => void told.push(one);
  const started = await startWitnesses({ log, addresses, positions, now: Date.now, report, pace });
  atEnd(context, () => started.stop(0));
  const all = async (): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      if ((await started.states()).every(({ waiting }) => waiting === 0)) return;
      assert.ok(tries < 2_000, JSON.stringify(await started.states()));
      await wait(5);
    }
  };
  return { ...started, told, all };
};

/** A server that keeps what it is sent, and answers as it is told. */
const keeper = async (context: TestContext, answer: (nth: number) => number) => {
  const got: Checkpoint[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(JSON.stringify({ items: got }));
      return;
    }
    void text(request).then((body) => {
      const status = answer((asked += 1));
      const checkpoint = JSON.parse(body) as Checkpoint;
      if (status === 200) {
        assert.equal(request.headers['idempotency-key'], checkpointDigest(checkpoint));
        assert.equal(request.headers.authorization, `Basic ${Buffer.from('ann:se cret').toString('base64')}`);
        got.push(checkpoint);
      }
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(context, () => server.close());
  return { url: `http://ann:se%20cret@127.0.0.1:${(server.address() as AddressInfo).port}/all`, got };
};

describe('Witnesses', () => {
  test('get each checkpoint once and in order, again until they take it, from the last one on that was there', async (t) => {
    const folder = await folderOf(t);
    const log = logOf(3);
    const receiver = await keeper(t, (nth) => (nth <= 2 || nth === 4 ? 503 : 200));
    const { made, told, all, states } = await begin(t, log, [receiver.url], folder);
    await all();
    log.add();
    log.add();
    made();
    await all();
    assert.deepEqual(receiver.got, log.made.slice(2));
    const name = receiver.url.replace('ann:se%20cret@', '');
    assert.deepEqual(told, [
      [name, '503'],
      [name, null],
      [name, '503'],
      [name, null],
    ]);
    const [state] = await states();
    assert.deepEqual(state, {
      ...{ name, sent: 3, failures: 3, failingSince: null },
      ...{ confirmed: '1970-01-01T00:00:05.000Z', waiting: 0 },
    });
    assert.deepEqual(await (await openWitness(receiver.url)).read?.(), log.made.slice(2));
  });

  test('go on after a restart where they were, and are told nothing of a log that has fewer checkpoints or others', async (t) => {
    const folder = await folderOf(t);
    const log = logOf(1);
    const file = join(folder, 'kept.ndjson');
    const url = pathToFileURL(file).href;
    const first = await begin(t, log, [url], folder);
    await first.all();
    await first.stop();
    log.add();
    // Cut off while it was written, by a process that was killed.
    await appendFile(file, '{"format":');
    const second = await begin(t, log, [url], folder);
    await second.all();
    await second.stop();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      log.made,
    );
    for (const [other, why] of [
      [logOf(1), 'the-log-has-fewer-checkpoints'],
      [
        { checkpoints: () => Promise.resolve([...logOf(1).made, ...logOf(2).made]) },
        'the-log-has-other-checkpoints',
      ],
    ] as const) {
      if (why === 'the-log-has-other-checkpoints') log.made.reverse();
      const wrong = await begin(t, why === 'the-log-has-other-checkpoints' ? log : other, [url], folder);
      while (wrong.told.length === 0) await wait(5);
      assert.equal(wrong.told[0]?.[1], why);
      await wrong.stop(0);
    }
    assert.equal((await readFile(file, 'utf8')).trimEnd().split('\n').length, 2);
  });

  test('in a Git repository are commits, pushed where there is somewhere to, and committed once', async (t) => {
    const folder = await folderOf(t);
    const [repository, remote] = [join(folder, 'here'), join(folder, 'there.git')];
    await git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote);
    await git(folder, 'init', '--quiet', '--initial-branch', 'main', repository);
    await git(repository, 'remote', 'add', 'origin', join(folder, 'nowhere'));
    const url = `git+${pathToFileURL(repository).href}`;
    const log = logOf(1);
    const { told, all, made } = await begin(t, log, [url], folder);
    while (told.length === 0) await wait(5);
    assert.equal(told[0]?.[1], 'git-push-failed');
    await git(repository, 'remote', 'set-url', 'origin', remote);
    await all();
    log.add();
    made();
    await all();
    assert.equal(
      await git(remote, 'log', '--format=%s', 'main'),
      [...log.made]
        .reverse()
        .map(({ at }) => `Checkpoint of ${at}`)
        .join('\n'),
    );
    assert.deepEqual(await (await openWitness(url)).read?.(), log.made);
  });

  test('that are none are refused, and one that can’t be read says so', async (t) => {
    for (const address of ['', 'here', 'ftp://somewhere/', 'git+https://somewhere/a.git'])
      await assert.rejects(openWitness(address), /is no address of a witness/);
    const folder = await folderOf(t);
    await writeFile(join(folder, 'file'), '{}\nno checkpoint\n');
    const url = pathToFileURL(join(folder, 'file')).href;
    assert.deepEqual(await (await openWitness(url)).read?.(), [{}, 'no checkpoint']);
    for (const away of [`${url}2`, `git+${pathToFileURL(folder).href}`, 'http://127.0.0.1:9/'])
      await assert.rejects(async () => (await openWitness(away)).read?.(), /can't be read/);
    assert.equal((await openWitness('tsa+http://127.0.0.1:9/')).read, null);
  });
});
