import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { setImmediate as taken } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { makeBodyBudget } from '../../../src/service/http/request/body-budget.js';
import { type BodyResult, readBody } from '../../../src/service/http/request/read-body.js';

/** A body that is being sent. */
const sending = (): PassThrough & IncomingMessage =>
  Object.assign(new PassThrough(), {
    headers: { 'content-type': 'application/json' },
  }) as unknown as PassThrough & IncomingMessage; // what the reading of a body looks at

describe('bodies that are being read', () => {
  it('take so much memory together, and give it back when they end or break off', async () => {
    const limits = { limitBytes: 100, timeoutMs: 60_000, budget: makeBodyBudget(100) };
    const read = async (request: PassThrough & IncomingMessage): Promise<BodyResult> =>
      new Promise((resolve) => {
        readBody(request, limits, (body) => {
          resolve(body);
        });
      });
    const slow = sending();
    const slowly = read(slow);
    slow.write('x'.repeat(60));
    await taken();

    const other = sending();
    const refused = read(other);
    other.end('x'.repeat(60));
    assert.deepEqual(await refused, { code: 'overloaded' });

    slow.end('x'.repeat(10));
    const whole = await slowly;
    assert.ok(whole.code === 'whole');
    assert.equal(whole.bytes.length, 70);

    const gone = sending();
    void read(gone);
    gone.write('x'.repeat(90));
    await taken();
    gone.destroy();
    await once(gone, 'close');
    const last = sending();
    const again = read(last);
    last.end('x'.repeat(100));
    assert.equal((await again).code, 'whole');
    const long = sending();
    const tooLong = read(long);
    long.end('x'.repeat(101));
    assert.equal((await tooLong).code, 'body-too-large');
  });
});
