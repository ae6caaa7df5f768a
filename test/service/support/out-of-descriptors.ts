/** Asks a service in this process for what it loads late, while no files can be opened and when they can be again; prints both answers. */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startService } from '../../../src/clausebook.js';

const service = await startService({
  editionsDirectory: fileURLToPath(new URL('../../../rules', import.meta.url)),
  dataDirectory: null,
  engine: 'reference',
});
const { document, revision } = service.editions[0] ?? { document: '', revision: '' };
const { decision = '', ...request } = service.example ?? {};
const statuses = async (): Promise<readonly number[]> => {
  const found: number[] = [];
  for (const path of ['/openapi.json', `/book-data/contract/${document}/${revision}`])
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
process.stdout.write(`${JSON.stringify({ without, again })}\n`);
