import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startService } from '../../src/clausebook.js';
import { boatsUntil, harbour } from '../cli/support/boat-release.js';
import { writeEdition } from '../cli/support/call.js';

const long = 'a'.repeat(3000);
/** What may stand where an address has a name, as it is written there. */
const names = [
  '%00',
  long,
  `${long}.css`,
  `sha256:${long}`,
  'sha256:..%2Fregistry',
  'sha256:..%2F..%2Fdata%2Fregistry',
  '..%2Fregistry.json',
  '..%2F..%2F..%2Fetc%2Fpasswd',
  '..%5C..%5Cregistry.json',
  '%2E%2E%2F%2E%2E',
  'x%00.yaml',
  '%F0%9F%92%A9',
  '%ED%A0%80',
  '__proto__',
  'constructor',
  `sha256:${'A'.repeat(64)}`,
  `sha256:${'0'.repeat(64)}`,
];
const get = [
  ...['/x', '/book/assets/x', '/decisions/x', '/decisions/x/trace', '/decisions/x/letter', '/editions/x'],
  ...['/editions/x/2026', '/editions/boat-hire/x', '/editions/boat-hire/2026?digest=x'],
  ...['/editions/boat-hire/2026/parameters?digest=x', '/editions/boat-hire/2026/clauses?digest=x'],
  ...[
    '/editions/boat-hire/2026/clauses/x',
    '/clauses/x/1.1',
    '/clauses/boat-hire/x',
    '/clauses/boat-hire/1.1?asOf=x',
  ],
  ...[
    '/facts/x',
    '/facts/hire?digest=x',
    '/facts/hire?document=x',
    '/facts/hire?revision=x',
    '/facts/hire?x=1',
  ],
  ...['/decisions?cursor=x', '/decisions?from=x', '/decisions?limit=x', '/decisions?x=1'],
  ...['/book-data/x', '/book-data/contract/x/2026', '/book-data/contract/boat-hire/2026?digest=x'],
  ...[
    '/book-data/contract/boat-hire/2026/clauses/x',
    '/book-data/contract/boat-hire/2026/clauses/x/scenarios',
  ],
  ...['/book-data/difference?left=x&right=x', '/book-data/difference/effect?left=x&right=x'],
  ...[
    '/book-data/log/facts/x',
    '/book-data/log/places/x',
    '/book-data/log/exposure/x/2026',
    '/book-data/log/exposure/boat-hire/2026?newest=x',
    '/book-data/log/exposure/boat-hire/2026?newest=5001',
    '/book-data/drafts/x',
    '/book-data/drafts/x/files/a.yaml',
  ],
  ...[
    '/book-data/drafts/x/patch',
    '/book-data/drafts/x/words',
    '/book-data/drafts/x/tables/x',
    '/book-data/drafts/x/phrases',
  ],
];
/** Those by which something is sought that need not be there. */
const searched = [
  '/decisions?decision=x',
  '/decisions?clause=x',
  '/decisions?subject=x',
  '/book-data/log/counts?rule=x',
];

describe('What stands in an address', () => {
  test('reaches nothing but what it names, and is refused with a code', async (t) => {
    const boats = await harbour(t);
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    assert.equal((await boats.publish(boatsUntil(8))).code, 0);
    const defects: unknown[] = [];
    const service = await startService({
      editionsDirectory: join(boats.directory, 'rules'),
      dataDirectory: boats.data,
      featuresDirectory: join(boats.directory, 'features'),
      reportDefect: (defect) => defects.push(defect),
    });
    t.after(() => service.close());
    const wrong: string[] = [];
    for (const name of names)
      for (const address of [...get, ...searched]) {
        const path = address.replaceAll(/(?<=[/=?])x\b/g, () => name);
        const response = await fetch(service.url + path);
        const text = await response.text();
        const code = text.startsWith('{') ? (JSON.parse(text) as { code?: unknown }).code : undefined;
        const refused = response.status === 404 || response.status === 400;
        const fine = refused
          ? typeof code === 'string'
          : response.status === 200 && searched.includes(address);
        if (!fine) wrong.push(`${response.status} ${path.slice(0, 120)}: ${text.slice(0, 80)}`);
      }
    for (const digest of ['\0', long, 'sha256:../registry', '../registry']) {
      const response = await fetch(`${service.url}/preview/hire`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ facts: { wind: 7 }, edition: { digest } }),
      });
      if (response.status !== 404 && response.status !== 400)
        wrong.push(`${response.status} of a digest in a body`);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(defects, []);
  });
});
