import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { RequestLimits } from '../../../src/service/http/request/request-limits.js';
import { openAccessForTest } from '../access/access-under-test.js';
import { exchange, parseAnswer, requestOf, type RawRequest } from './raw-http.js';
import { startForTest, type ServiceUnderTest } from '../service-under-test.js';

const facts = { daysLate: 3 };
const good = JSON.stringify({ facts });
const json = { 'Content-Type': 'application/json' };
const post = (
  body: string | Buffer,
  address = '/decide/fine',
  headers: Readonly<Record<string, string>> = {},
): RawRequest =>
  requestOf(
    `POST ${address}`,
    { ...json, 'Content-Length': String(Buffer.byteLength(body)), ...headers },
    body,
  );

/** No answer tells what the service is made of, or where. */
const assertTellsNothing = (text: string): void => {
  assert.doesNotMatch(text, /\n? {4}at |node_modules|node:internal|\.ts:\d|\.js:\d|Error:/);
  assert.doesNotMatch(text, /x-powered-by|^server:/im);
};

/** The service, which goes on after whatever a test did to it, and had no defect. */
const start = async (
  context: TestContext,
  limits: Partial<RequestLimits> = {},
): Promise<ServiceUnderTest> => {
  const { gate } = await openAccessForTest(context, { withKeys: false });
  return startForTest(context, { gate, limits });
};
const assertGoesOn = async (service: ServiceUnderTest): Promise<void> => {
  const reply = await service.post('/decide/fine', { facts });
  assert.equal(reply.status, 200);
  assert.equal(reply.json['outcome'], 'due');
  assert.deepEqual(service.defects, []);
};
/** What is answered, by its status; 0 where the connection is closed without a word. */
const statusOf = async (service: ServiceUnderTest, request: RawRequest): Promise<number> => {
  const text = await exchange(service.port, request);
  assertTellsNothing(text);
  return Number(parseAnswer(text).status.split(' ')[1] ?? 0);
};
const connect = async (context: TestContext, service: ServiceUnderTest): Promise<Socket> => {
  const socket = createConnection(service.port, '127.0.0.1');
  socket.on('error', () => undefined);
  context.after(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
};

describe('a request that is meant to harm is refused, and the service goes on', () => {
  it('where its headers drip, or its body does', async (t) => {
    const service = await start(t, { headersTimeoutMs: 200, bodyTimeoutMs: 200 });
    for (const begin of [
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\n',
      'POST /decide/fine HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
      'POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
      'POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{',
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n',
    ]) {
      const socket = await connect(t, service);
      socket.resume();
      // A reset is one way of closing: `once` would reject on it.
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(begin);
      const dripping = setInterval(
        () =>
          socket.write(
            begin.startsWith('GET /healthz HTTP/1.1\r\nHost: localhost\r\nT') ? '1\r\na\r\n' : 'a',
          ),
        20,
      );
      await closed;
      clearInterval(dripping);
    }
    await assertGoesOn(service);
  });

  it('where many connections are opened and nothing is said', async (t) => {
    const service = await start(t);
    await Promise.all(Array.from({ length: 500 }, () => connect(t, service)));
    await assertGoesOn(service);
  });

  it('where its body is huge, announced or not, or shrinks and grows', async (t) => {
    const service = await start(t);
    assert.equal(await statusOf(service, post('x'.repeat(1024 * 1024))), 413);
    assert.equal(
      await statusOf(service, post('{', '/decide/fine', { 'Content-Length': '99999999999' })),
      413,
    );
    assert.equal(await statusOf(service, post(`[${' '.repeat(9 * 1024 * 1024)}]`, '/decide')), 413);
    const chunk = `${(1024 * 1024).toString(16)}\r\n${' '.repeat(1024 * 1024)}\r\n`;
    const [head = ''] = requestOf('POST /decide/fine', { ...json, 'Transfer-Encoding': 'chunked' });
    assert.equal(await statusOf(service, [head, ...Array.from({ length: 30 }, () => chunk)]), 0);
    const zeros = { ...json, 'Content-Encoding': 'gzip' };
    assert.equal(await statusOf(service, post(Buffer.alloc(1000), '/decide/fine', zeros)), 415);
    await assertGoesOn(service);
  });

  it('where it is nested deeply, or has very many members, items or digits', async (t) => {
    const service = await start(t);
    const inFacts = (text: string): string => `{"facts":{"daysLate":${text}}}`;
    for (const body of [
      '['.repeat(100_000),
      '{"a":'.repeat(20_000),
      inFacts('['.repeat(50_000) + ']'.repeat(50_000)),
      inFacts('{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000)),
      `{"facts":{${Array.from({ length: 9_000 }, (_, place) => `"f${place}":1`).join(',')}}}`,
      inFacts('9'.repeat(100_000)),
      inFacts('1e999999'),
      inFacts(`"${'\\u0000'.repeat(20_000)}"`),
      inFacts(`[${'1,'.repeat(50_000)}1]`),
    ]) {
      const status = await statusOf(service, post(body));
      assert.ok([400, 422].includes(status), `${status}: ${body.slice(0, 40)}`);
    }
    const many = `[${Array.from({ length: 1001 }, () => `{"decision":"fine","facts":{}}`).join(',')}]`;
    assert.equal(await statusOf(service, post(many, '/decide')), 400);
    await assertGoesOn(service);
  });

  it('where it reaches for the prototype of everything', async (t) => {
    const service = await start(t);
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
      for (const body of [
        `{"facts":{"daysLate":3,"${name}":{"polluted":true}}}`,
        `{"facts":{"${name}":{"daysLate":3}}}`,
        `{"${name}":{"polluted":true},"facts":{"daysLate":3}}`,
        `{"facts":{"daysLate":3},"edition":{"${name}":"x"}}`,
        `{"facts":{"daysLate":{"${name}":{"polluted":true}}}}`,
      ]) {
        const status = await statusOf(service, post(body));
        assert.ok([400, 404, 422].includes(status), `${status}: ${body}`);
      }
      for (const address of [
        `/decide/${name}`,
        `/decisions/${name}`,
        `/facts/${name}`,
        `/editions/${name}/${name}`,
      ])
        assert.ok([404, 405].includes(await statusOf(service, post(good, address))), address);
      for (const query of [`/decisions?${name}=x`, `/decisions?${name}[polluted]=x`, `/facts/fine?${name}=x`])
        assert.equal(await statusOf(service, requestOf(`GET ${query}`)), 400, query);
      assert.equal(await statusOf(service, requestOf('GET /healthz', { [name]: 'x' })), 200);
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    await assertGoesOn(service);
  });

  it('where it is no JSON, or no UTF-8', async (t) => {
    const service = await start(t);
    for (const body of [
      '',
      '\0',
      '{"facts":{"daysLate":3}}\0',
      '{"facts":{"daysLate":3}}{}',
      "{'facts':{}}",
      '{"facts":{"daysLate":03}}',
      '{"facts":{"daysLate":NaN}}',
      '{"facts":{"a\0":1}}',
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.from('{"facts":{"borrower":"\xe9"}}', 'latin1'),
      Buffer.concat([
        Buffer.from('{"facts":{"borrower":"'),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from('"}}'),
      ]),
    ])
      assert.equal(await statusOf(service, post(body)), 400, String(body));
    const alone = await statusOf(service, post('{"facts":{"daysLate":3,"borrower":"\\ud800"}}'));
    assert.ok([200, 400, 422].includes(alone), 'half a surrogate pair');
    await assertGoesOn(service);
  });

  it('where its HTTP is wrong: headers twice, too many, too long, or at odds with the body', async (t) => {
    const service = await start(t);
    const raw = (...lines: readonly string[]): RawRequest => [`${lines.join('\r\n')}\r\n\r\n${good}`];
    const head = [
      'POST /decide/fine HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      'Content-Type: application/json',
    ];
    const length = `Content-Length: ${good.length}`;
    for (const [request, expected] of [
      [raw(...head, length, length), [400]],
      [raw(...head, length, 'Content-Length: 1'), [400]],
      [raw(...head, 'Content-Length: -1'), [400]],
      [raw(...head, 'Content-Length: 1e1'), [400]],
      [raw(...head, 'Content-Length: 0x10'), [400]],
      [raw(...head, 'Content-Length: +24'), [400]],
      [raw(...head, length, 'Transfer-Encoding: chunked'), [400]],
      [raw(...head, 'Transfer-Encoding: chunked, identity'), [400]],
      [raw(...head, `${length}, ${good.length}`), [400]],
      [raw(...head, length, 'Content-Type: text/plain'), [200, 415]],
      [raw(...head, length, 'Host: y'), [200, 400]],
      [raw(...head, length, 'X-Null: a\0b'), [400]],
      [raw(...head, length, 'X Space: a'), [400]],
      [raw(...head, length, 'Folded: a', ' b'), [400]],
      [raw(...head, length, ...Array.from({ length: 1900 }, (_, place) => `a${place}:`)), [200, 431]],
      [raw(...head, length, ...Array.from({ length: 4000 }, (_, place) => `a${place}: b`)), [431]],
      [raw(...head, length, `X-Long: ${'a'.repeat(20_000)}`), [431]],
      [raw('GET /healthz HTTP/9.9', 'Host: localhost'), [400, 505]],
      [raw('NONSENSE /healthz HTTP/1.1', 'Host: localhost'), [400]],
      [raw('GET /health\0z HTTP/1.1', 'Host: localhost', 'Connection: close'), [400]],
      [raw('GET /healthz HTTP/1.1', 'Connection: close'), [400]],
      [['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'], [400]],
    ] as const) {
      const status = await statusOf(service, request);
      const isExpected = (expected as readonly number[]).includes(status); // a list of literals takes only these
      assert.ok(isExpected, `${status}: ${String(request[0]).slice(0, 160)}`);
    }
    await assertGoesOn(service);
  });

  it('where its address is very long, half encoded, or climbs', async (t) => {
    const service = await start(t);
    for (const [target, expected] of [
      [`/decide/${'a'.repeat(8000)}`, 404],
      [`/decide/${'a'.repeat(20_000)}`, 431],
      [`/decisions?subject=${'a'.repeat(8000)}`, 405],
      ['/decide/%', 404],
      ['/decide/%00', 404],
      ['/decide/%c0%ae', 404],
      ['/decide/..%2f..%2fetc%2fpasswd', 404],
      ['/../../etc/passwd', 404],
      ['/decide/%2e%2e', 404],
      ['/decide/fine\u00e9', 400],
    ] as const)
      assert.equal(await statusOf(service, post(good, target)), expected, target.slice(0, 60));
    // No path can be read of these.
    for (const target of ['http://[', 'http://[/decisions', 'https://a:b:c/', 'x']) {
      const text = await exchange(service.port, post(good, target));
      assertTellsNothing(text);
      const { status, headers } = parseAnswer(text);
      assert.match(status, / 40[04] /, target);
      assert.ok(
        headers.some((each) => /^content-type: application\/problem\+json/i.test(each)),
        target,
      );
    }
    await assertGoesOn(service);
  });

  it('where many are sent at once on one connection, and answers are not read', async (t) => {
    const service = await start(t);
    const one = `POST /decide/fine HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${good.length}\r\n\r\n${good}`;
    const last = one.replace('Host: localhost', 'Host: localhost\r\nConnection: close');
    const text = await exchange(service.port, [one.repeat(200) + last]);
    assert.equal(text.match(/HTTP\/1\.1 200 OK/g)?.length, 201);
    const deaf = await connect(t, service);
    deaf.pause();
    const before = process.memoryUsage().rss;
    let taken = true;
    for (let sent = 0; taken && sent < 200; sent += 1) {
      taken = deaf.write(one.repeat(500));
      if (!taken) taken = await Promise.race([once(deaf, 'drain').then(() => true), after(200, false)]);
    }
    assert.equal(taken, false, 'it reads no more than it gets rid of');
    assert.ok(process.memoryUsage().rss - before < 300 * 1024 * 1024);
    await assertGoesOn(service);
  });
});

const after = <Value>(ms: number, value: Value): Promise<Value> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, value);
  });
