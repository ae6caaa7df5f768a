import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, test, type TestContext } from 'node:test';
import { startService, type Service } from '../../src/clausebook.js';
import { StartError } from '../../src/start-error.js';
import type { PublishingFailure } from '../../src/decide/editions/published-editions.js';
import { boatsUntil, digestIn, harbour, type Harbour } from '../cli/support/boat-release.js';
import { writeEdition } from '../cli/support/call.js';

const start = async (
  t: TestContext,
  { directory, data }: Harbour,
  reportPublishing: (failure: PublishingFailure) => void = () => undefined,
): Promise<Service> => {
  const service = await startService({
    editionsDirectory: join(directory, 'rules'),
    dataDirectory: data,
    reportPublishing,
  });
  t.after(() => service.close());
  return service;
};

const getJson = async (service: Service, path: string): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${service.url}${path}`)).json()) as Readonly<Record<string, unknown>>;

/** What a boat is told in a wind of 7 in June, and by which release. */
const decide = async ({ url }: Service): Promise<{ readonly outcome: string; readonly digest: string }> => {
  const response = await fetch(`${url}/decide/hire`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ asOf: '2026-06-01T00:00:00Z', facts: { wind: 7 } }),
  });
  const answer = (await response.json()) as { outcome: string; edition: { digest: string } };
  return { outcome: answer.outcome, digest: answer.edition.digest };
};

/** Asks until it is so; a test that waits for ever is ended by its runner. */
const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await holds())) await wait(50);
};

describe('A running service', () => {
  test('picks up what is published, withdrawn and restored, without a restart', async (t) => {
    const boats = await harbour(t);
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    const service = await start(t, boats);
    assert.equal((await decide(service)).outcome, 'goes');
    assert.match(JSON.stringify(await getJson(service, '/editions')), /"published":false/);

    const first = await boats.publish(boatsUntil(8));
    const strict = await boats.publish(boatsUntil(6));
    assert.deepEqual([first.code, strict.code], [0, 0], first.out + strict.out);
    await until(async () => (await decide(service)).digest === digestIn(strict));
    assert.equal((await decide(service)).outcome, 'stays');
    assert.deepEqual(
      service.editions.map(({ digest }) => digest),
      [digestIn(strict)],
    );

    const who = ['--author', 'Ann', '--reason', 'Too strict'];
    assert.equal((await boats.call('withdraw', digestIn(strict), ...who)).code, 0);
    await until(async () => (await decide(service)).digest === digestIn(first));
    assert.equal((await decide(service)).outcome, 'goes');

    const { releases } = await getJson(service, '/editions');
    assert.ok(Array.isArray(releases));
    assert.deepEqual(
      releases.map(({ counts }: { readonly counts: boolean }) => counts),
      [true, false],
    );
    const byDigest = `/editions/boat-hire/2026?digest=${digestIn(strict)}`;
    assert.equal((await getJson(service, byDigest))['digest'], digestIn(strict));
  });

  test('withdraws and restores what it is asked to, signed as the command signs', async (t) => {
    const boats = await harbour(t);
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    const first = digestIn(await boats.publish(boatsUntil(8)));
    const strict = digestIn(await boats.publish(boatsUntil(6)));
    const service = await start(t, boats);
    const change = async (body: object): Promise<readonly [number, unknown]> => {
      const response = await fetch(`${service.url}/editions/boat-hire/2026/validity`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const json = (await response.json()) as { readonly code?: string; readonly entry?: object };
      return [response.status, json.code ?? json.entry];
    };
    const said = { author: 'Ann', reason: 'Too strict' };
    const [status, entry] = await change({ digest: strict, kind: 'withdrawn', ...said });
    assert.equal(status, 200);
    const { kind, author, reason, digest } = entry as Readonly<Record<string, string>>; // an entry
    assert.deepEqual([kind, author, reason, digest], ['withdrawn', 'Ann', 'Too strict', strict]);
    // It is served as soon as that is answered.
    assert.deepEqual(await decide(service), { outcome: 'goes', digest: first });
    assert.deepEqual(await change({ digest: strict, kind: 'withdrawn', ...said }), [
      409,
      'already-withdrawn',
    ]);
    assert.deepEqual(await change({ digest: first, kind: 'restored', ...said }), [409, 'nothing-to-restore']);
    assert.deepEqual(await change({ digest: 'sha256:1', kind: 'restored', ...said }), [
      404,
      'unknown-edition',
    ]);
    assert.deepEqual(await change({ digest: strict, kind: 'restored', reason: 'x' }), [
      400,
      'invalid-request',
    ]);
    assert.deepEqual((await change({ digest: strict, kind: 'restored', ...said }))[0], 200);
    assert.deepEqual(await decide(service), { outcome: 'stays', digest: strict });
    await service.close();
    const listed = await boats.call('editions');
    assert.deepEqual([listed.code, listed.out.match(/withdrawn|restored/g)], [0, ['withdrawn', 'restored']]);
  });

  test('gives a clause as of any time, as known at any time', async (t) => {
    const boats = await harbour(t);
    const first = digestIn(await boats.publish(boatsUntil(8)));
    const next = digestIn(await boats.publish(boatsUntil(7, '2027')));
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    const service = await start(t, boats);
    const clause = async (query: string) => getJson(service, `/clauses/boat-hire/1.2${query}`);
    const digestOf = ({ edition }: Readonly<Record<string, unknown>>): unknown =>
      typeof edition === 'object' && edition !== null && 'digest' in edition ? edition.digest : null;
    const [before, at] = ['2027-04-30T23:59:59.999Z', '2027-05-01T00:00:00Z'];
    assert.equal(digestOf(await clause(`?asOf=${before}`)), first);
    assert.equal(digestOf(await clause(`?asOf=${at}`)), next);
    assert.equal(typeof (await clause(`?asOf=${at}`))['words'], 'string');
    assert.equal((await clause('?asOf=2026-04-30T23:59:59Z'))['code'], 'no-governing-edition');
    assert.equal((await clause(`?asOf=${at}&knownAt=2025-01-01T00:00:00Z`))['code'], 'unknown-edition');
    assert.equal((await clause('?asOf=yesterday'))['code'], 'invalid-request');
    assert.equal((await getJson(service, '/clauses/boat-hire/9.9'))['code'], 'not-found');
    assert.equal((await getJson(service, '/clauses/car-hire/1.2'))['code'], 'unknown-edition');
  });

  test('serves on, and says so, where the registry is spoiled; none starts with it', async (t) => {
    const boats = await harbour(t);
    const first = digestIn(await boats.publish(boatsUntil(8)));
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    const failures: string[] = [];
    const service = await start(t, boats, ({ code }) => failures.push(code));
    const file = join(boats.data, 'registry.json');
    const sound = await readFile(file, 'utf8');
    await writeFile(file, sound.replace('"Ann"', '"Eve"'));
    await until(() => failures.length > 0);
    assert.deepEqual(failures, ['registry-broken']);
    assert.equal((await decide(service)).digest, first);
    assert.match(
      await (await fetch(`${service.url}/metrics`)).text(),
      /clausebook_publishing_failures_total\{code="registry-broken"\} 1/,
    );
    await service.close();
    await assert.rejects(start(t, boats), (error) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'registry-unusable');
      return true;
    });
  });
});
