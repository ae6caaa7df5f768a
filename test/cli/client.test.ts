import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Client, ItemAnswer } from '../../client/client.js';
import type { ClientOptions } from '../../client/send.js';
import { startService, type Service } from '../../src/clausebook.js';
import { call } from './support/call.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const terms = 'kommo-ai-agent-terms-2026-04-27';

/** What a project of somebody else writes by the generated types; what must not compile is marked. */
const usage = `
import { openClient, ClausebookProblem, type RefundFacts } from './terms/${terms}.js';
import { openClient as openHosting } from './terms/metered-hosting-2026-01-01.js';

const client = openClient({ url: 'http://localhost:8080' });
export const hosting = openHosting({ url: 'http://localhost:8080' });
export const refund = async (facts: RefundFacts): Promise<number> => {
  const answer = await client.decide('refund', { facts, metadata: { order: 'A-17' } }, { idempotencyKey: 'one' });
  // @ts-expect-error As long as it may be unresolved, there is perhaps no amount.
  answer.effects.amount.minor;
  if (answer.outcome === 'unresolved') return answer.conflict.length;
  // @ts-expect-error It has no such outcome.
  if (answer.outcome === 'perhaps') return 0;
  const recommended: string | undefined = answer.discretion?.recommended;
  return answer.effects.amount.minor + (recommended ?? '').length;
};
// @ts-expect-error There is no such decision.
export const none = () => client.decide('loan', { facts: {} });
// @ts-expect-error A request has no such member.
export const more = (facts: RefundFacts) => client.decide('refund', { facts, who: 'me' });
// @ts-expect-error The currency is a text.
export const wrong: Partial<RefundFacts> = { package: { feePaid: { minor: 1, currency: 1 } } };
export const several = async (facts: RefundFacts): Promise<readonly string[]> => {
  const [one, other] = await client.decideMany([
    { decision: 'refund', facts },
    { decision: 'expiry', facts: {} as never },
  ]);
  // @ts-expect-error It is the answer of the expiry.
  if (other.answer?.outcome === 'refundable') return [];
  return [one.problem === undefined ? one.answer.outcome : one.problem.code, String(other.status)];
};
export const streamed = async function* (all: AsyncIterable<RefundFacts>) {
  const items = async function* () {
    for await (const facts of all) yield { decision: 'refund' as const, facts };
  };
  for await (const { answer, problem } of client.decideStream(items()))
    yield problem === undefined ? answer.outcome : problem.code;
};
export const told = (error: unknown): boolean =>
  error instanceof ClausebookProblem &&
  // @ts-expect-error There is no such code.
  (error.code === 'invalid-facts' || error.code === 'bad-luck');
`;

interface Answer {
  readonly id: string;
  readonly outcome: string;
  readonly edition: { readonly revision: string };
}
type Loose = Readonly<Record<string, { request: object; preview: object; answer: Answer }>>;
interface Module {
  readonly openClient: (options: ClientOptions) => Client<Loose>;
  readonly makeClient: (edition: object, options: ClientOptions) => Client<Loose>;
}

