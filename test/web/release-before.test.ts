import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { releaseBefore } from '../../src/web/editions/release-before.js';
import type { Release } from '../../src/wire/editions.js';

const dayAt = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;

/** How a release came in, the day on which it was withdrawn or overtaken, and the one on which it was rolled back to. */
interface Past {
  readonly kind?: 'adopted' | 'published';
  readonly until?: number | null;
  readonly again?: number;
}

/** A release of a revision that takes effect in a year, entered on a day of 2026. */
const release = (
  revision: string,
  year: number,
  day: number,
  { kind = 'published', until = null, again }: Past = {},
): Release => {
  const digest = `sha256:${revision}${day}`;
  const effectiveFrom = `${year}-01-01T00:00:00Z`;
  const at = dayAt(day);
  const first = { from: kind === 'adopted' ? null : at, until: until === null ? null : dayAt(until) };
  const known = [first, ...(again === undefined ? [] : [{ from: dayAt(again), until: null }])];
  const document = 'terms';
  return {
    ...{ document, revision, digest, effectiveFrom, counts: known.at(-1)?.until === null, known },
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
    assert.equal(releaseBefore(c, [a, release('B', 2022, 2, { until: 3 }), c]), a);
    assert.equal(releaseBefore(c, [a, b, release('B', 2022, 3), c])?.digest, 'sha256:B3');
  });
  test('what was withdrawn only later governed then', () => {
    const b = release('B', 2022, 2, { until: 9 });
    assert.equal(releaseBefore(c, [a, b, c]), b);
  });
  test('what was rolled back to goes before what came between, and what was withdrawn of a revision does not count', () => {
    const a1 = release('A', 2021, 1, { until: 3, again: 3 });
    const a2 = release('A', 2021, 2);
    const a3 = release('A', 2021, 4);
    assert.equal(releaseBefore(a3, [a1, a2, a3]), a1);
    assert.equal(releaseBefore(a2, [a1, a2, a3]), a1);
    const b1 = release('B', 2022, 1);
    const b2 = release('B', 2022, 2, { until: 3 });
    const b3 = release('B', 2022, 4);
    assert.equal(releaseBefore(b3, [b1, b2, b3]), b1);
  });
  test('those that were in force before there was a registry in the order of time, however they were adopted', () => {
    const adopted = { kind: 'adopted' } as const;
    const older = release('A', 2021, 2, adopted);
    const newer = release('B', 2022, 1, adopted);
    assert.equal(releaseBefore(newer, [newer, older]), older);
    assert.equal(releaseBefore(older, [newer, older]), undefined);
  });
});
