import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Release } from '../../src/audit/store/decision-log.js';
import { signEntry, type Statement } from '../../src/audit/registry/registry-entry.js';
import { readSigningKey, readVerifyingKeys, type SigningKey } from '../../src/audit/chain/signing-key.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RegistryEntry, RegistryKind } from '../../src/edition/model/registry.js';
import { loadKeptRelease } from '../../src/decide/editions/load-editions.js';
import {
  makeRegistryEditions,
  type PublishedEditions,
  type PublishingFailure,
} from '../../src/decide/editions/published-editions.js';
import { boatsUntil } from '../cli/support/boat-release.js';
import { boatDecision } from '../support/boat-hire.js';

const newKey = (): SigningKey =>
  readSigningKey(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const asOf = at('2026-06-01');

/** A registry in memory that a test may spoil, and the editions that are served by it. */
const published = (given: readonly Edition[] = []) => {
  const key = newKey();
  const state = {
    entries: [] as RegistryEntry[],
    releases: new Map<string, Release>(),
    version: 0,
    /** A look at the registry goes on once this is over. */
    held: Promise.resolve(),
    now: at('2026-01-01'),
  };
  const failures: PublishingFailure[] = [];
  const editions = makeRegistryEditions({
    given,
    registry: {
      version: () => Promise.resolve(String(state.version)),
      entries: async () => {
        const entries = [...state.entries];
        await state.held;
        return entries;
      },
      release: (digest) => Promise.resolve(state.releases.get(digest)),
    },
    keys: readVerifyingKeys(key.published.pem),
    kept: { files: () => Promise.resolve(undefined), load: loadKeptRelease },
    now: () => state.now,
    makeReady: () => Promise.resolve(),
    report: (failure) => failures.push(failure),
  });
  const enter = (
    kind: RegistryKind,
    { identity, effectiveFrom }: Edition,
    day: string,
    signer = key,
  ): void => {
    const statement: Statement = {
      ...{ kind, ...identity, effectiveFrom: new Date(effectiveFrom).toISOString() },
      ...{ author: 'Ann', reviewers: ['Ben'], reason: 'The season' },
    };
    state.entries.push(signEntry(statement, { key: signer, before: state.entries.at(-1), at: at(day) }));
    state.version += 1;
  };
  const publish = async (edition: Edition, day: string): Promise<void> => {
    const { identity, files } = edition;
    state.releases.set(identity.digest, { identity, files });
    enter('published', edition, day);
    state.now = at(day);
    await editions.refresh();
  };
  return { editions, state, failures, enter, publish };
};

const boats = (limit: number, revision?: string): Promise<Edition> =>
  loadKeptRelease(boatsUntil(limit, revision));

const governing = async (editions: PublishedEditions, knownAt?: number, when = asOf): Promise<string> => {
  const query = { document: 'boat-hire', ...(knownAt === undefined ? {} : { knownAt }) };
  const choice = await editions.choose(query, boatDecision, when);
  return choice.code === 'chosen' ? choice.edition.identity.digest : choice.code;
};

describe('Published editions', () => {
  test('take the place of a folder’s, of their own document', async () => {
    const [folder, first] = [await boats(9), await boats(8)];
    const { editions, publish } = published([folder]);
    await editions.refresh();
    assert.equal(await governing(editions), folder.identity.digest);
    await publish(first, '2026-02-01');
    assert.equal(await governing(editions), first.identity.digest);
    assert.equal(await editions.release(folder.identity.digest), folder);
  });

  test('tell at every time what was known then: published, corrected late, withdrawn, rolled back to', async () => {
    const [first, corrected] = [await boats(8), await boats(7)];
    const { editions, state, enter, publish } = published();
    await publish(first, '2026-02-01');
    await publish(corrected, '2026-06-10');
    enter('withdrawn', corrected, '2026-07-01');
    enter('restored', corrected, '2026-07-10');
    enter('restored', first, '2026-08-01');
    state.now = at('2026-09-01');
    await editions.refresh();
    const timeline = [
      ['2026-01-31', 'unknown-edition'],
      ['2026-02-01', first.identity.digest],
      ['2026-06-09', first.identity.digest],
      ['2026-06-10', corrected.identity.digest],
      ['2026-07-01', first.identity.digest],
      ['2026-07-10', corrected.identity.digest],
      ['2026-08-01', first.identity.digest],
    ] as const;
    for (const [day, expected] of timeline) assert.equal(await governing(editions, at(day)), expected, day);
    assert.equal(await governing(editions), first.identity.digest);
  });

  test('serve two revisions, each for what it governs', async () => {
    const [first, second] = [await boats(8), await boats(7, '2027')];
    const { editions, publish } = published();
    await publish(first, '2026-02-01');
    await publish(second, '2026-03-01');
    assert.equal(await governing(editions, undefined, at('2027-05-01') - 1), first.identity.digest);
    assert.equal(await governing(editions, undefined, at('2027-05-01')), second.identity.digest);
  });

  test('stay as they were where a new release does not load, or is not what was signed, until it is', async () => {
    const [first, second] = [await boats(8), await boats(7)];
    const { editions, state, failures, enter, publish } = published();
    await publish(first, '2026-02-01');
    enter('published', second, '2026-03-01');
    state.now = at('2026-03-01');
    await editions.refresh();
    assert.equal(editions.failure()?.code, 'release-missing');
    const broken = new Map(second.files).set(`${boatDecision}.yaml`, 'rules: [');
    for (const files of [broken, first.files]) {
      state.releases.set(second.identity.digest, { identity: second.identity, files });
      state.now += 60_000;
      await editions.refresh();
      assert.equal(editions.failure()?.code, 'release-unusable');
      assert.equal(await governing(editions), first.identity.digest);
    }
    state.releases.set(second.identity.digest, { identity: second.identity, files: second.files });
    state.now += 60_000;
    await editions.refresh();
    assert.equal(editions.failure(), null);
    assert.equal(await governing(editions), second.identity.digest);
    assert.equal(failures.length, 3);
  });

  test('have what was entered before they were asked to look, though a look was under way then', async () => {
    const [first, second] = [await boats(8), await boats(7)];
    const { editions, state, enter, publish } = published();
    await publish(first, '2026-02-01');
    let release = (): void => undefined;
    state.held = new Promise((resolve) => (release = resolve));
    state.version += 1;
    const underWay = editions.refresh();
    await new Promise(setImmediate);
    state.releases.set(second.identity.digest, { identity: second.identity, files: second.files });
    enter('published', second, '2026-03-01');
    state.now = at('2026-03-01');
    const asked = Promise.all([editions.refresh(), editions.refresh()]);
    release();
    await underWay;
    assert.equal(await governing(editions), first.identity.digest, 'it had read before');
    await asked;
    assert.equal(await governing(editions), second.identity.digest);
  });

  test('do without the content of what was withdrawn', async () => {
    const [first, second] = [await boats(8), await boats(7)];
    const { editions, state, enter, publish } = published();
    await publish(first, '2026-02-01');
    enter('published', second, '2026-03-01');
    enter('withdrawn', second, '2026-03-02');
    state.now = at('2026-04-01');
    await editions.refresh();
    assert.equal(editions.failure(), null);
    assert.equal(await governing(editions), first.identity.digest);
  });

  test('take nothing that is signed by another key, changed, or taken out again', async () => {
    const [first, second] = [await boats(8), await boats(7)];
    const { editions, state, enter, publish } = published();
    await publish(first, '2026-02-01');
    const [sound] = state.entries;
    assert.ok(sound !== undefined);
    state.releases.set(second.identity.digest, { identity: second.identity, files: second.files });
    enter('published', second, '2026-03-01', newKey());
    const spoiled: readonly (readonly RegistryEntry[])[] = [
      [...state.entries],
      [{ ...sound, digest: second.identity.digest }],
      [{ ...sound, signature: sound.signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) }],
      [],
    ];
    for (const entries of spoiled) {
      state.entries = [...entries];
      state.version += 1;
      await editions.refresh();
      assert.equal(editions.failure()?.code, entries.length === 0 ? 'registry-cut' : 'registry-broken');
      assert.equal(await governing(editions), first.identity.digest);
    }
  });
});
