import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { startService } from '../../../src/clausebook.js';

const root = new URL('../../../', import.meta.url);
const suite = fileURLToPath(new URL('node_modules/@modelcontextprotocol/conformance/dist/index.js', root));
const notOffered = fileURLToPath(new URL('not-offered.yaml', import.meta.url));

/** Whole, in one process: every scenario must pass that is not listed, and every one that is listed must fail. */
it('the conformance suite of the protocol is passed, as far as it is about what is offered', async (t) => {
  const service = await startService({
    editionsDirectory: fileURLToPath(new URL('template/rules', root)),
    dataDirectory: null,
    mcp: { allowDecide: true },
  });
  t.after(() => service.close());
  const url = `http://localhost:${new URL(service.url).port}/mcp`;
  const ran = spawn(
    process.execPath,
    [suite, 'server', '--url', url, '--suite', 'all', '--expected-failures', notOffered],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: 300_000 },
  );
  const [out] = await Promise.all([text(ran.stdout), once(ran, 'close')]);
  assert.equal(ran.exitCode, 0, out.slice(-2000));
  const list = parse(await readFile(notOffered, 'utf8')) as { readonly server: readonly string[] }; // the file beside
  const scenarios = [...out.matchAll(/^[✓✗] ([\w-]+): (\d+) passed, (\d+) failed/gm)];
  assert.deepEqual(
    scenarios.filter(([, name = '']) => !list.server.includes(name)).map(([, ...told]) => told.join(' ')),
    ['server-initialize 1 0', 'ping 1 0', 'tools-list 1 0', 'dns-rebinding-protection 2 0'],
  );
});
