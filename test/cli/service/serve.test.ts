import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { boatFiles, boatSeason } from '../../support/boat-hire.js';
import { call, libraryEditions, temporary, writeEdition } from '../support/call.js';

/** Serves in this process until it has printed where, then asks it something, then stops it. */
const serveInProcess = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  use: (url: string) => Promise<void>,
) => {
  let stop: () => void = () => undefined;
  const untilStopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let used: Promise<void> = Promise.resolve();
  const onOut = (text: string): void => {
    const url = /serves on (http:\S+)\n/.exec(text)?.[1] ?? '';
    used = use(url).finally(stop);
  };
  const called = await call(['serve', ...argv], { environment, untilStopped, onOut });
  await used;
  return called;
};

describe('`clausebook serve`', () => {
  test('takes what no option says from the environment, serves until it is asked to stop, and gives 0', async (t) => {
    const data = join(await temporary(t), 'made', 'if need be');
    const environment = {
      CLAUSEBOOK_PORT: '0',
      CLAUSEBOOK_HOST: '127.0.0.1',
      CLAUSEBOOK_DATA: data,
      CLAUSEBOOK_EDITIONS: libraryEditions,
    };
    const { code, out, err } = await serveInProcess([], environment, async (url) => {
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
    });
    assert.equal(code, 0);
    assert.match(out, /^clausebook serves on http:\/\/127\.0\.0\.1:\d+\n$/);
    assert.match(err, /stopping; finishing the answers under way/);
  });

  test('does not start where two folders have different content for one revision', async (t) => {
    const directory = await temporary(t);
    for (const [folder, outcome] of [
      ['boat-hire/2026', 'goes-out'],
      ['boat-hire/copy', 'stays'],
    ] as const)
      await writeEdition(
        directory,
        folder,
        boatFiles({ rules: `- { id: fair, then: { outcome: ${outcome} } }` }),
      );
    const argv = ['serve', '--port=0', '--editions', directory, '--data', join(directory, 'data')];
    const { code, err } = await call(argv);
    assert.equal(code, 3);
    assert.match(err, /edition-twice: .*boat-hire\/2026` and .*boat-hire\/copy` differ/);
  });

  test('refuses origins, keys of metadata and times that are none', async () => {
    for (const [option, value, said] of [
      ['--cors-origins', 'desk.example', '`desk.example` in `--cors-origins` is no origin'],
      ['--cors-origins', 'https://desk.example,*', '`*` in `--cors-origins` is no origin'],
      ['--cors-origins', 'https://desk.example/page', 'is no origin'],
      ['--searchable-metadata', 'order,1st', '`1st` in `--searchable-metadata` is no key of metadata'],
      ['--keep-alive', '0', 'keep-alive'],
    ] as const) {
      const { code, err } = await call(['serve', option, value, '--port', '0']);
      assert.equal(code, 2, value);
      assert.ok(err.includes(said), err);
    }
  });

  test('lets pages of an origin ask, finds decisions by metadata, and keeps connections as long as told', async (t) => {
    const data = await temporary(t);
    const argv = ['--port', '0', '--data', data, '--editions', libraryEditions, '--keep-alive', '65'];
    const options = ['--cors-origins', 'https://Desk.example:443', '--searchable-metadata', 'order,ticket'];
    await serveInProcess([...argv, ...options], {}, async (url) => {
      const headers = { Origin: 'https://desk.example' };
      const reply = await fetch(`${url}/decisions?metadata.order=A-17`, { headers });
      assert.equal(reply.headers.get('access-control-allow-origin'), 'https://desk.example');
      assert.equal(reply.headers.get('keep-alive'), 'timeout=65');
      assert.equal(reply.status, 200);
    });
  });

  test('refuses a life of keys that is no number of hours', async () => {
    for (const hours of ['0', '-1', '1.5', '100000', 'a day']) {
      const { code, err } = await call(['serve', `--idempotency-life=${hours}`]);
      assert.equal(code, 2);
      assert.match(err, /: give a whole number of hours from 1 to 99999/);
    }
  });

  /** Serves an edition that has an example, and tells what was printed. */
  const greetingOf = async (directory: string): Promise<string> => {
    const files = boatFiles({
      facts: 'name: { type: text }',
      rules: '- { id: fair, then: { outcome: goes-out, because: "{name}" } }',
    });
    const written = JSON.parse(files.get('edition.yaml') ?? '') as object; // the test's own edition, which is JSON
    const example = { decision: 'hire', asOf: boatSeason, facts: { name: "Ann's" } };
    const editions = join(directory, 'editions');
    await writeEdition(
      editions,
      'boat-hire/2026',
      new Map(files).set('edition.yaml', JSON.stringify({ ...written, example })),
    );
    const argv = ['--port', '0', '--data', join(directory, 'data'), '--editions', editions];
    const { code, out } = await serveInProcess(argv, {}, () => Promise.resolve());
    assert.equal(code, 0);
    return out;
  };

  test('prints the example of its edition as a request to paste, quoted for a shell', async (t) => {
    assert.match(
      await greetingOf(await temporary(t)),
      /^A first decision to paste:\n\ncurl -s http:\/\/127\.0\.0\.1:\d+\/decide\/hire -H 'content-type: application\/json' -d '\{.*Ann'\\''s.*\}'$/m,
    );
  });

  test('leaves room for a key in that request where callers must say who they are', async (t) => {
    const directory = await temporary(t);
    const data = join(directory, 'data');
    await mkdir(data);
    await call(['keys', 'make', '--name', 'shop', '--scopes', 'decide', '--data', data]);
    assert.match(
      await greetingOf(directory),
      /with a key that has the scope `decide` in place of `cbk_…`.*:\n\ncurl -s \S+\/decide\/hire -H 'content-type: application\/json' -H 'X-API-Key: cbk_…' -d '/,
    );
  });
});
