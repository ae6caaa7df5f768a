import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noDigest } from '../../src/language/canonical.js';
import { inPortions, isCommitment, type Commitment } from '../../src/audit/record/sealing.js';
import type { KeptOpening } from '../../src/audit/record/personal-storage.js';
import { replaceAt, rewriteFields } from '../../src/audit/record/pointer.js';
import { type Pointer, valueAt } from '../../src/language/values.js';
import { lineText, link, makeUnchained, type Entry } from '../../src/audit/record/record.js';
import { byPackage } from './support/by-package.js';
import { countedBytes, makeEntry } from './support/entries.js';

/** The pointers to every value below a place, the place itself first. */
const placesIn = (value: unknown, pointer: Pointer): readonly Pointer[] => {
  if (typeof value !== 'object' || value === null) return [pointer];
  const inside = Object.entries(value).map(([step, each]) =>
    placesIn(each, `${pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return [pointer, ...inside.flat()];
};

const names = fc.constantFrom('note', 'a/b', '~c', '0', 'loan', 'commitment', 'é');
const lookalike = fc.constant({ commitment: `sha256:${'1'.repeat(64)}` });
const { fact } = fc.letrec((tie) => ({
  fact: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), { arbitrary: lookalike, weight: 1 }),
    fc.array(tie('fact'), { maxLength: 3 }),
    fc.dictionary(names, tie('fact'), { maxKeys: 4 }),
  ),
}));
const facts = fc.dictionary(names, fact, { maxKeys: 4 });
const digest = fc.constantFrom(`sha256:${'2'.repeat(64)}`, `sha256:${'3'.repeat(64)}`);
const text = fc.string({ unit: 'binary', maxLength: 6 });

/** An entry with some personal places, none inside another. */
const entries: fc.Arbitrary<Entry> = fc
  .record({
    facts,
    which: fc.array(fc.nat(), { maxLength: 3 }),
    subject: fc.option(text, { nil: undefined }),
    others: fc.option(fc.array(text, { maxLength: 2 }), { nil: undefined }),
    once: fc.option(fc.record({ key: digest, request: digest }), { nil: undefined }),
    asked: fc.option(fc.constantFrom({ request: 'r' }, { by: 'key:k', request: 'r' }), { nil: undefined }),
    metadata: fc.option(
      fc.dictionary(fc.constantFrom('order', 'a.b', 'constructor'), fc.constantFrom('A-17', 1.5, true)),
      { nil: undefined },
    ),
    standing: fc.array(text, { maxLength: 3 }),
    overridden: fc.array(fc.record({ rule: text, by: text }), { maxLength: 2 }),
    conflict: fc.option(fc.array(text, { maxLength: 2 }), { nil: null }),
    assumed: fc.array(fc.record({ fact: text, value: fc.constantFrom(null, 1, 'x', { b: 1, a: [2] }) }), {
      maxLength: 3,
    }),
    upTo: fc.constantFrom(undefined, { minor: 5, currency: 'EUR' }),
    offered: fc.boolean(),
    cites: fc.array(fc.constantFrom('6.1', '6.4(a)', '2'), { maxLength: 4 }),
  })
  .map((drawn) => {
    const places = placesIn(drawn.facts, '/facts').slice(1);
    const chosen = [...new Set(drawn.which.map((nth) => places[nth % places.length] ?? ''))];
    const personal = chosen.filter(
      (pointer) => pointer !== '' && !chosen.some((other) => pointer.startsWith(`${other}/`)),
    );
    const { inputs, decision, ...entry } = makeEntry(
      1,
      drawn.subject === undefined ? {} : { subject: drawn.subject },
    );
    const { standing, overridden, conflict, assumed, upTo } = drawn;
    const discretion = drawn.offered
      ? { decider: 'Kommo', choices: ['b', 'a'], recommended: 'b', ...(upTo && { upTo }), policy: 'p' }
      : null;
    return {
      ...entry,
      inputs: {
        ...inputs,
        facts: drawn.facts,
        ...(drawn.others && { with: drawn.others }),
        ...(drawn.metadata && { metadata: drawn.metadata, searchable: Object.keys(drawn.metadata) }),
      },
      decision: { ...decision, standing, overridden, conflict, assumed, discretion },
      cites: drawn.cites,
      // Sealed in the order of the facts, as `personalPointers` gives them.
      personal: places.filter((pointer) => personal.includes(pointer)),
      ...(drawn.once && { once: drawn.once }),
      ...(drawn.asked && { asked: drawn.asked }),
    };
  });

/** The record as its format says it, from data alone, with the salts that were drawn for it. */
const plainRecord = (
  entry: Entry,
  chain: string | undefined,
  salts: Readonly<Record<Pointer, KeptOpening>>,
) => {
  const { decision, asOf, subject, facts, edition, with: others, metadata, searchable } = entry.inputs;
  const open: Record<Pointer, KeptOpening> = {};
  const seal = (value: unknown, pointer: Pointer): Commitment => {
    const { salt = '' } = salts[pointer] ?? {};
    open[pointer] = { salt, value };
    const digest = createHash('sha256')
      .update(byPackage([salt, value]))
      .digest('hex');
    return { commitment: `sha256:${digest}` };
  };
  const body = {
    ...(chain === undefined ? {} : { chain }),
    format: 1,
    id: entry.id,
    decidedAt: new Date(entry.decidedAt).toISOString(),
    inputs: {
      decision,
      asOf: new Date(asOf).toISOString(),
      facts: rewriteFields(facts, '/facts', (value, pointer) =>
        entry.personal.includes(pointer) || isCommitment(value) ? { by: seal(value, pointer) } : undefined,
      ),
      edition,
      ...(subject === undefined ? {} : { subject: seal(subject, '/subject') }),
      ...(others === undefined ? {} : { with: others }),
      ...(searchable === undefined ? {} : { searchable }),
      ...(metadata && {
        metadata: Object.fromEntries(
          Object.entries(metadata).map(([key, value]) => [key, seal(value, `/metadata/${key}`)]),
        ),
      }),
    },
    decision: entry.decision,
    cites: [...new Set(entry.cites)],
    ...(entry.once === undefined ? {} : { once: entry.once }),
    ...(entry.asked === undefined ? {} : { asked: entry.asked }),
    ...at,
  };
  const hash = `sha256:${createHash('sha256').update(byPackage(body)).digest('hex')}`;
  return { body, hash, open };
};

const at = { previous: noDigest, sequence: 7 };

describe('the draft of a record', () => {
  it('becomes the line that the format says, whatever is personal in it', () => {
    const sealed = { personal: 0, lookalikes: 0 };
    fc.assert(
      fc.property(entries, fc.constantFrom(undefined, 'a'), (entry, chain) => {
        const draft = makeUnchained(entry, countedBytes(), chain);
        const { line, record } = link(draft, at);
        const plain = plainRecord(entry, chain, draft.open);
        assert.equal(line.toString(), `${byPackage(plain)}\n`);
        assert.deepEqual(JSON.parse(byPackage(record)), JSON.parse(lineText(line)));
        assert.ok(line.length <= draft.bytes);
        assert.equal(
          new Set(Object.values(draft.open).map(({ salt }) => salt)).size,
          Object.keys(draft.open).length,
        );
        sealed.personal += entry.personal.length;
        sealed.lookalikes += Object.keys(draft.open).length - entry.personal.length;
      }),
      { numRuns: 1000 },
    );
    assert.ok(sealed.personal > 200 && sealed.lookalikes > 50, JSON.stringify(sealed));
  });

  it('leaves the facts that were given as they are', () => {
    const entry = makeEntry(1);
    const before = JSON.stringify(entry.inputs.facts);
    makeUnchained(entry, countedBytes());
    assert.equal(JSON.stringify(entry.inputs.facts), before);
  });
});

describe('replacing one place of a value', () => {
  const value = { a: [{ b: 1 }, 2], 'c/d': { '~': 3 } };

  it('changes that place alone', () => {
    assert.deepEqual(replaceAt(value, '/a/0/b', 'x'), { ...value, a: [{ b: 'x' }, 2] });
    assert.deepEqual(replaceAt(value, '/c~1d/~0', 'x'), { ...value, 'c/d': { '~': 'x' } });
    assert.equal(valueAt(value, '/a/0/b'), 1);
  });

  it('is refused where there is no such place', () => {
    for (const pointer of ['/a/2', '/a/00', '/b', '/a/0/b/c', '/toString'])
      assert.throws(() => replaceAt(value, pointer, 'x'), RangeError);
  });
});

describe('random bytes in portions', () => {
  it('are the bytes of the source, none of them twice', () => {
    let next = 0;
    const source = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, () => (next += 1));
    const random = inPortions(source, 40);
    const drawn = Array.from({ length: 6 }, () => [...random(16)]).flat();
    assert.equal(new Set(drawn).size, 6 * 16);
    assert.equal(random(64).length, 64);
  });
});
