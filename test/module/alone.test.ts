import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { call, temporary } from '../cli/support/call.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { main, needBuild } from '../cli/support/served.js';
import { startBrowser } from '../web/support/book-in-browser.js';
import { loadAlone, loadHere, moduleText } from './support/modules.js';

const run = promisify(execFile);

/** The case that edition.yaml has to be tried first, right and wrong. */
const requests = async (): Promise<readonly object[]> => {
  const { example } = await loadRealEdition();
  assert.ok(example?.decision === 'refund');
  const { asOf, facts } = example;
  return [
    { asOf, facts },
    { asOf, facts: { ...facts, refunded: 'no' } },
    { asOf: 'now', facts },
  ];
};

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a module by itself', () => {
  it('decides where there is nothing but the language, and no code is made of texts', async () => {
    const text = await moduleText(await loadRealEdition(), 'refund');
    const alone = loadAlone(text);
    const here = loadHere(text);
    const given = await requests();
    const codes = given.map((request) => {
      const got = alone.decide({ ...request });
      if (got.code !== 'decided') assert.deepEqual(json(got), json(here.decide(request)));
      else assert.ok(got.answer.clauses.length > 0);
      return got.code;
    });
    assert.deepEqual(codes, ['decided', 'invalid-facts', 'invalid-as-of']);
  });

  it('decides in a browser, as a module of a page whose policy allows no code of texts', async (t) => {
    const text = await moduleText(await loadRealEdition(), 'refund');
    const browser = await startBrowser();
    t.after(() => browser.close());
    const page = await browser.newPage();
    await page.route('http://page.test/**', (route) =>
      route.fulfill(
        route.request().url().endsWith('.js')
          ? { contentType: 'text/javascript', body: text }
          : {
              contentType: 'text/html',
              headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" },
              body: '<!doctype html><title>Refund</title><script type="module" src="/refund.js"></script>',
            },
      ),
    );
    await page.goto('http://page.test/');
    const given = await requests();
    const got = await page.evaluate(
      async ({ address, asked }) => {
        const { decide } = (await import(address)) as { decide: (one: object) => object };
        return asked.map((one) => decide(one));
      },
      { address: '/refund.js', asked: given },
    );
    const { decide } = loadHere(text);
    const withoutTime = (result: unknown): unknown =>
      JSON.parse(JSON.stringify(result, (name, value: unknown) => (name === 'decidedAt' ? '' : value)));
    assert.deepEqual(
      got.map(withoutTime),
      given.map((request) => withoutTime(decide(request))),
    );
  });

  it('tells at its head of which release it is, and by which version it was made', async () => {
    const edition = await loadRealEdition();
    const text = await moduleText(edition, 'expiry');
    const head = text.split('\n').slice(0, 2).join('\n');
    const { document, revision, digest } = edition.identity;
    for (const part of [`expiry of ${document}/${revision}`, digest, 'clausebook test'])
      assert.ok(head.includes(part), head);
    assert.deepEqual(json(loadHere(text).edition), { document, revision, digest });
    assert.equal(await moduleText(edition, 'expiry'), text);
  });

  it('refuses what is no request, by the codes of the service', async () => {
    const { decide } = loadHere(await moduleText(await loadRealEdition(), 'refund'));
    const refused = (request: unknown): readonly string[] => {
      const got = decide(request);
      assert.ok(got.code !== 'decided');
      return [got.code, ...got.errors.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    assert.deepEqual(refused(undefined), ['invalid-request', ' wrong-type']);
    assert.deepEqual(refused({ facts: [] }), ['invalid-request', '/facts wrong-type']);
    assert.deepEqual(refused({ facts: {}, who: 1 }), ['invalid-request', '/who unknown-member']);
    assert.deepEqual(refused({ facts: {}, asOf: 1 }), ['invalid-request', '/asOf wrong-type']);
    assert.deepEqual(refused({ facts: {}, subject: 1 }), ['invalid-request', '/subject wrong-type']);
    assert.deepEqual(refused({ facts: {}, invalid: [{ clause: '6.3' }] }), [
      'invalid-request',
      '/invalid wrong-type',
    ]);
    assert.deepEqual(refused({ facts: {}, asOf: '2026-01-01T00:00' }), [
      'invalid-as-of',
      '/asOf invalid-instant',
    ]);
    const authority = 'BGH';
    assert.deepEqual(refused({ facts: {}, invalid: [{ clause: '99.9', authority }] }), [
      'unknown-clause',
      '/invalid/0/clause unknown-clause',
    ]);
  });
});

describe('clausebook compile --to module', () => {
  it('writes a module of the build, with types under which it compiles', async (t) => {
    const folder = await temporary(t);
    const file = join(folder, 'refund.js');
    needBuild();
    const { stderr } = await run(process.execPath, [
      main,
      'compile',
      'refund',
      '--to',
      'module',
      '--out',
      file,
    ]);
    assert.match(stderr, /^\S+refund\.js: \d+ bytes\n$/);
    const text = await readFile(file, 'utf8');
    const { decide } = loadHere(text);
    const [request] = await requests();
    assert.equal(decide(request).code, 'decided');

    const use = join(folder, 'use.ts');
    await writeFile(
      use,
      `import { decide, type RefundFacts } from './refund.js';
export const refund = (facts: RefundFacts): number => {
  const result = decide({ facts, asOf: '2026-08-15T12:00:00Z' });
  if (result.code !== 'decided') return result.errors.length;
  // @ts-expect-error As long as it may be unresolved, there is perhaps no amount.
  result.answer.effects.amount.minor;
  return result.answer.outcome === 'unresolved' ? 0 : result.answer.effects.amount.minor;
};
// @ts-expect-error It has no such code.
export const wrong = (facts: RefundFacts) => decide({ facts }).code === 'bad-luck';
`,
    );
    const program = ts.createProgram([use], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      typeRoots: [fileURLToPath(new URL('.', import.meta.url))],
    });
    assert.deepEqual(
      ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText),
      [],
    );
  });

  it('writes only a module to a file', async () => {
    const { code, err } = await call(['compile', 'refund', '--out', 'refund.js']);
    assert.equal(code, 2);
    assert.match(err, /--to module --out FILE/);
  });
});
