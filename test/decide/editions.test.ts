import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeEditions, type KeptReleases } from '../../src/decide/editions/editions.js';
import { libraryEdition } from '../service/library-edition.js';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const none: KeptReleases = {
  files: () => Promise.resolve(undefined),
  load: () => Promise.reject(new Error('nothing to load')),
};
const first = libraryEdition({ revision: '2026-01-01', digest: digest('1') });
const second = libraryEdition({ revision: '2026-06-01', digest: digest('2') });
const museum = libraryEdition({ document: 'museum-rules', digest: digest('3'), decision: 'entry' });
const change = Date.UTC(2026, 5, 1);

describe('which edition decides', () => {
  const editions = makeEditions([second, first], none);
  it('is the newest revision in effect at asOf, from its very instant on', async () => {
    for (const [asOf, expected] of [
      [change - 1, first],
      [change, second],
      [change + 1, second],
      [Date.UTC(2026, 0, 1), first],
    ] as const)
      assert.deepEqual(await editions.choose({}, 'fine', asOf), {
        code: 'chosen',
        edition: expected,
        governing: null,
      });
  });
  it('is none before the earliest took effect, unless it is named', async () => {
    const asOf = Date.UTC(2026, 0, 1) - 1;
    assert.deepEqual(await editions.choose({}, 'fine', asOf), {
      code: 'no-governing-edition',
      document: 'library-rules',
      asOf,
      earliest: asOf + 1,
      acts: [],
    });
    const named = await editions.choose({ revision: '2026-01-01' }, 'fine', asOf);
    assert.deepEqual(named, { code: 'chosen', edition: first, governing: null });
    const byDigest = await editions.choose({ digest: digest('2') }, 'fine', asOf);
    assert.deepEqual(byDigest, { code: 'chosen', edition: second, governing: null });
  });
  it('is told by the decision where several documents are here, and must be named where that does not tell', async () => {
    const two = makeEditions([first, museum], none);
    assert.deepEqual(await two.choose({}, 'entry', change), {
      code: 'chosen',
      edition: museum,
      governing: null,
    });
    const both = makeEditions(
      [first, libraryEdition({ document: 'archive-rules', digest: digest('4') })],
      none,
    );
    const unclear = await both.choose({}, 'fine', change);
    assert.equal(unclear.code, 'invalid-request');
    assert.equal(unclear.errors[0]?.pointer, '/edition/document');
    const named = await both.choose({ document: 'library-rules' }, 'fine', change);
    assert.deepEqual(named, { code: 'chosen', edition: first, governing: null });
  });
  it('is unknown where document, revision or digest is not here, or they do not belong together', async () => {
    for (const query of [
      { document: 'x' },
      { revision: 'x' },
      { digest: digest('9') },
      { digest: digest('1'), revision: '2026-06-01' },
    ])
      assert.equal((await editions.choose(query, 'fine', change)).code, 'unknown-edition');
  });
  it('does not have the decision', async () => {
    assert.deepEqual(await editions.choose({}, 'loan', change), {
      code: 'unknown-decision',
      decision: 'loan',
      known: ['fine'],
    });
  });
  it('may be a release that the log keeps, which is read once', async () => {
    let loads = 0;
    const kept = makeEditions([second], {
      files: (asked) => Promise.resolve(asked === digest('1') ? first.files : undefined),
      load: (files) => {
        loads += 1;
        assert.equal(files, first.files);
        return Promise.resolve(first);
      },
    });
    const query = { digest: digest('1') };
    const [a, b] = await Promise.all([kept.choose(query, 'fine', 0), kept.choose(query, 'fine', change)]);
    assert.deepEqual(
      [a, b],
      [
        { code: 'chosen', edition: first, governing: null },
        { code: 'chosen', edition: first, governing: null },
      ],
    );
    assert.equal(loads, 1);
  });
  it('is refused where what is kept of it is another content, or does not load', async () => {
    const asked = { name: 'AlteredReleaseError', digest: digest('1') };
    const other = makeEditions([second], {
      files: () => Promise.resolve(first.files),
      load: () => Promise.resolve(second),
    });
    await assert.rejects(other.release(digest('1')), asked);
    const broken = makeEditions([second], {
      files: () => Promise.resolve(first.files),
      load: () => Promise.reject(new Error('no YAML')),
    });
    await assert.rejects(broken.release(digest('1')), asked);
  });
  it('is asked of the log again after the log could not be read', async () => {
    let fails = true;
    const kept = makeEditions([second], {
      files: () => (fails ? Promise.reject(new Error('disk')) : Promise.resolve(first.files)),
      load: () => Promise.resolve(first),
    });
    await assert.rejects(kept.release(digest('1')), /disk/);
    fails = false;
    assert.equal(await kept.release(digest('1')), first);
  });
});
