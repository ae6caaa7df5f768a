import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  isValid,
  registeredReleases,
  type RegistryEntry,
  type RegistryKind,
} from '../../../src/edition/model/registry.js';

const entry = (kind: RegistryKind, digest: string, at: string): RegistryEntry => ({
  ...{
    format: 1,
    kind,
    document: 'boat-hire',
    revision: '2026',
    digest,
    effectiveFrom: '2026-05-01T00:00:00.000Z',
  },
  ...{ at, author: 'Ann', reviewers: [], reason: 'Season', previous: '', key: '', signature: '' },
});
const [march, april, may] = [
  '2026-03-01T00:00:00.000Z',
  '2026-04-01T00:00:00.000Z',
  '2026-05-01T00:00:00.000Z',
];
const knownOf = (...entries: readonly RegistryEntry[]) =>
  registeredReleases(entries).map(({ known }) => known);

describe('A release counts', () => {
  test('from when it was published', () => {
    assert.deepEqual(knownOf(entry('published', 'a', march)), [[{ from: Date.parse(march), until: null }]]);
  });

  test('until it was withdrawn, and again from when it was restored', () => {
    const history = [entry('published', 'a', march), entry('withdrawn', 'a', april)];
    assert.deepEqual(knownOf(...history), [[{ from: Date.parse(march), until: Date.parse(april) }]]);
    assert.equal(registeredReleases(history).some(isValid), false);
    assert.deepEqual(knownOf(...history, entry('restored', 'a', may)), [
      [
        { from: Date.parse(march), until: Date.parse(april) },
        { from: Date.parse(may), until: null },
      ],
    ]);
  });

  test('since it was rolled back to, where others had followed it', () => {
    const [first, second] = knownOf(
      entry('published', 'a', march),
      entry('published', 'b', april),
      entry('restored', 'a', may),
    );
    assert.deepEqual(first?.at(-1), { from: Date.parse(may), until: null });
    assert.deepEqual(second, [{ from: Date.parse(april), until: null }]);
  });

  test('from ever, where it was in force before there was a registry', () => {
    assert.deepEqual(knownOf(entry('adopted', 'a', march)), [[{ from: -Infinity, until: null }]]);
  });
});
