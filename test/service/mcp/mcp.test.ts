import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { startService, type Service } from '../../../src/clausebook.js';
import { makeApiKey } from '../../../src/service/access/api-key.js';
import { openKeyFile } from '../../../src/service/access/key-file.js';
import type { Scope } from '../../../src/service/access/scope.js';
import { call } from '../../cli/support/call.js';
import { at } from '../service-under-test.js';
import { productMain } from '../../support/product-main.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const document = 'kommo-ai-agent-terms';
const refund = {
  decision: 'refund',
  asOf: '2026-08-15T12:00:00Z',
  facts: {
    package: {
      ...{ id: 'P-1', kind: 'paid', plan: 'multi-period', periods: 12, startsAt: '2026-05-01T00:00:00Z' },
      ...{ feePaid: { minor: 120000, currency: 'USD' }, creditsPerPeriod: 5000 },
    },
    ground: 'changed-need',
  },
};

interface Result {
  readonly text: string;
  readonly json: unknown;
  readonly isError: boolean;
}

/** A client of the SDK, which holds each answer to the output schema of its tool. */
const connect = async (transport: object): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport as Transport); // its optional members are typed otherwise
  return client;
};

const use = async (client: Client, name: string, given: Record<string, unknown> = {}): Promise<Result> => {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  return { text: String(at(content, '0.text')), json: structuredContent, isError: isError === true };
};

const namesOf = async (client: Client): Promise<readonly string[]> =>
  (await client.listTools()).tools.map(({ name }) => name);

const reading = ['list_decisions', 'explain', 'letter', 'clause', 'search_clauses', 'verify_receipt'];

