import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startService } from '../../../src/clausebook.js';
import { twoEditions } from '../../web/support/two-editions.js';
import { at } from '../service-under-test.js';

const script = 'globalThis.book = true;';

const start = async (context: TestContext, isBuilt = true): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'book-'));
  context.after(() => rm(directory, { recursive: true }));
  if (isBuilt) {
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<meta property="csp-nonce" nonce="__STYLE_NONCE__">');
    await writeFile(join(directory, 'secret.js'), 'not an asset');
    await writeFile(join(directory, 'assets/main-1a2b.js'), script);
    await writeFile(join(directory, 'assets/main-1a2b.js.br'), brotliCompressSync(script));
    await writeFile(join(directory, 'assets/main-1a2b.js.gz'), gzipSync(script));
  }
  const service = await startService({
    editionsDirectory: await twoEditions(context),
    dataDirectory: null,
    bookDirectory: directory,
    featuresDirectory: directory,
  });
  context.after(() => service.close());
  return service.url;
};

test('the book is one page for all its addresses, under a strict policy', async (t) => {
  const url = await start(t);
  const [first, second] = [await fetch(`${url}/book/contract/a/b`), await fetch(`${url}/book`)];
  assert.equal(first.status, 200);
  const policy = first.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  const nonce = /style-src 'self' 'nonce-([\w-]{20,})'/.exec(policy)?.[1] ?? 'none';
  assert.match(await first.text(), new RegExp(`nonce="${nonce}"`));
  assert.ok(!(second.headers.get('content-security-policy') ?? '').includes(nonce));
  assert.equal(first.headers.get('cache-control'), 'no-store');
  assert.equal((await fetch(`${url}/book`, { method: 'POST' })).status, 405);
  const root = await fetch(url, { redirect: 'manual' });
  assert.deepEqual([root.status, root.headers.get('location')], [302, '/book/contract']);
});

test('an asset is kept for good, and comes compressed as the browser takes it', async (t) => {
  const url = await start(t);
  const asset = (encoding: string): Promise<Response> =>
    fetch(`${url}/book/assets/main-1a2b.js`, { headers: { 'accept-encoding': encoding } });
  for (const [accepted, sent] of [
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const response = await asset(accepted);
    assert.equal(response.headers.get('content-encoding'), sent);
    assert.equal(await response.text(), script);
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
    assert.equal(response.headers.get('vary'), 'Accept-Encoding');
  }
});

test('no path leads out of the folder of the assets', async (t) => {
  const url = await start(t);
  for (const name of ['..%2Fsecret.js', '%2e%2e%2fsecret.js', 'main-1a2b.js.br', '.js', 'absent.js'])
    assert.equal((await fetch(`${url}/book/assets/${name}`)).status, 404, name);
});

test('where the book is not built, that is said in a sentence, and the API answers', async (t) => {
  const url = await start(t, false);
  for (const path of ['/', '/book/contract']) {
    const response = await fetch(url + path);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /`npm run build` builds it/);
  }
  assert.equal((await fetch(`${url}/editions`)).status, 200);
});

test('the text of a contract comes with what rests on each clause', async (t) => {
  const url = await start(t);
  const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
  const base = '/book-data/contract/boat-hire/2026';
  const contract = await get(base);
  assert.equal(at(contract, 'sections.1.heading'), 'Going out');
  assert.equal(at(contract, 'sections.1.clauses.1.id'), '1.2');
  assert.deepEqual(at(contract, 'sections.1.clauses.1.rules'), ['hire/storm']);
  assert.equal(at(contract, 'sections.1.clauses.2.disposition'), 'statement');
  assert.deepEqual(await get(`${base}/scenarios`), { code: 'no-scenarios' });

  const clause = await get(`${base}/clauses/1.2`);
  assert.equal(at(clause, 'rules.0.words.decides'), 'Stays in when the wind is at least 8.');
  assert.equal(at(clause, 'rules.0.source.file'), 'hire.yaml');
  assert.match(String(at(clause, 'rules.0.source.text')), /"id": "storm"/);
  assert.equal(at(await get(`${base}/clauses/9.9`), 'code'), 'not-found');
  assert.equal(at(await get('/book-data/contract/boat-hire/1999'), 'code'), 'unknown-edition');
  const later = at(await get('/editions'), 'editions.1.digest');
  assert.equal(at(await get(`${base}?digest=${String(later)}`), 'code'), 'unknown-edition');
});

test('a difference is of two releases of one document, each named once', async (t) => {
  const url = await start(t);
  const get = async (query: string): Promise<unknown> =>
    (await fetch(`${url}/book-data/difference${query}`)).json();
  assert.equal(at(await get(''), 'errors.0.pointer'), '?left');
  assert.equal(at(await get('?left=sha256:0&right=sha256:0'), 'code'), 'unknown-edition');
});
