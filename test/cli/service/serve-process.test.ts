import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { boatFiles } from '../../support/boat-hire.js';
import { lateReturn, libraryEditions, temporary, writeEdition } from '../support/call.js';
import { runToEnd, serve } from '../support/served.js';

interface Answer {
  readonly id: string;
  readonly outcome: string;
}

const ask = async (url: string): Promise<Answer> => {
  const response = await fetch(`${url}/decide/fee`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ facts: lateReturn, asOf: '2025-07-01T12:00:00Z' }),
  });
  assert.equal(response.status, 200);
  return (await response.json()) as Answer; // an answer, by its status
};

/** It gives 3, and says why in one line. */
const assertCouldNot = async (argv: readonly string[], says: RegExp): Promise<void> => {
  const { code, out, err } = await runToEnd(['serve', ...argv]);
  assert.equal(code, 3);
  assert.equal(out, '');
  assert.match(err, /^clausebook serve: [^\n]+\n$/);
  assert.match(err, says);
};

describe('The process `clausebook serve`', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`prints its URL, answers, and ends with 0 on ${signal}`, async (t) => {
      const served = await serve(t, await temporary(t));
      assert.match(served.url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
      assert.equal((await ask(served.url)).outcome, 'owed');
      assert.equal(await served.stop(signal), 0);
    });
  }

  test('cannot start beside another on the same data directory', async (t) => {
    const data = await temporary(t);
    const served = await serve(t, data);
    const argv = ['--port', '0', '--data', data, '--editions', libraryEditions];
    await assertCouldNot(argv, new RegExp(`data-directory-held: .*process ${served.child.pid}`));
    assert.equal((await ask(served.url)).outcome, 'owed', 'and the other goes on');
    assert.equal(await served.stop('SIGTERM'), 0);
  });

  test('cannot start on a port that is taken', async (t) => {
    const served = await serve(t, await temporary(t));
    const { port } = new URL(served.url);
    const data = await temporary(t);
    await assertCouldNot(
      ['--port', port, '--data', data, '--editions', libraryEditions],
      new RegExp(`port-taken: .*:${port}\``),
    );
  });

  test('cannot start with a data directory that cannot be written', async (t) => {
    const file = join(await temporary(t), 'a-file');
    await writeFile(file, 'no directory');
    for (const data of [file, join(file, 'below')])
      await assertCouldNot(
        ['--port', '0', '--data', data, '--editions', libraryEditions],
        /data-directory-not-writable: /,
      );
  });

  test('cannot start with an invalid edition, and names its first fault by file and line', async (t) => {
    const directory = await temporary(t);
    const files = boatFiles({ rules: '- { id: fair, then: { outcome: goes-out, because: "{nix}" } }' });
    await writeEdition(join(directory, 'editions'), 'boat-hire/2026', files);
    await assertCouldNot(
      ['--port', '0', '--data', join(directory, 'data'), '--editions', join(directory, 'editions')],
      /edition-invalid: .*hire\.yaml:\d+:\d+ .*unknown-fact {2}`.*` .*clausebook check/,
    );
  });

  test('has every decision that it answered after it was killed and started again', async (t) => {
    const data = await temporary(t);
    const killed = await serve(t, data);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(killed.url)));
    assert.equal(await killed.stop('SIGKILL'), 'SIGKILL');
    const again = await serve(t, data);
    for (const answer of answers) {
      const response = await fetch(`${again.url}/decisions/${answer.id}`);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), answer);
    }
    const { code, out } = await runToEnd(['explain', answers[0]?.id ?? '', '--url', again.url]);
    assert.equal(code, 0);
    assert.match(out, /How each rule came out:/);
    assert.equal(await again.stop('SIGTERM'), 0);
  });

  test('gives the exit codes of the other commands too', async () => {
    assert.equal((await runToEnd(['--help'])).code, 0);
    assert.equal((await runToEnd(['check', '--editions', libraryEditions])).code, 0);
    assert.equal((await runToEnd(['nonsense'])).code, 2);
  });
});