describe('the tools for agents', () => {
  let directory = '';
  let service: Service;
  const keys = new Map<string, string>();
  const keyOf = (name: string) => ({ authorization: `Bearer ${keys.get(name) ?? ''}` });
  const overHttp = (key: string, path = '/mcp'): Promise<Client> =>
    connect(
      new StreamableHTTPClientTransport(new URL(path, service.url), { requestInit: { headers: keyOf(key) } }),
    );

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mcp-'));
    const keysFile = join(directory, 'keys.json');
    const named: readonly (readonly [string, readonly Scope[]])[] = [
      ['all', ['decide', 'audit']],
      ['auditor', ['audit']],
      ['decider', ['decide']],
    ];
    const made = named.map(([name, scopes]) => {
      const key = makeApiKey({ name, scopes, createdAt: Date.now(), expiresAt: null }, randomBytes);
      keys.set(name, key.text);
      return key.kept;
    });
    await openKeyFile(keysFile).write(made);
    service = await startService({
      editionsDirectory: join(root, 'rules'),
      dataDirectory: directory,
      mcp: { allowDecide: true },
      access: { keysFile, insecure: false, openMetrics: false },
    });
  });
  after(async () => {
    await service.close();
    await rm(directory, { recursive: true });
  });

  /** What every agent may do, over whatever it speaks: all but to decide. @param id of a decision that was recorded */
  const walk = async (client: Client, id: string): Promise<void> => {
    const listed = await use(client, 'list_decisions', { decision: 'refund' });
    assert.equal(at(listed.json, 'decisions.0.decision'), 'refund');
    assert.ok(at(listed.json, 'facts.properties.package') !== undefined);
    const facts = { package: refund.facts.package };
    const needed = await use(client, 'facts_needed', { ...refund, facts });
    assert.equal(at(needed.json, 'settled'), false);
    assert.match(needed.text, /"fact":"ground"/);
    const previewed = await use(client, 'preview', refund);
    assert.equal(at(previewed.json, 'outcome'), 'refundable');
    assert.equal(at(previewed.json, 'recorded'), false);
    assert.match((await use(client, 'explain', { id })).text, /future-periods-are-refundable/);
    assert.ok((await use(client, 'letter', { id })).text.includes('800.00'));
    const clause = await use(client, 'clause', { document, clause: '6.3', asOf: '2026-08-01T00:00:00Z' });
    assert.match(String(at(clause.json, 'words')), /prepaid multi-period/);
    const found = await use(client, 'search_clauses', { document, query: 'Refund unused' });
    assert.ok(Number(at(found.json, 'found')) > 0);
    const headers = keyOf('all');
    await fetch(new URL('/checkpoints', service.url), { method: 'POST', headers });
    const receipt = await (await fetch(new URL(`/decisions/${id}/receipt`, service.url), { headers })).text();
    const verified = await use(client, 'verify_receipt', { receipt });
    assert.ok(!verified.isError && verified.text.startsWith('Genuine and unaltered.'), verified.text);
    const altered = await use(client, 'verify_receipt', { receipt: receipt.replace('P-1', 'P-2') });
    assert.match(altered.text, /^receipt-refused: .*\nWhat to do: Do not rely on it/);
    assert.match((await use(client, 'verify_receipt', { id })).text, /^Genuine and unaltered/);
  };
  const recorded = async (client: Client, idempotencyKey: string): Promise<string> =>
    String(at((await use(client, 'decide', { ...refund, idempotencyKey })).json, 'id'));

  it('are walked by the client of the SDK over HTTP, and record once under one key', async () => {
    const client = await overHttp('all');
    assert.deepEqual(await namesOf(client), [...reading, 'facts_needed', 'preview', 'decide']);
    const id = await recorded(client, 'walk');
    assert.equal(await recorded(client, 'walk'), id);
    const { decision, ...body } = refund;
    const overPlainHttp = await fetch(new URL(`/decide/${decision}`, service.url), {
      method: 'POST',
      headers: { ...keyOf('all'), 'content-type': 'application/json', 'idempotency-key': 'walk' },
      body: JSON.stringify(body),
    });
    assert.equal(at(await overPlainHttp.json(), 'id'), id);
    await walk(client, id);
    await client.close();
  });

  it('are walked by the client of the SDK over standard input and output beside a service, and only read', async () => {
    const http = await overHttp('all');
    const id = await recorded(http, 'beside');
    await http.close();
    const client = await connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [productMain(), 'mcp', '--data', directory],
        cwd: root,
      }),
    );
    assert.deepEqual(await namesOf(client), [...reading, 'facts_needed', 'preview']);
    await walk(client, id);
    const refused = await use(client, 'decide', { ...refund, idempotencyKey: 'a' });
    assert.match(refused.text, /^read-only: .*\nWhat to do: Use preview/);
    await client.close();
  });

  it('record over standard input and output where they are told to', async () => {
    const data = await mkdtemp(join(tmpdir(), 'mcp-'));
    const asking = { jsonrpc: '2.0', id: 1, method: 'tools/call' };
    const given = { name: 'decide', arguments: { ...refund, idempotencyKey: 'lines' } };
    const input = `${JSON.stringify({ ...asking, params: given })}\n`;
    const ask = async (): Promise<unknown> => {
      const { code, out, err } = await call(
        ['mcp', '--allow-decide', '--data', data, '--editions', join(root, 'rules')],
        { input, untilStopped: new Promise(() => undefined) },
      );
      assert.deepEqual([code, err], [0, '']);
      return at(JSON.parse(out), 'result.structuredContent.id');
    };
    const id = await ask();
    assert.equal(typeof id, 'string');
    assert.equal(await ask(), id);
    await rm(data, { recursive: true });
  });

  it('do for a key what it may do over HTTP, and nothing without one', async () => {
    const client = await overHttp('auditor');
    assert.deepEqual(await namesOf(client), reading);
    for (const name of ['facts_needed', 'preview', 'decide']) {
      const refused = await use(client, name, { ...refund, idempotencyKey: 'b' });
      assert.match(refused.text, /^forbidden: .*`decide`.*\nWhat to do: /s, name);
    }
    await client.close();
    const decider = await overHttp('decider');
    for (const name of ['explain', 'letter', 'verify_receipt'])
      assert.match((await use(decider, name, { id: 'a' })).text, /^forbidden: .*`audit`/s, name);
    await decider.close();
    await assert.rejects(overHttp('nobody'), /unauthenticated/);
    assert.equal((await fetch(new URL('/mcp', service.url), { method: 'POST' })).status, 401);
  });

  it('answer no page of another site, whatever its key', async () => {
    const ask = async (path: string, origin: string) => {
      const headers = { ...keyOf('auditor'), origin, accept: 'application/json, text/event-stream' };
      const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
      const answer = await fetch(new URL(path, service.url), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      return [answer.status, at(await answer.json(), 'code')];
    };
    for (const path of ['/mcp', '/v1/mcp', '/mcp/', '/mcp?decisions=refund'])
      assert.deepEqual(await ask(path, 'https://evil.example'), [403, 'foreign-origin'], path);
    assert.deepEqual(await ask('/mcp', new URL(service.url).origin), [200, undefined]);
  });

  it('keep the keys of each caller apart', async () => {
    const [one, other] = [await overHttp('all'), await overHttp('decider')];
    assert.notEqual(await recorded(one, 'same'), await recorded(other, 'same'));
    const reused = await use(one, 'decide', {
      ...refund,
      asOf: '2026-08-16T12:00:00Z',
      idempotencyKey: 'same',
    });
    assert.match(reused.text, /^idempotency-key-reused: .*\nWhat to do: Call again exactly as first/s);
    await one.close();
    await other.close();
  });

  it('have the schemas of the facts where decisions are named, and take no others', async () => {
    const client = await overHttp('all', '/mcp?decisions=refund,transfer');
    const { tools } = await client.listTools();
    for (const name of ['facts_needed', 'preview', 'decide']) {
      const { properties } = tools.find((tool) => tool.name === name)?.inputSchema ?? {};
      assert.deepEqual(at(properties, 'decision.enum'), ['refund', 'transfer']);
      assert.ok(at(properties, 'facts.anyOf.0.properties.package') !== undefined, name);
      const answers = tools.find((tool) => tool.name === name)?.outputSchema;
      assert.equal(at(answers, 'anyOf.0.properties.decision.const'), 'refund', name);
    }
    // The client holds each to what was said of the answers.
    const idempotencyKey = 'typed';
    for (const name of ['facts_needed', 'preview', 'decide', 'decide'])
      assert.equal(
        (await use(client, name, { ...refund, ...(name === 'decide' ? { idempotencyKey } : {}) })).isError,
        false,
      );
    const other = await use(client, 'preview', { decision: 'expiry', facts: {} });
    assert.match(other.text, /^unknown-decision: .*`refund`, `transfer`/);
    await client.close();
    const all = await overHttp('all');
    const long = (await all.listTools()).tools.find(({ name }) => name === 'preview');
    assert.match(String(at(long, 'inputSchema.properties.facts.description')), /list_decisions/);
    await all.close();
  });

  it('are named, with documents, editions and digests, where nobody needs a key', async () => {
    const response = await fetch(new URL('/.well-known/legal-context.json', service.url));
    const context: unknown = await response.json();
    assert.equal(response.status, 200);
    assert.equal(at(context, 'mcp'), '/mcp');
    assert.deepEqual(at(context, 'documents.0.document'), document);
    assert.equal(at(context, 'documents.0.editions.0.digest'), service.editions[0]?.digest);
    const clauses = String(at(context, 'documents.0.editions.0.clauses'));
    assert.equal((await fetch(new URL(clauses, service.url))).status, 401);
    assert.equal((await fetch(new URL(clauses, service.url), { headers: keyOf('auditor') })).status, 200);
  });
});
