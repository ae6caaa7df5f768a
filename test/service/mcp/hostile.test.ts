import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService, type Service } from '../../../src/clausebook.js';
import { call } from '../../cli/support/call.js';
import { at } from '../service-under-test.js';

const editionsDirectory = fileURLToPath(new URL('../../../template/rules', import.meta.url));
const accept = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

const calling = (name: string, given: unknown, id: unknown = 1): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: given } });
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('what comes to /mcp that should not', () => {
  let service: Service;
  const defects: unknown[] = [];
  before(async () => {
    service = await startService({
      editionsDirectory,
      dataDirectory: null,
      mcp: { allowDecide: false },
      reportDefect: (error) => void defects.push(error),
    });
  });
  after(() => service.close());

  const send = async (
    body: string | null,
    {
      method = 'POST',
      path = '/mcp',
      headers = {},
    }: { method?: string; path?: string; headers?: object } = {},
  ): Promise<Answer> => {
    const asked = httpRequest(new URL(path, service.url), { method, headers: { ...accept, ...headers } });
    const answered = new Promise<Answer>((resolve, reject) => {
      asked.on('error', reject).on('response', (response) => {
        text(response).then((said) => {
          resolve({ status: response.statusCode ?? 0, json: said === '' ? null : JSON.parse(said) });
        }, reject);
      });
    });
    asked.end(body ?? undefined);
    return answered;
  };
  const said = (answer: Answer): string => String(at(answer.json, 'result.content.0.text'));

  it('is refused as HTTP refuses it elsewhere, with a stable code', async () => {
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    const port = new URL(service.url).port;
    for (const [body, options, status, code] of [
      ['{', {}, 400, 'not-json'],
      ['', {}, 400, 'not-json'],
      [deep(20_000), {}, 400, 'invalid-request'],
      [`[${ping},${ping}]`, {}, 400, 'invalid-request'],
      [calling('preview', { facts: { text: 'x'.repeat(200_000) } }), {}, 413, 'body-too-large'],
      [calling('verify_receipt', { receipt: 'x'.repeat(2_200_000) }), {}, 413, 'body-too-large'],
      [ping, { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
      [ping, { headers: { accept: 'text/html' } }, 406, 'not-acceptable'],
      [ping, { headers: { origin: 'https://evil.example' } }, 403, 'foreign-origin'],
      [ping, { headers: { host: 'evil.example' } }, 403, 'foreign-host'],
      [ping, { path: '/mcp?decisions=loan' }, 404, 'unknown-decision'],
      [ping, { path: '/mcp?decisions=' }, 404, 'unknown-decision'],
      [ping, { path: '/mcp?decisions=compensation&decisions=compensation' }, 400, 'invalid-request'],
      [ping, { path: '/mcp?tools=all' }, 400, 'invalid-request'],
      [null, { method: 'GET' }, 405, 'method-not-allowed'],
      [null, { method: 'DELETE' }, 405, 'method-not-allowed'],
    ] as const) {
      const answer = await send(body, options);
      const about = `${body?.slice(0, 40) ?? ''} ${JSON.stringify(options)}`;
      assert.deepEqual([answer.status, at(answer.json, 'code')], [status, code], about);
    }
    const own = await send(ping, { headers: { origin: `http://127.0.0.1:${port}` } });
    assert.deepEqual([own.status, at(own.json, 'result')], [200, {}]);
    assert.equal((await send(ping, { path: '/v1/mcp/' })).status, 200);
  });

  it('is answered by the protocol where it is JSON and no message of it', async () => {
    for (const body of ['{}', 'null', '1', '"x"', '{"jsonrpc":"1.0","id":1,"method":"ping"}', '{"a":[]}'])
      assert.deepEqual(
        await send(body).then(({ status, json }) => [status, at(json, 'error.code')]),
        [400, -32700],
        body,
      );
    for (const [body, code] of [
      ['{"jsonrpc":"2.0","id":1,"method":"tools/publish"}', -32601],
      ['{"jsonrpc":"2.0","id":1,"method":"resources/list"}', -32601],
      ['{"jsonrpc":"2.0","id":1,"method":"tools/call"}', -32603],
      [calling('preview', 'all'), -32603],
      [calling('preview', []), -32603],
      [calling('__proto__', {}), -32602],
      [calling('constructor', {}), -32602],
      [calling('x'.repeat(1000), {}), -32602],
    ] as const) {
      const { status, json } = await send(body);
      assert.deepEqual([status, at(json, 'error.code')], [200, code], body.slice(0, 80));
    }
    const old = await send('{"jsonrpc":"2.0","id":1,"method":"ping"}', {
      headers: { 'mcp-protocol-version': '1999-01-01' },
    });
    assert.equal(old.status, 400);
    // What has no id is not answered, and does nothing.
    const notice = { jsonrpc: '2.0', method: 'tools/call', params: { name: 'preview', arguments: {} } };
    assert.deepEqual(await send(JSON.stringify(notice)), { status: 202, json: null });
  });

  it('is refused in words where a tool is called otherwise than it says', async () => {
    const instant = '2026-08-15T12:00:00Z';
    for (const [name, given, told] of [
      ['preview', {}, /^invalid-request: .*`\/decision` is missing.*\nWhat to do: Call the tool again/s],
      ['preview', { decision: 'compensation' }, /^invalid-request: .*`\/facts` is missing/],
      ['preview', { decision: 'compensation', facts: [] }, /^invalid-request: .*\/facts.* must be an object/],
      [
        'preview',
        { decision: 'compensation', facts: {}, more: 1 },
        /^invalid-request: .*`more` is no member/,
      ],
      [
        'preview',
        { decision: 'compensation', facts: {}, idempotencyKey: 'a' },
        /^invalid-request: .*idempotencyKey/,
      ],
      ['preview', { decision: 'compensation', facts: {}, asOf: 'today' }, /^invalid-as-of: /],
      [
        'preview',
        { decision: 'compensation', facts: {} },
        /^invalid-facts: .*\/order.*\nWhat to do: .*facts_needed/s,
      ],
      ['preview', { decision: 'compensation', facts: { __proto__: null, order: 1 } }, /^invalid-facts: /],
      [
        'preview',
        { decision: 'loan', facts: {} },
        /^unknown-decision: .*`compensation`.*\nWhat to do: .*list_decisions/s,
      ],
      ['preview', { decision: 7, facts: {} }, /^invalid-request: .*\/decision.* must be a text/],
      ['facts_needed', { decision: 'compensation', facts: { loan: 1 } }, /^invalid-facts: /],
      ['decide', { decision: 'compensation', facts: {} }, /^read-only: /],
      ['list_decisions', { decision: 'loan' }, /^unknown-decision: /],
      ['explain', {}, /^invalid-request: .*`\/id` is missing/],
      ['explain', { id: '../../keys.json' }, /^not-found: /],
      ['letter', { id: ['a'] }, /^invalid-request: .*a list/],
      ['clause', { document: 'delivery-terms', clause: '99' }, /^not-found: /],
      ['clause', { document: 'none', clause: '1' }, /^unknown-edition: .*delivery-terms/],
      [
        'clause',
        { document: 'delivery-terms', clause: '1.1', asOf: '1999-01-01T00:00:00Z' },
        /^no-governing-edition: /,
      ],
      ['search_clauses', { document: 'none', query: 'a' }, /^unknown-edition: .*delivery-terms/],
      ['search_clauses', { document: 'delivery-terms', query: '' }, /^invalid-request: /],
      ['verify_receipt', {}, /^invalid-request: .*either `receipt` or `id`/],
      ['verify_receipt', { receipt: '{', id: 'a' }, /^invalid-request: /],
      ['verify_receipt', { receipt: '{' }, /^receipt-refused: not-json/],
      ['verify_receipt', { receipt: '{}' }, /^receipt-refused: other-form/],
      ['verify_receipt', { id: 'none' }, /^not-found: /],
    ] as const) {
      const answer = await send(calling(name, given));
      assert.equal(answer.status, 200);
      assert.equal(at(answer.json, 'result.isError'), true, `${name} ${JSON.stringify(given)}`);
      assert.match(said(answer), told);
    }
    const blank = await send(calling('search_clauses', { document: 'delivery-terms', query: '   ' }));
    assert.equal(at(blank.json, 'result.structuredContent.found') !== undefined, true);
    const order = { dueAt: instant, deliveredAt: instant, price: { minor: 1, currency: 'EUR' } };
    const right = await send(calling('preview', { decision: 'compensation', facts: { order } }));
    assert.equal(at(right.json, 'result.isError'), undefined);
  });

  it('keeps nobody else waiting: agents that never go on leave nothing behind', async () => {
    const begin = JSON.stringify({
      jsonrpc: '2.0',
      id: 'x',
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
    });
    const begun = await Promise.all(Array.from({ length: 50 }, () => send(begin)));
    assert.ok(begun.every(({ status, json }) => status === 200 && at(json, 'id') === 'x'));
    // Ids may be those of others: each message has its own answer.
    const asked = Array.from({ length: 50 }, (_, place) =>
      send(calling('clause', { document: 'delivery-terms', clause: `${(place % 2) + 1}.1` }, 'same')),
    );
    const ids = (await Promise.all(asked)).map(({ json }) => at(json, 'result.structuredContent.id'));
    assert.deepEqual(
      ids,
      Array.from({ length: 50 }, (_, place) => `${(place % 2) + 1}.1`),
    );
  });

  it('is no defect of the service', () => {
    assert.deepEqual(defects, []);
  });
});

describe('what comes to standard input that should not', () => {
  const speak = (input: string, ...more: readonly string[]) =>
    call(['mcp', '--editions', editionsDirectory, '--data', '/nowhere/at/all', ...more], {
      input,
      untilStopped: new Promise(() => undefined),
    });

  it('is told on the standard error, and the next line is answered', async () => {
    const { code, out, err } = await speak(`{\n[]\n\n${calling('list_decisions', {})}\n`);
    assert.equal(code, 0);
    assert.equal(at(JSON.parse(out), 'result.structuredContent.decisions.0.decision'), 'compensation');
    assert.match(err, /^There is no data directory/);
    assert.ok(err.split('\n').filter((line) => line.startsWith('clausebook mcp: ')).length >= 2, err);
  });

  it('ends the conversation where a line is longer than any message', async () => {
    const { code, out, err } = await speak(
      `${'x'.repeat(11 * 1024 * 1024)}\n${calling('list_decisions', {})}\n`,
    );
    assert.equal(code, 0);
    assert.equal(out, '');
    assert.match(err, /exceeded maximum size/);
  });

  it('a decision that is not here is refused before anything is answered', async () => {
    const { code, err } = await speak('', '--decisions', 'loan');
    assert.equal(code, 2);
    assert.match(err, /no decision `loan` here. There are compensation/);
  });
});
