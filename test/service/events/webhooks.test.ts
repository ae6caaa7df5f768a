import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Positions } from '../../../src/audit/store/positions.js';
import { makeMemoryLog } from '../../../src/audit/store/sqlite/memory-log.js';
import { openPositionsFiles } from '../../../src/audit/store/positions-files.js';
import type { Webhook } from '../../../src/service/events/webhooks/webhook-file.js';
import { startWebhooks } from '../../../src/service/events/webhooks/webhooks.js';
import { makeEntry, release } from '../../audit/support/entries.js';
import { at } from '../service-under-test.js';
import { startReceiver, until, type Answer, type Got } from './receiver.js';

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const pace = { firstMs: 5, longestMs: 40, awayMs: 20, lookMs: 10, endMs: 20, mostPending: 80 };

const memoryPositions = (): Positions & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  const read = (name: string) => Promise.resolve(kept.get(name));
  return {
    kept,
    read,
    begin: async (name, first) => {
      if (!kept.has(name)) kept.set(name, await first());
    },
    take: read,
    keep: (name, position) => {
      kept.set(name, position);
      return Promise.resolve(true);
    },
    release: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};

const receiverFor = async (context: TestContext, answer?: (got: Got, nth: number) => Answer) => {
  const receiver = await startReceiver(secret, answer);
  context.after(receiver.close);
  return receiver;
};

const webhookTo = (url: string, more: Partial<Webhook> = {}): Webhook => ({
  name: 'one',
  url: new URL(url),
  keys: [Buffer.from(secret.slice(6), 'base64')],
  filter: {},
  values: false,
  from: 'beginning',
  ...more,
});

const begin = async (
  context: TestContext,
  log: DecisionLog,
  webhooks: readonly Webhook[],
  positions: Positions = memoryPositions(),
) => {
  const told: (readonly [string, string | null])[] = [];
  const started = await startWebhooks({
    file: 'webhooks.yaml',
    webhooks,
    log,
    entries: () => [],
    openPositions: () => Promise.resolve(positions),
    now: Date.now,
    report: (...report) => told.push(report),
    pace,
  });
  context.after(started.stop);
  return { ...started, told };
};

const logWith = async (subjects: readonly (string | undefined)[]): Promise<DecisionLog> => {
  const log = makeMemoryLog();
  await log.keepRelease(release);
  for (const [n, subject] of subjects.entries()) await log.append(entryOf(n, subject));
  return log;
};

const entryOf = (n: number, subject?: string) => makeEntry(n, subject === undefined ? {} : { subject });

const idsOf = (got: readonly Got[]): readonly string[] => got.map(({ event }) => String(event['id']));
/** Each once, at its first coming. */
const firstIds = (got: readonly Got[]): readonly string[] => [...new Set(idsOf(got))];

