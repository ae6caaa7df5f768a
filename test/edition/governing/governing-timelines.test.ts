import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edition } from '../../../src/edition/model/edition.js';
import { governingEdition } from '../../../src/edition/model/governing-edition.js';
import type { Act, ActKind, Governing } from '../../../src/edition/model/governing.js';
import { loadRealEdition } from '../../engine/compiled/support/differential.js';
import { libraryEdition } from '../../service/library-edition.js';

/** Three editions, of which two take effect on one day. */
const editions = ['2026-04-27T00:00:00Z', '2027-01-01T00:00:00Z', '2027-01-01T12:00:00Z'].map(
  (effectiveFrom, place) =>
    libraryEdition({ revision: `r${place}`, effectiveFrom, digest: `sha256:${String(place).repeat(64)}` }),
);
/** A millisecond before each change, at it and after it. */
const instants = editions.flatMap(({ effectiveFrom }) => [
  effectiveFrom - 1,
  effectiveFrom,
  effectiveFrom + 1,
]);
const conduct: readonly ActKind[] = ['purchase', 'access', 'use'];
const acts: readonly Act[] = instants.flatMap((at) => [
  ...conduct.map((kind): Act => ({ kind, at })),
  ...editions.map(({ identity: { revision } }): Act => ({ kind: 'assent', at, edition: { revision } })),
]);

/** What the words of 18.2 and 0.3 say of acts in their order: the newest edition accepted by asOf; `undefined` where none was. */
const expected = (told: readonly Act[], asOf: number): Edition | undefined => {
  const inEffect = (instant: number): readonly Edition[] =>
    editions.filter(({ effectiveFrom }) => effectiveFrom <= instant);
  const accepts = (before: readonly Act[], { kind, at, edition: named }: Act, edition: Edition): boolean => {
    // Express acceptance holds from when the edition takes effect, also where it came before.
    if (kind === 'assent') return named?.revision === edition.identity.revision;
    if (at > edition.effectiveFrom) return true;
    // At the very instant only a purchase, or what is done first, is under what is then in effect.
    const isFirst = before.every((act) => act.kind === 'assent');
    return inEffect(at).at(-1) === edition && (kind === 'purchase' || isFirst);
  };
  const happened = told.filter(({ at }) => at <= asOf).sort((a, b) => a.at - b.at);
  return inEffect(asOf).findLast((edition) =>
    happened.some((act, place) => accepts(happened.slice(0, place), act, edition)),
  );
};

const nameOf = (edition: Edition | undefined): string => edition?.identity.revision ?? 'none';

const governs = (rule: Governing, told: readonly Act[], asOf: number): string => {
  const happened = told.filter(({ at }) => at <= asOf);
  const choice = governingEdition(rule, editions, happened, asOf);
  return choice.code === 'governs' ? nameOf(choice.edition) : 'none';
};

const tell = (told: readonly Act[], asOf: number): string =>
  `${told.map(({ kind, at, edition }) => `${kind} ${edition?.revision ?? ''} ${new Date(at).toISOString()}`).join(', ')}; as of ${new Date(asOf).toISOString()}`;

describe('the edition that governs is the one that the acts of a timeline accepted', () => {
  it('for each act and each two acts, a millisecond around each of three changes', async () => {
    const { governing } = await loadRealEdition();
    assert.ok(governing !== null);
    const seen = new Map<string, number>();
    for (const first of acts)
      for (const second of [undefined, ...acts.filter(({ at }) => at >= first.at)]) {
        const told = second === undefined ? [first] : [first, second];
        // What is told in another order happened in the same.
        for (const asOf of instants.filter((instant) => instant >= first.at)) {
          const found = governs(governing, told, asOf);
          assert.equal(found, nameOf(expected(told, asOf)), tell(told, asOf));
          if (second === undefined || second.at > first.at)
            assert.equal(governs(governing, [...told].reverse(), asOf), found, tell(told, asOf));
          seen.set(found, (seen.get(found) ?? 0) + 1);
        }
      }
    assert.deepEqual([...seen.keys()].sort(), ['none', 'r0', 'r1', 'r2']);
  });

  it('which silence never changes, however long it lasts', async () => {
    const { governing } = await loadRealEdition();
    assert.ok(governing !== null);
    const bought: Act = { kind: 'purchase', at: Date.UTC(2026, 4, 1) };
    for (const asOf of [...instants.slice(3), Date.UTC(2036, 0, 1)])
      assert.equal(governs(governing, [bought], asOf), 'r0');
  });
});
