import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { releaseBefore } from '../../src/web/editions/release-before.js';
import type { Release } from '../../src/wire/editions.js';

/** A release of a revision that takes effect in a year, entered on a day of 2026. */
const release = (
  revision: string,
  year: number,
  day: number,
  { kind = 'published', counts = true }: { kind?: 'adopted' | 'published'; counts?: boolean } = {},
): Release => {
  const digest = `sha256:${revision}${day}`;
  const effectiveFrom = `${year}-01-01T00:00:00Z`;
  const at = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const document = 'terms';
  return {
    ...{ document, revision, digest, effectiveFrom, counts, known: [] },
    entries: [
      {
        ...{ document, revision, digest, format: 1, kind, effectiveFrom, at, author: 'Ann', reviewers: [] },
        ...{ reason: 'It is time', previous: digest, key: digest, signature: digest },
      },
    ],
  };
};

describe('a release is held against the one before it', () => {
  const a = release('A', 2021, 1);
  const b = release('B', 2022, 2);
  const corrected = release('A', 2021, 3);
  const c = release('C', 2023, 4);
  const later = release('B', 2022, 5);
  const all = [a, b, corrected, c, later];

  test('the first of a revision against the revision before it, also where an older one was corrected since', () => {
    assert.equal(releaseBefore(a, all), undefined);
    assert.equal(releaseBefore(b, all), a);
    assert.equal(releaseBefore(c, all), b);
  });
  test('one that corrects another against that', () => {
    assert.equal(releaseBefore(corrected, all), a);
    assert.equal(releaseBefore(later, all), b);
  });
  test('not against one that was entered after it, nor one that was withdrawn', () => {
    assert.equal(releaseBefore(c, [c, release('B', 2022, 5), a]), a);
    assert.equal(releaseBefore(c, [a, release('B', 2022, 2, { counts: false }), c]), a);
    assert.equal(releaseBefore(c, [a, b, release('B', 2022, 3), c])?.digest, 'sha256:B3');
  });
  test('those that were in force before there was a registry in the order of time, however they were adopted', () => {
    const adopted = { kind: 'adopted' } as const;
    const older = release('A', 2021, 2, adopted);
    const newer = release('B', 2022, 1, adopted);
    assert.equal(releaseBefore(newer, [newer, older]), older);
    assert.equal(releaseBefore(older, [newer, older]), undefined);
  });
});
