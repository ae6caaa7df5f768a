import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { loadKeptRelease } from '../../../src/decide/editions/load-editions.js';
import { registeredReleases, type RegistryEntry } from '../../../src/edition/model/registry.js';
import type { ReleaseEntered } from '../../../src/publishing/enter-release.js';
import type { Releasing } from '../../../src/publishing/releasing.js';
import { makeMemoryDrafts } from '../../../src/service/drafts/draft-store.js';
import { withFile, type Draft } from '../../../src/service/drafts/draft.js';
import { makeDrafts } from '../../../src/service/drafts/drafts.js';
import { contentOf } from '../../../src/service/drafts/review/draft-review.js';
import { makePublishDraft } from '../../../src/service/drafts/review/publish-draft.js';
import { boatsUntil } from '../../cli/support/boat-release.js';

const edition = await loadKeptRelease(boatsUntil(8));
const { identity, effectiveFrom } = edition;
const examined = {
  code: 'examined',
  refusals: [],
  release: { ...identity, effectiveFrom, isFirst: true },
} as const;
const entry: RegistryEntry = {
  ...{ format: 1, kind: 'published', ...identity, effectiveFrom: new Date(effectiveFrom).toISOString() },
  ...{ author: 'Ann', reviewers: [], reason: 'So', at: '2026-01-01T00:00:00Z', sequence: 1 },
  ...{ previous: 'none', key: 'none', signature: 'none' },
};
const overtaken: ReleaseEntered = {
  code: 'refused',
  refusals: [{ code: 'effective-instant-taken', where: 'edition.yaml', message: 'Another came first.' }],
};
const unasked = (): never => {
  throw new Error('Nobody asks for this.');
};

const signal = () => {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return {
    told,
    tell: () => {
      tell();
    },
  };
};

/** A folder of scenarios in which `stood.feature` stands, and drafts that have it and `mine.feature`, and are to be entered. */
const readyDrafts = async (
  context: TestContext,
  enter: () => Promise<ReleaseEntered>,
  entries: () => readonly RegistryEntry[] = () => [],
  registered: Releasing['registered'] = () => undefined,
) => {
  const features = await mkdtemp(join(tmpdir(), 'clausebook-enter-'));
  context.after(() => rm(features, { recursive: true, force: true }));
  const folder = join(features, identity.document);
  await mkdir(folder);
  await writeFile(join(folder, 'stood.feature'), 'Feature: Stood');
  const [clock, store] = [() => 1, makeMemoryDrafts()];
  let made = 0;
  const newId = () => `draft-000${(made += 1)}`;
  const drafts = makeDrafts({ store, clock, newId, release: () => Promise.resolve(edition) });
  const releasing: Releasing = {
    ...{ changeValidity: unasked, beside: unasked, unregistered: unasked, registered },
    sound: () => Promise.resolve({ code: 'sound', entries: entries() }),
    load: () => Promise.resolve(edition),
    enter,
  };
  const parts = { drafts, releaseWork: { take: unasked }, approvals: 0, featuresDirectory: features, clock };
  const publish = makePublishDraft(parts, releasing);
  const propose = async (): Promise<Draft> => {
    const created = await drafts.create({ title: 'Calmer', digest: identity.digest, by: 'Ann' });
    assert.ok(created.code === 'found');
    const whole = [
      ['stood.feature', 'Feature: Stood'],
      ['mine.feature', 'Feature: Mine'],
    ].reduce((draft, [name = '', text = '']) => withFile(draft, name, text, 1), created.draft);
    const proposal = { kind: 'proposed', by: 'Ann', at: 1, content: contentOf(whole), words: 'So' } as const;
    await store.put({ ...whole, review: [proposal] });
    return { ...whole, review: [proposal] };
  };
  return {
    enter: async () => publish.enter(await propose(), examined, () => undefined),
    kept: async () => (await readdir(folder)).sort(),
  };
};

describe('the scenarios of a draft that is entered', () => {
  const both = ['mine.feature', 'stood.feature'];

  it('are taken away again where it is refused in the end, but for what stood there', async (t) => {
    const drafts = await readyDrafts(t, () => Promise.resolve(overtaken));
    assert.equal((await drafts.enter()).kind, 'refused');
    assert.deepEqual(await drafts.kept(), ['stood.feature']);
    const unread = await readyDrafts(t, () => Promise.resolve({ code: 'registry-broken', reason: 'x' }));
    assert.equal((await unread.enter()).kind, 'gave-up');
    assert.deepEqual(await unread.kept(), ['stood.feature']);
  });

  it('stay where it is entered, by whomever', async (t) => {
    const entered = await readyDrafts(t, () => Promise.resolve({ code: 'entered', entry }));
    assert.equal((await entered.enter()).kind, 'published');
    assert.deepEqual(await entered.kept(), both);
    const byAnother = await readyDrafts(
      t,
      () => Promise.resolve(overtaken),
      () => [entry],
    );
    assert.equal((await byAnother.enter()).kind, 'refused');
    assert.deepEqual(await byAnother.kept(), both);
  });

  it('are not written where another draft of the same files was entered while it was examined', async (t) => {
    const release = registeredReleases([entry])[0];
    const drafts = await readyDrafts(
      t,
      unasked,
      () => [entry],
      () => release,
    );
    const news = await drafts.enter();
    assert.equal(news.kind === 'refused' && news.refusals[0]?.code, 'already-published');
    assert.deepEqual(await drafts.kept(), ['stood.feature']);
  });

  it('stay after a failure only where the registry has it', async (t) => {
    const fail = (): Promise<never> => Promise.reject(new Error('The disk is full.'));
    const absent = await readyDrafts(t, fail);
    await assert.rejects(absent.enter(), /The disk is full/);
    assert.deepEqual(await absent.kept(), ['stood.feature']);
    const present = await readyDrafts(t, fail, () => [entry]);
    await assert.rejects(present.enter(), /The disk is full/);
    assert.deepEqual(await present.kept(), both);
  });

  it('are not taken from another draft that has the same', async (t) => {
    let asked = 0;
    const [written, otherEntered] = [signal(), signal()];
    const drafts = await readyDrafts(t, async () => {
      if ((asked += 1) > 1) {
        otherEntered.tell();
        return { code: 'entered', entry };
      }
      // The other waits for this one. Did it not, it would have found the file there by then.
      written.tell();
      await Promise.race([otherEntered.told, pause(500)]);
      return overtaken;
    });
    const first = drafts.enter();
    await written.told;
    const news = await Promise.all([first, drafts.enter()]);
    assert.deepEqual(news.map(({ kind }) => kind).sort(), ['published', 'refused']);
    assert.deepEqual(await drafts.kept(), both);
  });
});