describe('webhooks', () => {
  it('are told of each event once where all is well, signed, without what is personal', async (t) => {
    const receiver = await receiverFor(t);
    const log = await logWith(['ann', 'bob', undefined]);
    const { states } = await begin(t, log, [webhookTo(receiver.url)]);
    await log.append(entryOf(3, 'ann'));
    await log.erase({ id: 'erasure-1', at: Date.now(), by: 'officer', reason: 'asked', subject: 'bob' });
    await until(() => receiver.taken.length === 5);
    assert.deepEqual(receiver.wrong, []);
    assert.deepEqual([...idsOf(receiver.all)].sort(), [
      'decision-0',
      'decision-1',
      'decision-2',
      'decision-3',
      'erasure-1',
    ]);
    assert.ok(receiver.all.every(({ id, event }) => id === event['id'] && event['specversion'] === '1.0'));
    assert.ok(!receiver.all.some(({ body }) => /ann|bob|neighbour/.test(body)));
    await until(async () => (await states()).every(({ lag, failures }) => lag === 0 && failures === 0));
  });

  it('are told values where they are to be, and nothing that they do not want', async (t) => {
    const [all, some] = [await receiverFor(t), await receiverFor(t)];
    const log = await logWith(['ann', 'bob']);
    await begin(t, log, [
      webhookTo(all.url, { values: true }),
      webhookTo(some.url, { name: 'two', filter: { outcomes: ['late'] } }),
    ]);
    await until(() => all.taken.length === 2 && some.taken.length === 1);
    assert.deepEqual(all.taken.map(({ event }) => at(event, 'data.subject')).sort(), ['ann', 'bob']);
    assert.deepEqual(idsOf(some.all), ['decision-0']);
  });

  it('come again until they are taken, in the order of their subject, while other subjects go on', async (t) => {
    // The second of ann is refused for long; those behind it wait, those of the others do not.
    let refusals = 0;
    const receiver = await receiverFor(t, ({ event }) =>
      event['id'] === 'decision-2' && refusals < 8 ? ((refusals += 1), { status: 422 }) : { status: 200 },
    );
    const log = await logWith(['ann', 'bob', 'ann', 'bob', 'ann', undefined, 'cid']);
    const { told, states } = await begin(t, log, [webhookTo(receiver.url)]);
    await until(() => receiver.taken.length === 7);
    const order = firstIds(receiver.taken);
    const placeOf = (n: number): number => order.indexOf(`decision-${n}`);
    assert.ok(placeOf(0) < placeOf(2) && placeOf(2) < placeOf(4) && placeOf(1) < placeOf(3), order.join());
    assert.equal(placeOf(4), 6);
    assert.equal(refusals, 8);
    await until(async () =>
      (await states()).every(({ failingSince, failures }) => failingSince === null && failures === 8),
    );
    assert.deepEqual(told, [
      ['one', '422'],
      ['one', null],
    ]);
  });

  it('tell an erasure behind the decisions that it is about', async (t) => {
    const receiver = await receiverFor(t, (_, nth) => ({ status: nth < 4 ? 500 : 200 }));
    const log = await logWith(['ann']);
    await begin(t, log, [webhookTo(receiver.url)]);
    await until(() => receiver.all.length >= 1);
    await log.erase({ id: 'erasure-1', at: Date.now(), by: 'officer', reason: 'asked', subject: 'ann' });
    await until(() => receiver.taken.length === 2);
    assert.deepEqual(firstIds(receiver.taken), ['decision-0', 'erasure-1']);
  });

  it('follow no redirect, heed Retry-After, and hold nobody else up', async (t) => {
    const other = await receiverFor(t);
    const silent = await receiverFor(t, () => 'silence');
    const moved = await receiverFor(t, (_, nth) =>
      nth === 1 ? { status: 307, headers: { location: other.url } } : { status: 200 },
    );
    const busy = await receiverFor(t, () => ({ status: 503, headers: { 'retry-after': '3600' } }));
    const fine = await receiverFor(t);
    const log = await logWith(['ann', 'ann', 'ann']);
    const hooks = { silent, moved, busy, fine };
    const { states } = await begin(
      t,
      log,
      Object.entries(hooks).map(([name, { url }]) => webhookTo(url, { name })),
    );
    await until(() => fine.taken.length === 3 && moved.taken.length === 3);
    assert.deepEqual([other.all.length, silent.all.length, busy.all.length], [0, 1, 1]);
    await until(async () =>
      (await states()).every(({ name, lag }) => lag === (name === 'fine' || name === 'moved' ? 0 : 3)),
    );
    assert.deepEqual(
      (await states()).map(({ name, failures }) => [name, failures]),
      [
        ['silent', 0],
        ['moved', 1],
        ['busy', 1],
        ['fine', 0],
      ],
    );
  });

  it('go on where they were after a stop and after a kill, and forget nothing', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'webhooks-'));
    t.after(() => rm(directory, { recursive: true }));
    const receiver = await receiverFor(t, (_, nth) => ({ status: nth % 3 === 0 ? 500 : 200 }));
    const subjects = Array.from({ length: 60 }, (_, n) => ['ann', 'bob', 'cid'][n % 3]);
    const log = await logWith(subjects);
    const first = await begin(t, log, [webhookTo(receiver.url)], openPositionsFiles(directory, 'webhooks'));
    await until(() => receiver.taken.length > 10);
    await first.stop();
    assert.ok(receiver.taken.length < 60);
    // Killed: what was told last is not kept.
    const frozen = openPositionsFiles(directory, 'webhooks');
    const forgetful: Positions = { ...frozen, keep: () => Promise.resolve(true) };
    const second = await begin(t, log, [webhookTo(receiver.url)], forgetful);
    const before = receiver.taken.length;
    await until(() => receiver.taken.length > before + 10);
    await second.stop();
    await log.append(entryOf(60, 'ann'));
    const third = await begin(t, log, [webhookTo(receiver.url)], openPositionsFiles(directory, 'webhooks'));
    await until(() => new Set(idsOf(receiver.taken)).size === 61);
    // It keeps positions until it has stopped: the folder is removed after that.
    await third.stop();
    const places = firstIds(receiver.taken).map((id) => Number(id.slice('decision-'.length)));
    for (const subject of [0, 1, 2]) {
      const own = places.filter((n) => n % 3 === subject);
      assert.deepEqual(
        own,
        [...own].sort((one, another) => one - another),
      );
    }
    assert.deepEqual(receiver.wrong, []);
  });

  it('of which many wait hold their places alone, and are read on when these are taken', async (t) => {
    const receiver = await receiverFor(t, () => ({ status: 400 }));
    const log = makeMemoryLog();
    await log.keepRelease(release);
    await log.appendTogether(Array.from({ length: 120 }, (_, n) => entryOf(n)));
    const { states } = await begin(t, log, [webhookTo(receiver.url)]);
    await until(async () => (await states()).some(({ waiting }) => waiting >= 80));
    const [state] = await states();
    assert.ok((state?.waiting ?? 0) <= 100, JSON.stringify(state));
    assert.equal(state?.lag, 120);
    receiver.answerBy(() => ({ status: 200 }));
    await until(() => new Set(idsOf(receiver.taken)).size === 120);
  });

  it('begin now where they are to, and where that is stays over a restart', async (t) => {
    const receiver = await receiverFor(t);
    const positions = memoryPositions();
    const log = await logWith(['ann']);
    await (await begin(t, log, [webhookTo(receiver.url, { from: 'now' })], positions)).stop();
    await log.append(entryOf(1, 'ann'));
    await begin(t, log, [webhookTo(receiver.url, { from: 'now' })], positions);
    await until(() => receiver.taken.length === 1);
    assert.deepEqual(idsOf(receiver.all), ['decision-1']);
    positions.kept.set('two', 'nothing');
    await assert.rejects(begin(t, log, [webhookTo(receiver.url, { name: 'two' })], positions), {
      name: 'WebhooksUnusableError',
    });
  });

  it('are told by another process once that has taken over', async (t) => {
    const receiver = await receiverFor(t);
    const inner = memoryPositions();
    let owner = 'other';
    const positions: Positions = {
      ...inner,
      take: (name) => Promise.resolve(owner === 'this' ? inner.kept.get(name) : undefined),
      keep: (name, text) => (owner === 'this' ? inner.keep(name, text) : Promise.resolve(false)),
    };
    const log = await logWith(['ann']);
    const { states } = await begin(t, log, [webhookTo(receiver.url)], positions);
    assert.deepEqual(
      (await states()).map(({ elsewhere, lag }) => [elsewhere, lag]),
      [[true, 1]],
    );
    owner = 'this';
    await until(() => receiver.taken.length === 1);
    owner = 'other';
    await log.append(entryOf(1, 'bob'));
    await until(async () => (await states()).some(({ elsewhere }) => elsewhere));
  });
});
