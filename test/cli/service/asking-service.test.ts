import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { startService } from '../../../src/clausebook.js';
import { call, lateReturn, libraryEditions, temporary } from '../support/call.js';

/** A service that tells callers by keys, a decision that it recorded, and a key that may read it. */
const keyedService = async (context: TestContext) => {
  const data = join(await temporary(context), 'data');
  const make = async (scopes: string): Promise<string> => {
    const { out } = await call(['keys', 'make', '--name', scopes, '--scopes', scopes, '--data', data]);
    return out.trim();
  };
  const [decider, auditor] = [await make('decide'), await make('audit')];
  const service = await startService({ editionsDirectory: libraryEditions, dataDirectory: data });
  context.after(() => service.close());
  const response = await fetch(`${service.url}/decide/fee`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': decider },
    body: JSON.stringify({ asOf: '2025-07-01T00:00:00Z', facts: lateReturn }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  const { id } = (await response.json()) as { readonly id: string }; // what the service answers, as its own tests say
  return { url: service.url, id, decider, auditor };
};

describe('`clausebook explain --url`', () => {
  test('asks by the key of the environment, or of the call, which goes before it', async (t) => {
    const { url, id, decider, auditor } = await keyedService(t);
    const argv = ['explain', id, '--url', url];
    const byEnvironment = await call(argv, { environment: { CLAUSEBOOK_KEY: auditor } });
    assert.equal(byEnvironment.code, 0, byEnvironment.err);
    assert.match(byEnvironment.out, /fee/);
    const byCall = await call([...argv, '--key', auditor, '--json'], {
      environment: { CLAUSEBOOK_KEY: decider },
    });
    assert.equal(byCall.code, 0, byCall.err);
    assert.doesNotThrow(() => void JSON.parse(byCall.out));
  });

  test('says in words why the service does not answer, and what to do', async (t) => {
    const { url, id, decider, auditor } = await keyedService(t);
    const refused = async (key: string | undefined, asked = id) =>
      call(['explain', asked, '--url', url], {
        environment: key === undefined ? {} : { CLAUSEBOOK_KEY: key },
      });
    const without = await refused(undefined);
    assert.deepEqual([without.code, without.out], [3, '']);
    assert.match(
      without.err,
      /^unauthenticated: The request does not say who asks\. There is no key or token\..*\nGive a key with the scope `audit` in CLAUSEBOOK_KEY.*\n$/,
    );
    const wrong = await refused('cbk_none');
    assert.match(wrong.err, /^unauthenticated: .*does not hold here/);
    const lacking = await refused(decider);
    assert.equal(lacking.code, 3);
    assert.match(lacking.err, /^forbidden: .*needs the scope `audit`.*\nTake one that has the scope/);
    const unknown = await refused(auditor, 'no-such-id');
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /^not-found: There is nothing here\. There is no decision `no-such-id`/);
    for (const { err } of [without, wrong, lacking, unknown]) assert.doesNotMatch(err, /[{}]|cbk_none/);
  });

  test('says so where something else answers, and sends its key nowhere that it is led to', async (t) => {
    let asked = 0;
    const elsewhere = createServer((request, response) => {
      asked += 1;
      response.writeHead(302, { location: request.url === '/' ? '/x' : '/' }).end('<html>');
    });
    elsewhere.listen(0, '127.0.0.1');
    t.after(() => elsewhere.close());
    await once(elsewhere, 'listening');
    const address = elsewhere.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { code, err } = await call([
      ...['explain', 'an-id', '--key', 'cbk_x'],
      ...['--url', `http://127.0.0.1:${address.port}`],
    ]);
    assert.equal(code, 3);
    assert.match(err, /^`http:\/\/127\.0\.0\.1:\d+` answered with status 302, and not as Clausebook does/);
    assert.equal(asked, 1);
  });

  for (const [argv, says] of [
    [['--url', 'no address'], /`no address` is no URL of a service, such as/],
    [['--url', 'ftp://127.0.0.1'], /is no URL of a service/],
    [['--url', 'http://127.0.0.1:9', '--key', 'two words'], /The key holds others than visible ASCII/],
  ] as const)
    test(`refuses ${argv.join(' ')}`, async () => {
      const { code, err } = await call(['explain', 'an-id', ...argv]);
      assert.equal(code, 2);
      assert.match(err, says);
      assert.doesNotMatch(err, /two words/);
    });
});
