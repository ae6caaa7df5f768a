import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { at } from '../../service/service-under-test.js';
import { startReceiver, until } from '../../service/events/receiver.js';
import { readWebhooks } from '../../../src/service/events/webhooks/webhook-file.js';
import { boatsUntil, digestIn, harbour } from '../support/boat-release.js';
import { call, libraryEditions, temporary, writeEdition } from '../support/call.js';
import { serve } from '../support/served.js';

const secret = `whsec_${randomBytes(32).toString('base64')}`;

/** Writes who is told, and the secret. */
const writeWebhooks = async (directory: string, text: string, secrets = `${secret}\n`): Promise<string> => {
  await writeFile(join(directory, 'secret'), secrets);
  const file = join(directory, 'webhooks.yaml');
  await writeFile(file, text);
  return file;
};

const startFailing = async (context: TestContext) => {
  const receiver = await startReceiver(secret, (_, nth) => ({ status: nth % 4 === 0 ? 503 : 200 }));
  context.after(receiver.close);
  return receiver;
};

describe('`clausebook serve --webhooks`', () => {
  it('tells all that became durable, though it is killed in between', async (t) => {
    const boats = await harbour(t);
    const receiver = await startFailing(t);
    const file = await writeWebhooks(
      boats.directory,
      `webhooks:\n  - { name: desk, url: '${receiver.url}', secretFile: secret, from: beginning }\n`,
    );
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    const published = await boats.publish(boatsUntil(8));
    assert.equal(published.code, 0, published.err);
    assert.match((await boats.call('webhooks', '--webhooks', file)).err, /no-log/);
    const start = () => serve(t, boats.data, join(boats.directory, 'rules'), { CLAUSEBOOK_WEBHOOKS: file });
    const decide = async (url: string, wind: number): Promise<unknown> => {
      const reply = await fetch(`${url}/decide/hire`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ asOf: '2026-06-01T00:00:00Z', facts: { wind }, subject: `boat-${wind % 3}` }),
      });
      assert.equal(reply.status, 200, await reply.clone().text());
      return reply.json();
    };
    const first = await start();
    for (let wind = 0; wind < 30; wind += 1) await decide(first.url, wind);
    await until(() => receiver.taken.length > 5);
    await Promise.all([first.stop('SIGKILL'), decide(first.url, 30).catch(() => undefined)]);

    const withdrawn = await boats.call(
      'withdraw',
      digestIn(published),
      '--author',
      'Ann',
      '--reason',
      'wrong',
    );
    assert.equal(withdrawn.code, 0, withdrawn.err);
    const restored = await boats.call('restore', digestIn(published), '--author', 'Ann', '--reason', 'right');
    assert.equal(restored.code, 0, restored.err);
    const { url, stop } = await start();
    for (let wind = 31; wind < 40; wind += 1) await decide(url, wind);
    const erased = await fetch(`${url}/erasures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'boat-1', reason: 'asked for' }),
    });
    assert.equal(erased.status, 200);
    const all = await (await fetch(`${url}/events?cursor=beginning&follow=false`)).text();
    const events = [...all.matchAll(/^data: (.*)$/gm)].map(([, text]) => JSON.parse(text ?? '') as unknown);
    const ids = events.map((event) => String(at(event, 'id')));
    assert.ok(ids.length >= 30 + 9 + 1 + 3, String(ids.length));
    assert.deepEqual(
      events.map((event) => String(at(event, 'type'))).filter((type) => type.includes('release')),
      ['published', 'withdrawn', 'restored'].map((kind) => `clausebook.release.${kind}`),
    );
    const taken = () => [...new Set(receiver.taken.map(({ id }) => id))];
    await until(() => ids.every((id) => taken().includes(id)));
    assert.deepEqual(receiver.wrong, []);
    // Whoever was not erased comes in order; what the others were about is not known any more.
    const order = taken().filter((id) => ids.includes(id));
    const known = await (await fetch(`${url}/events?cursor=beginning&follow=false&values=true`)).text();
    for (const subject of ['boat-0', 'boat-2']) {
      const own = [...known.matchAll(/^data: (.*)$/gm)]
        .map(([, text]) => JSON.parse(text ?? '') as unknown)
        .filter((event) => at(event, 'data.subject') === subject)
        .map((event) => String(at(event, 'id')));
      assert.ok(own.length >= 10);
      assert.deepEqual(
        order.filter((id) => own.includes(id)),
        own,
        subject,
      );
    }
    await until(async () => at(await (await fetch(`${url}/readyz`)).json(), 'webhooks.0.lag') === 0);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    assert.match(metrics, /^clausebook_webhook_lag\{webhook="desk"\} 0$/m);
    assert.match(metrics, /^clausebook_webhook_failures_total\{webhook="desk"\} [1-9]/m);
    assert.equal(await stop('SIGTERM'), 0);
    const listed = await boats.call('webhooks', '--webhooks', file, '--json');
    const [told] = (JSON.parse(listed.out) as { webhooks: unknown[] }).webhooks;
    assert.deepEqual([at(told, 'name'), at(told, 'lag'), at(told, 'waiting')], ['desk', 0, 0]);
    assert.ok(!listed.out.includes(secret.slice(6)));
  });

  it('does not start where it can’t be used what is written, and says why', async (t) => {
    const directory = await temporary(t);
    const hook = (more: string, name = 'a'): string =>
      `webhooks:\n  - { name: ${name}, secretFile: secret, ${more} }\n`;
    const good = 'url: "https://desk.example/hook"';
    for (const [text, said, secrets] of [
      ['webhooks: [', /Flow sequence/],
      ['{}', /webhooks/],
      ['', /object/],
      [hook(`${good}, more: 1`), /more/],
      [hook('url: "http://desk.example/hook"'), /is not encrypted/],
      [hook('url: "ftp://desk.example/hook"'), /neither https nor http/],
      [hook('url: nowhere'), /is no URL/],
      [hook('url: "https://a:b@desk.example/hook"'), /has a password/],
      [hook(`${good}, types: [nothing]`), /types/],
      [hook(good, 'A'), /name/],
      [`${hook(good)}${hook(good).slice('webhooks:\n'.length)}`, /is there twice/],
      [hook(good), /no secret on each line/, 'whsec_short\n'],
      [hook(good), /no secret on each line/, ''],
      [hook(good.replace('secret', 'x')), /no secret on each line/, 'secret'],
    ] as const) {
      const file = await writeWebhooks(directory, text, secrets);
      await assert.rejects(readWebhooks(file), { name: 'WebhooksUnusableError', file, message: said }, text);
    }
    const file = await writeWebhooks(directory, hook(good), '');
    const argv = ['--port', '0', '--data', join(directory, 'data'), '--editions', libraryEditions];
    const { code, err } = await call(['serve', ...argv, '--webhooks', file]);
    assert.deepEqual([code, /webhooks-unusable: .*no secret on each line/.test(err)], [3, true], err);
    const missing = await call(['webhooks', '--webhooks', join(directory, 'none.yaml'), '--data', directory]);
    assert.deepEqual([missing.code, /webhooks-unusable/.test(missing.err)], [3, true]);
    assert.equal((await call(['webhooks'])).code, 2);
  });
});
