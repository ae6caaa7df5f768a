import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import type { VerifyingKey } from '../../../src/audit/chain/signing-key.js';
import { openSqliteSource } from '../../../src/audit/store/sqlite/source.js';
import { startService, type Service } from '../../../src/clausebook.js';
import { parseApiKey } from '../../../src/service/access/api-key.js';
import { boatsUntil, digestIn, harbourIn } from '../../cli/support/boat-release.js';
import { call, libraryEditions, writeEdition } from '../../cli/support/call.js';
import { copyDirectory } from './folder.js';
import { keysOf } from './verdict.js';

/** A data directory that has some of everything, closed. */
export interface Stocked {
  readonly rules: string;
  readonly data: string;
  /** The same, with API keys. */
  readonly keyed: string;
  /** The same, copied while the service was open: its last records stand in the write-ahead file. */
  readonly open: string;
  /** The same as it was before its last records, its last checkpoint and the last entry of its registry. */
  readonly older: string;
  /** The id of a draft in `data`. */
  readonly draft: string;
  /** Of every decision. */
  readonly ids: readonly string[];
  /** Every checkpoint that was asked for, as somebody may have kept it; `open` has them all. */
  readonly checkpoints: readonly Checkpoint[];
  /** The last one of `data`, made when the service was closed. */
  readonly newest: Checkpoint;
  readonly keys: readonly VerifyingKey[];
  /** The API keys of `keyed`: one that may decide, one that may audit, one that was revoked. */
  readonly apiKeys: { readonly decide: string; readonly audit: string; readonly revoked: string };
  /** Addresses whose answers stay the same while nothing is recorded. */
  readonly addresses: readonly string[];
}

const post = async <Body>({ url }: Service, path: string, body: unknown): Promise<Body> => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} is answered ${response.status}: ${text}`);
  return JSON.parse(text) as Body; // as the service answers
};

/** Fills a folder. */
export const stock = async (folder: string): Promise<Stocked> => {
  const boats = await harbourIn(folder);
  const rules = join(folder, 'rules');
  const [data, open, older] = [boats.data, join(folder, 'open'), join(folder, 'older')];
  await cp(libraryEditions, rules, { recursive: true });
  await writeEdition(folder, 'rules/boat-hire/2026', boatsUntil(9));
  const published = await boats.publish(boatsUntil(8));
  if (published.code !== 0) throw new Error(published.err + published.out);
  const start = () => startService({ editionsDirectory: rules, dataDirectory: data });
  const ids: string[] = [];
  const checkpoints: Checkpoint[] = [];
  const decide = async (service: Service, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const fee = {
        subject: `member ${ids.length % 4}`,
        facts: {
          member: { name: `Ada the ${ids.length}th`, card: 'valid' },
          copy: { price: { minor: 2500, currency: 'EUR' } },
          loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: `2025-06-${20 + n}T10:00:00Z` },
        },
        asOf: '2025-07-01T12:00:00Z',
      };
      ids.push((await post<{ id: string }>(service, '/decide/fee', fee)).id);
      const hire = { facts: { wind: n + 3 }, asOf: '2026-06-01T00:00:00Z', subject: 'skipper' };
      ids.push((await post<{ id: string }>(service, '/decide/hire', hire)).id);
    }
  };
  const point = async (service: Service): Promise<void> => {
    checkpoints.push((await post<{ checkpoint: Checkpoint }>(service, '/checkpoints', {})).checkpoint);
  };

  const first = await start();
  await decide(first, 6);
  await post(first, '/erasures', { subject: 'member 0', reason: 'asked for' });
  await point(first);
  await decide(first, 2);
  await first.close();
  await copyDirectory(data, older);
  const corrected = await boats.publish(boatsUntil(7));
  if (corrected.code !== 0) throw new Error(corrected.err + corrected.out);
  const withdrawn = await boats.call('withdraw', digestIn(published), '--author', 'Ann', '--reason', 'Wrong');
  if (withdrawn.code !== 0) throw new Error(withdrawn.err);
  const second = await start();
  await decide(second, 4);
  await point(second);
  await decide(second, 2);
  const draft = await makeDraft(second);
  await copyDirectory(data, open);
  await second.close();
  const source = openSqliteSource(data);
  const newest = (await source.checkpoints()).at(-1);
  await source.close();
  if (newest === undefined) throw new Error('There is no checkpoint.');
  const makeKey = async (scopes: string): Promise<string> => {
    const { code, out, err } = await call([
      'keys',
      'make',
      '--name',
      scopes,
      '--scopes',
      scopes,
      '--data',
      keyed,
    ]);
    if (code !== 0) throw new Error(err);
    return /cbk_\S+/.exec(out)?.[0] ?? '';
  };
  const keyed = join(folder, 'keyed');
  await copyDirectory(data, keyed);
  const apiKeys = {
    decide: await makeKey('decide'),
    audit: await makeKey('audit'),
    revoked: await makeKey('decide,audit'),
  };
  const revoked = await call(['keys', 'revoke', keyIdIn(apiKeys.revoked), '--data', keyed]);
  if (revoked.code !== 0) throw new Error(revoked.err);
  const digests = [digestIn(published), digestIn(corrected)];
  return {
    ...{ rules, data, keyed, open, older, ids, checkpoints, newest, apiKeys, draft },
    keys: await keysOf(data),
    addresses: [
      ...ids.flatMap((id) => [`/decisions/${id}`, `/decisions/${id}/trace`]),
      ...['', '?limit=7', '?subject=skipper', '?subject=member%201', '?decision=fee', '?outcome=stays'].map(
        (query) => `/decisions${query}`,
      ),
      ...['/editions', '/checkpoints', '/book-data/log/counts', `/book-data/log/places/${ids[3]}`],
      ...digests.flatMap((digest) => [
        `/editions/boat-hire/2026?digest=${digest}`,
        `/editions/boat-hire/2026/clauses/1.2?digest=${digest}`,
      ]),
    ],
  };
};

/** Makes a draft of the library's edition. */
const makeDraft = async (service: Service): Promise<string> => {
  const digest = service.editions.find(({ document }) => document === 'library-lending')?.digest;
  const response = await fetch(`${service.url}/book-data/drafts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'A dearer day', digest }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { readonly id: string }).id; // as the service answers
};

/** The id of an API key stands in its text. */
const keyIdIn = (text: string): string => parseApiKey(text)?.id ?? '';
