import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { startService, type Service } from '../../src/clausebook.js';
import { StartError } from '../../src/start-error.js';
import { endAt, editLines } from '../audit/support/edit-log.js';
import { writeEdition } from '../cli/support/call.js';
import { boatsUntil, digestIn, harbour, type Harbour } from '../cli/support/boat-release.js';

const start = (
  { directory, data }: Harbour,
  more: { readonly acceptLoss?: boolean; readonly acceptKey?: boolean } = {},
): Promise<Service> =>
  startService({ editionsDirectory: join(directory, 'rules'), dataDirectory: data, ...more });

const post = async ({ url }: Service, path: string, body: unknown): Promise<unknown> =>
  (
    await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

const refused = async (boats: Harbour): Promise<string> => {
  try {
    await (await start(boats)).close();
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  return 'started';
};

/** A harbour that served a release and its correction, three decisions, and a checkpoint that somebody kept. */
const kept = async (t: TestContext): Promise<{ readonly boats: Harbour; readonly file: string }> => {
  const boats = await harbour(t);
  await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
  const first = await boats.publish(boatsUntil(8));
  assert.equal(first.code, 0, first.out);
  const service = await start(boats);
  t.after(() => service.close());
  for (const wind of [3, 4, 9])
    await post(service, '/decide/hire', { asOf: '2026-06-01T00:00:00Z', facts: { wind } });
  const withdrawn = await boats.call('withdraw', digestIn(first), '--author', 'Ann', '--reason', 'Wrong');
  assert.equal(withdrawn.code, 0, withdrawn.err);
  await service.close();
  const again = await start(boats);
  t.after(() => again.close());
  const { checkpoint } = (await post(again, '/checkpoints', {})) as {
    checkpoint: { registry: { entries: number } };
  };
  assert.equal(checkpoint.registry.entries, 2);
  await again.close();
  const file = join(boats.directory, 'kept.json');
  await writeFile(file, JSON.stringify(checkpoint));
  return { boats, file };
};

const cutRegistry = async ({ data }: Harbour): Promise<void> => {
  const file = join(data, 'registry.json');
  const { entries } = JSON.parse(await readFile(file, 'utf8')) as { entries: unknown[] };
  await writeFile(file, JSON.stringify({ format: 1, entries: entries.slice(0, -1) }));
};

describe('A registry whose end is gone', () => {
  for (const [what, spoil, says] of [
    ['a withdrawal was cut off', cutRegistry, /registry-cut: It has 1 entries, and had 2/],
    [
      'the file is gone',
      ({ data }: Harbour) => rm(join(data, 'registry.json')),
      /registry-cut: It has 0 entries, and had 2/,
    ],
  ] as const)
    test(`keeps the service from starting, and a kept checkpoint shows it: ${what}`, async (t) => {
      const { boats, file } = await kept(t);
      const verify = () => boats.call('verify', '--checkpoint', file);
      assert.equal((await verify()).code, 0);
      await spoil(boats);
      assert.match(await refused(boats), says);
      const verified = await verify();
      assert.equal(verified.code, 1);
      assert.match(verified.err, /registry-cut: the checkpoint of .* vouches for 2 entries/);
      // Whoever takes the loss says so once.
      await (await start(boats, { acceptLoss: true })).close();
      assert.equal(await refused(boats), 'started');
    });
});

describe('A log whose end is gone', () => {
  test('keeps the service from starting', async (t) => {
    const { boats } = await kept(t);
    editLines(boats.data, (lines) => lines.slice(0, 2));
    endAt(boats.data, 2);
    assert.match(await refused(boats), /^log-broken: record 3, for which the checkpoint of .* vouches/);
    await (await start(boats, { acceptLoss: true })).close();
    assert.equal(await refused(boats), 'started');
  });
});

describe('A service that signs by another key than all checkpoints', () => {
  test('does not start unless its key is accepted, once, and then says so', async (t) => {
    const { boats } = await kept(t);
    await rm(join(boats.data, 'registry.json'));
    await rm(join(boats.data, 'signing-key.pem'));
    assert.match(
      await refused(boats),
      /^signing-key-differs: The checkpoints of the log are signed by the key /,
    );
    const codes: string[] = [];
    const service = await startService({
      editionsDirectory: join(boats.directory, 'rules'),
      dataDirectory: boats.data,
      report: ({ code }) => codes.push(code),
      acceptKey: true,
      acceptLoss: true,
    });
    await service.close();
    assert.deepEqual(codes, ['another-key']);
    assert.equal(await refused(boats), 'started');
  });
});
