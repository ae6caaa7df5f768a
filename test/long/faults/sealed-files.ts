import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startService } from '../../../src/clausebook.js';
import { StartError } from '../../../src/start-error.js';
import type { Stocked } from '../support/stocked.js';
import type { Figures, TrialParts } from '../support/trial.js';
import { must } from '../support/violation.js';
import { walk } from '../support/walk.js';
import { flip, wholeFile } from './flip.js';

/** Where the file of API keys is damaged the service does not start, unless the file says the same all the same. */
export const tryKeys = async (
  { keyed, rules, apiKeys }: Stocked,
  { random, count }: TrialParts,
  damage: typeof flip = flip,
): Promise<Figures> => {
  const figures = { 'refused to start': 0, 'made no difference': 0 };
  const file = join(keyed, 'keys.json');
  const genuine = await readFile(file);
  for (let nth = 0; nth < count; nth += 1) {
    await writeFile(file, genuine);
    const where = await damage(keyed, await wholeFile(keyed, 'keys.json'), random);
    let service;
    try {
      service = await startService({ editionsDirectory: rules, dataDirectory: keyed });
    } catch (error) {
      must(
        error instanceof StartError && error.failure.code === 'keys-unusable',
        `The start fails with ${String(error)} by ${where}`,
      );
      figures['refused to start'] += 1;
      continue;
    }
    const statuses = [];
    try {
      for (const key of [apiKeys.decide, apiKeys.audit, apiKeys.revoked, '']) {
        const authorization: Readonly<Record<string, string>> =
          key === '' ? {} : { authorization: `Bearer ${key}` };
        const walked = await walk(service.url, ['/decisions'], authorization);
        statuses.push(walked.get('/decisions')?.status);
      }
    } finally {
      await service.close();
    }
    must(statuses.join(', ') === '403, 200, 401, 401', `${where}: ${statuses.join(', ')}`);
    figures['made no difference'] += 1;
  }
  await writeFile(file, genuine);
  return figures;
};

/** Where the file of a draft is damaged nothing of it is told, and a list names it. */
export const tryDrafts = async (
  { data, rules, draft }: Stocked,
  { random, count }: TrialParts,
  damage: typeof flip = flip,
): Promise<Figures> => {
  const figures = { 'told as damaged': 0, 'made no difference': 0 };
  const name = join('drafts', `${draft}.json`);
  const genuine = await readFile(join(data, name));
  const one = `/book-data/drafts/${draft}`;
  const addresses = ['/book-data/drafts', one, `${one}/files/fee.yaml`, `${one}/files/parameters.yaml`];
  const service = await startService({ editionsDirectory: rules, dataDirectory: data });
  try {
    const before = await walk(service.url, addresses);
    for (const [address, { status, text }] of before)
      must(status === 200, `${address} is answered ${status}: ${text}`);
    for (let nth = 0; nth < count; nth += 1) {
      await writeFile(join(data, name), genuine);
      const where = await damage(data, await wholeFile(data, name), random);
      const after = await walk(service.url, addresses);
      const isSame = addresses.every((address) => after.get(address)?.text === before.get(address)?.text);
      const list = after.get('/book-data/drafts');
      const isTold =
        list?.text === JSON.stringify({ drafts: [], damaged: [draft] }) &&
        addresses.slice(1).every((address) => after.get(address)?.text.includes('"altered-draft"'));
      must(
        isSame || isTold,
        `${where}: ${[...after.values()].map(({ text }) => text.slice(0, 300)).join('\n')}`,
      );
      figures[isTold ? 'told as damaged' : 'made no difference'] += 1;
    }
  } finally {
    await service.close();
    await writeFile(join(data, name), genuine);
  }
  return figures;
};
