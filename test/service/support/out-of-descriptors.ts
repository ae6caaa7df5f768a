/** Asks a service in this process for what it loads late, while no files can be opened and when they can be again; prints both answers. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService } from '../../../src/clausebook.js';

const dataDirectory = mkdtempSync(join(tmpdir(), 'clausebook-descriptors-'));
let defects = 0;
const service = await startService({
  editionsDirectory: fileURLToPath(new URL('../../../rules', import.meta.url)),
  dataDirectory,
  reportDefect: () => (defects += 1),
  engine: 'reference',
});
const { document, revision } = service.editions[0] ?? { document: '', revision: '' };
const { decision = '', ...request } = service.example ?? {};
const statuses = async (): Promise<readonly number[]> => {
  const found: number[] = [];
  for (const path of ['/decisions', '/openapi.json', `/book-data/contract/${document}/${revision}`])
    found.push((await fetch(service.url + path)).status);
  for (const readings of [undefined, { R2: 'rejected' }]) {
    const response = await fetch(`${service.url}/preview/${decision}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, ...(readings === undefined ? {} : { readings }) }),
    });
    found.push(response.status);
  }
  return found;
};

// Connected, and Express loaded.
await fetch(`${service.url}/healthz`);
const descriptors: number[] = [];
try {
  for (;;) descriptors.push(openSync(devNull, 'r'));
} catch {
  // Some are left for connections.
  for (const descriptor of descriptors.splice(0, 16)) closeSync(descriptor);
}
const without = await statuses();
for (const descriptor of descriptors) closeSync(descriptor);
const again = await statuses();
await service.close();
rmSync(dataDirectory, { recursive: true });
process.stdout.write(`${JSON.stringify({ without, again, defects })}\n`);