/** Passes bytes on to a service, and cuts the first connection when the answer begins to come. */
const startCutting = async (
  port: number,
): Promise<{ url: string; cuts: () => number; close: () => void }> => {
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far);
    if (cuts > 0) far.pipe(near);
    else
      far.once('data', () => {
        cuts += 1;
        near.destroy();
        far.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo; // It listens on a port.
  return { url: `http://127.0.0.1:${own}`, cuts: () => cuts, close: () => server.close() };
};

describe('clausebook client', () => {
  let folder = '';
  let service: Service;
  let module: Module;
  const request = (): object => {
    const { example } = service;
    assert.ok(example?.decision === 'refund');
    const { asOf, facts } = example;
    return { asOf, facts };
  };
  const open = (options: Partial<ClientOptions> = {}): Client<Loose> =>
    module.openClient({ url: service.url, ...options });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-'));
    const into = join(folder, 'terms');
    for (const editions of ['rules', 'examples/rules', 'template/rules']) {
      const { code, err } = await call(['client', '--out', into, '--editions', join(root, editions)]);
      assert.equal(code, 0, err);
    }
    service = await startService({ editionsDirectory: join(root, 'rules'), dataDirectory: null });
  });
  after(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('compiles strictly in a project of its own, for every edition, and no wrong use does', async () => {
    await writeFile(join(folder, 'usage.ts'), usage);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const modules = (await readdir(join(folder, 'terms'))).map((name) => join(folder, 'terms', name));
    assert.ok(modules.length >= 8, String(modules));
    const program = ts.createProgram([join(folder, 'usage.ts'), ...modules], {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      outDir: join(folder, 'out'),
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.asynciterable.d.ts'],
      types: [],
    });
    assert.deepEqual(
      ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText, file, start = 0 }) => [
          file?.fileName,
          file?.getLineAndCharacterOfPosition(start).line,
          ts.flattenDiagnosticMessageText(messageText, '\n'),
        ]),
      [],
    );
    program.emit();
    module = (await import(pathToFileURL(join(folder, 'out', 'terms', `${terms}.js`)).href)) as Module; // what was just generated
  });

  it('decides, previews and reads back', async () => {
    const answer = await open().decide('refund', request());
    assert.equal(answer.outcome, 'refundable');
    assert.deepEqual(await open().decision(answer.id), answer);
    assert.equal((await open().preview('refund', request())).outcome, 'refundable');
  });

  it('asks again under the same key where the connection was cut, and it is decided once', async () => {
    const cutting = await startCutting(Number(new URL(service.url).port));
    try {
      const through = open({ url: cutting.url });
      const answer = await through.decide('refund', request(), { idempotencyKey: 'cut' });
      assert.equal(cutting.cuts(), 1);
      assert.deepEqual(await open().decide('refund', request(), { idempotencyKey: 'cut' }), answer);
    } finally {
      cutting.close();
    }
    const never = open({ url: 'http://127.0.0.1:1', retries: 0 });
    await assert.rejects(never.decide('refund', request()), { name: 'NoAnswer' });
  });

  it('answers a list and a stream item by item', async () => {
    const item = { decision: 'refund', ...request() };
    const wrong = { ...item, facts: {} };
    const outcomeOf = ({ answer, problem }: ItemAnswer<Answer>): string =>
      problem === undefined ? answer.outcome : problem.code;
    const listed = await open().decideMany([item, wrong]);
    assert.deepEqual(listed.map(outcomeOf), ['refundable', 'invalid-facts']);
    const streamed: string[] = [];
    let sent = 0;
    const endless = async function* () {
      for (;;) yield await Promise.resolve((sent += 1) % 2 === 1 ? item : wrong);
    };
    for await (const one of open().decideStream(endless())) {
      streamed.push(outcomeOf(one));
      if (streamed.length === 4) break;
    }
    assert.deepEqual(streamed, ['refundable', 'invalid-facts', 'refundable', 'invalid-facts']);
    assert.ok(sent >= 4);
  });

  it('throws problems with their code and places, and asks again only where that may help', async () => {
    await assert.rejects(open().decide('refund', { facts: {} }), (error: Error) => {
      assert.ok('code' in error && 'errors' in error && Array.isArray(error.errors));
      assert.equal(error.name, 'ClausebookProblem');
      assert.equal(error.code, 'invalid-facts');
      assert.ok(error.errors.length > 0);
      return true;
    });
    const answering = (...answers: readonly (readonly [number, string])[]) => {
      const keys: (string | null)[] = [];
      const answer: typeof fetch = async (input, init) => {
        keys.push(new Headers(init?.headers).get('idempotency-key'));
        const [status, code] = answers[keys.length - 1] ?? [0, ''];
        if (status === 0) return fetch(input, init);
        return new Response(JSON.stringify({ code, status, title: '', type: '', detail: 'No.' }), {
          status,
          headers: { 'retry-after': status === 429 ? '3600' : '0' },
        });
      };
      return { keys, answer };
    };
    const away = answering([503, 'in-doubt'], [503, 'overloaded']);
    assert.equal((await open({ fetch: away.answer }).decide('refund', request())).outcome, 'refundable');
    assert.equal(away.keys.length, 3);
    assert.equal(new Set(away.keys).size, 1);
    // More than is waited for, and what stays wrong however often it is asked.
    for (const refused of [answering([429, 'rate-limited']), answering([409, 'idempotency-key-reused'])]) {
      await assert.rejects(open({ fetch: refused.answer }).decide('refund', request()));
      assert.equal(refused.keys.length, 1);
    }
    const busy = answering([429, 'rate-limited']);
    const patient = open({ fetch: busy.answer, maximumWaitMs: 9e6 });
    const reason = new Error('Enough.');
    const controller = new AbortController();
    const asking = patient.decide('refund', request(), { signal: controller.signal });
    setTimeout(() => {
      controller.abort(reason);
    }, 20);
    await assert.rejects(asking, reason);
  });

  it('does not take the answer of another edition for one of its own', async () => {
    const other = module.makeClient(
      { document: 'kommo-ai-agent-terms', revision: '2027-01-01', digest: '' },
      { url: service.url },
    );
    await assert.rejects(other.preview('refund', request()), { name: 'OtherEdition' });
  });

  it('writes the same again, names edition and digest, and replaces nothing that it has not written', async () => {
    const into = join(folder, 'again');
    const args = ['client', '--out', into, '--editions', join(root, 'template/rules')];
    assert.equal((await call(args)).code, 0);
    for (const name of await readdir(into))
      assert.equal(
        await readFile(join(into, name), 'utf8'),
        await readFile(join(folder, 'terms', name), 'utf8'),
      );
    const written = await readFile(join(into, 'delivery-terms-2026-01-01.ts'), 'utf8');
    assert.match(written.split('\n')[0] ?? '', /for delivery-terms\/2026-01-01, sha256:[0-9a-f]{64}\./);
    assert.equal((await call(args)).code, 0);
    const own = join(folder, 'own');
    await mkdir(own);
    await writeFile(join(own, 'client.ts'), 'export const mine = 1;');
    const refused = await call(['client', '--out', own]);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /nothing was written: client\.ts/);
    assert.deepEqual(await readdir(own), ['client.ts']);
    assert.equal((await call(['client', '--out', own, '--force'])).code, 0);
    assert.equal((await call(['client', '--out', own, 'none/2020-01-01'])).code, 2);
    assert.equal((await call(['client'])).code, 2);
  });
});
