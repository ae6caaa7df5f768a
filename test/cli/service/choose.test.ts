import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService, type Service } from '../../../src/index.js';
import { call } from '../support/call.js';

const editionsDirectory = fileURLToPath(new URL('../../../rules', import.meta.url));
let folder = '';
let service: Service;
let id = '';

const instant = '2026-08-15T12:00:00Z';
/** A refund that is left to Kommo. */
const request = {
  asOf: instant,
  subject: 'customer-3',
  facts: {
    package: {
      id: 'P-1',
      kind: 'paid',
      plan: 'single-period',
      periods: 1,
      startsAt: '2026-08-01T00:00:00Z',
      feePaid: { minor: 60_000, currency: 'USD' },
      creditsPerPeriod: 1000,
    },
    ground: 'unauthorised-charge',
    verified: true,
  },
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-choose-'));
  service = await startService({ editionsDirectory, dataDirectory: join(folder, 'data') });
  const made = await fetch(`${service.url}/decide/refund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  ({ id } = (await made.json()) as { readonly id: string }); // as the service answers
});
after(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const choose = (...more: readonly string[]) => call(['choose', id, '--url', service.url, ...more]);
const explain = async () => (await call(['explain', id, '--url', service.url])).out;

describe('clausebook choose', () => {
  it('is told by explain: nobody has chosen, then who chose what, then what was corrected', async () => {
    assert.match(await explain(), /\nA person has to choose, and nobody has yet\.\n/);
    const made = await choose(
      '--chosen',
      'partial-refund',
      '--amount',
      'USD 60.00',
      '--reason',
      'A first time.',
    );
    assert.equal(made.code, 0, made.err);
    assert.match(made.out, /^Recorded as .+\/choice\/1: partial-refund, record 2 of the log\.\n$/);
    assert.match(
      await explain(),
      /\nWhat was chosen:\n {2}partial-refund, USD 60\.00, chosen at .+\n {4}Because: A first time\.\n$/,
    );
    const before = await choose('--chosen', 'credit', '--reason', 'Another.', '--json');
    assert.equal(before.code, 1);
    assert.match(before.err, /^(choice-made|choice-not-allowed): /);
    const corrected = await choose(
      ...['--chosen', 'partial-refund', '--amount', 'USD 70.00', '--reason', 'Counted again.'],
      ...['--instead', `${id}/choice/1`, '--json'],
    );
    assert.equal(corrected.code, 0, corrected.err);
    assert.deepEqual((JSON.parse(corrected.out) as { readonly amount: unknown }).amount, {
      minor: 7000,
      currency: 'USD',
    });
    assert.match(
      await explain(),
      /What was chosen:\n {2}partial-refund, USD 70\.00, chosen at .+\n.+\n {2}partial-refund, USD 60\.00, chosen at .+; corrected since\n/,
    );
    const { out } = await call(['explain', id, '--data', join(folder, 'data'), '--json']);
    assert.equal((JSON.parse(out) as { readonly choices: readonly unknown[] }).choices.length, 2);
  });

  it('is refused with a reason, and wrong use is told', async () => {
    const beyond = await choose('--chosen', 'partial-refund', '--amount', 'USD 9,999.00', '--reason', 'x');
    assert.equal(beyond.code, 1);
    assert.match(beyond.err, /choice-not-allowed/);
    for (const [args, says] of [
      [['--chosen', 'x'], '`--reason` is missing.'],
      [
        ['--chosen', 'x', '--reason', 'y', '--amount', '1,200.00 USD'],
        'is neither an amount, such as `USD 40.00`',
      ],
      [['--chosen', 'x', '--reason', 'y', '--amount', 'USD 40'], 'write USD with 2 digits after the point'],
      [['--chosen', 'x', '--reason', 'y', '--effect', 'amount'], 'is no effect'],
    ] as const) {
      const { code, err } = await choose(...args);
      assert.equal(code, 2, err);
      assert.ok(err.includes(says), err);
    }
    const unread = await choose('--chosen', 'credit', '--reason', 'y'.repeat(20_000));
    assert.equal(unread.code, 1, unread.err);
    assert.match(unread.err, /^invalid-request: /);
    const nobody = await call(['choose', 'nobody', '--chosen', 'x', '--reason', 'y', '--url', service.url]);
    assert.equal(nobody.code, 1);
    assert.match(nobody.err, /^not-found: /);
  });

  it('could not be recorded where something else answers', async (t) => {
    const other = createServer((_request, response) => response.writeHead(404).end('Nothing here.'));
    t.after(() => other.close());
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // it listens
    const url = `http://127.0.0.1:${port}`;
    const asked = await call(['choose', id, '--chosen', 'x', '--reason', 'y', '--url', url]);
    assert.equal(asked.code, 3);
    assert.match(asked.err, /not as Clausebook does/);
  });
});
