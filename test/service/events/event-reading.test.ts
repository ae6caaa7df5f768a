import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noDigest } from '../../../src/language/canonical.js';
import { link, lineText, makeUnchained } from '../../../src/audit/record/record.js';
import type { PlacedLine } from '../../../src/audit/store/lines.js';
import {
  afterLine,
  beginning,
  cursorText,
  distance,
  endOf,
  isWithin,
  readCursor,
  type EventCursor,
} from '../../../src/service/events/event-cursor.js';
import { makeEventReading, type Happening } from '../../../src/service/events/event-reading.js';
import type { RegistryEntry } from '../../../src/edition/model/registry.js';
import { makeEntry, start } from '../../audit/support/entries.js';

/** A log with several chains, as several writers leave it: of each the times of its lines, in minutes. */
const logOf = (chains: Readonly<Record<string, readonly number[]>>) => {
  const lines = new Map(
    Object.entries(chains).map(([name, minutes]) => [
      name,
      minutes.map((minute, nth): PlacedLine => {
        const id = `${name}-${nth + 1}`;
        const entry = makeEntry(minute, { id });
        const line = link(makeUnchained(entry, randomBytes, name), { sequence: nth + 1, previous: noDigest });
        const indexed = { id, at: entry.decidedAt, kind: null, subject: null, terms: [], salt: '' };
        return { sequence: nth + 1, text: lineText(line.line), indexed };
      }),
    ]),
  );
  const names = [...lines.keys()];
  const altered: string[] = [];
  return {
    lines,
    altered,
    log: {
      ends: () =>
        Promise.resolve(
          names.map((name, nth) => ({ number: nth + 1, name, last: lines.get(name)?.length ?? 0 })),
        ),
      linesAfter: (chain: number, after: number, last: number, most: number) =>
        Promise.resolve((lines.get(names[chain - 1] ?? '') ?? []).slice(after, Math.min(last, after + most))),
      foundAltered: (at: string) => {
        altered.push(at);
      },
    },
  };
};

const entryAt = (minute: number): RegistryEntry => ({
  ...{ format: 1, kind: 'published', document: 'd', revision: 'r', digest: noDigest, effectiveFrom: 'x' },
  at: new Date(start + minute * 60_000).toISOString(),
  ...{ author: 'a', reviewers: [], reason: 'r', previous: noDigest, key: noDigest, signature: 's' },
});

const nameOf = (happening: Happening): string =>
  happening.kind === 'entry' ? `entry-${happening.place}` : `${happening.chain}-${happening.sequence}`;

/** All that is read from a cursor on, by portions. */
const readAll = async (
  reading: ReturnType<typeof makeEventReading>,
  most: number,
  from: EventCursor = beginning,
): Promise<readonly { readonly name: string; readonly cursor: EventCursor }[]> => {
  const read: { name: string; cursor: EventCursor }[] = [];
  for (let cursor = from; ;) {
    const portion = await reading.after(cursor, most);
    read.push(...portion.happened.map((one) => ({ name: nameOf(one.happening), cursor: one.cursor })));
    cursor = portion.cursor;
    if (portion.isEnd) return read;
  }
};

const byChain = (read: readonly { readonly name: string }[]): readonly string[] =>
  read
    .map(({ name }, nth) => ({ name, chain: name.replace(/-\d+$/, ''), nth }))
    .sort((one, other) =>
      one.chain === other.chain ? one.nth - other.nth : one.chain < other.chain ? -1 : 1,
    )
    .map(({ name }) => name);

describe('what happened, read from where it is durable', () => {
  it('comes by time over several chains and the registry, however little is read at once', async () => {
    const { log } = logOf({ a: [1, 4, 5], b: [2, 3, 6] });
    const reading = makeEventReading({ log, entries: () => [entryAt(0), entryAt(4.5)] });
    const wanted = ['entry-1', 'a-1', 'b-1', 'b-2', 'a-2', 'entry-2', 'a-3', 'b-3'];
    for (const most of [1, 2, 50])
      assert.deepEqual(
        (await readAll(reading, most)).map(({ name }) => name),
        wanted,
        String(most),
      );
  });

  it('tells a line behind the ones before it in its chain, also where their times are later', async () => {
    // Line 2 of `a` was decided before line 1 of `b`, and stands behind one that was decided later.
    const { log } = logOf({ a: [9, 1], b: [3] });
    const read = await readAll(makeEventReading({ log, entries: () => [] }), 10);
    assert.deepEqual(
      read.map(({ name }) => name),
      ['a-1', 'a-2', 'b-1'],
    );
  });

  it('goes on from any cursor with just what was not read, in the order of each chain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('', 'a', 'b-c', 'd_e'), fc.array(fc.nat(20), { maxLength: 6 })),
        fc.nat(4),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(100),
        async (chains, entries, most, at) => {
          const { log } = logOf(chains);
          const all = Array.from({ length: entries }, (_, nth) => entryAt(nth * 5));
          const reading = makeEventReading({ log, entries: () => all });
          const read = await readAll(reading, most);
          const names = read.map(({ name }) => name);
          assert.equal(new Set(names).size, Object.values(chains).flat().length + entries);
          const [before, after] = [read.slice(0, at % (read.length + 1)), read.slice(at % (read.length + 1))];
          const cursor = readCursor(cursorText(before.at(-1)?.cursor ?? beginning));
          assert.ok(cursor !== undefined);
          assert.equal(distance(cursor, await reading.end()), after.length);
          // Where chains meet, the order may be another.
          assert.deepEqual(byChain(await readAll(reading, most, cursor)), byChain(after));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never tells a line that was altered, names it, and goes on behind it', async () => {
    const { log, lines, altered } = logOf({ '': [1, 2, 3] });
    const [, second] = lines.get('') ?? [];
    assert.ok(second !== undefined);
    (lines.get('') as PlacedLine[])[1] = { ...second, text: second.text.replace('"minor":2', '"minor":3') };
    const reading = makeEventReading({ log, entries: () => [] });
    assert.deepEqual(
      (await readAll(reading, 1)).map(({ name }) => name),
      ['-1', '-3'],
    );
    assert.deepEqual([...new Set(altered)], ['line 2']);
    assert.equal(await reading.at({ kind: 'line', chain: '', sequence: 2 }), undefined);
    assert.equal((await reading.at({ kind: 'line', chain: '', sequence: 3 }))?.kind, 'line');
    assert.equal(await reading.at({ kind: 'line', chain: 'none', sequence: 1 }), undefined);
    assert.equal(await reading.at({ kind: 'entry', place: 1 }), undefined);
  });
});

describe('a cursor', () => {
  it('is refused where it is none, names a chain twice, or points beyond what there is', () => {
    for (const text of ['', 'r', 'r1.', 'x', 'r1.2_a.3_a', 'r1.2.3', '1.2', 'r1.2_a b', 'r-1', 'r1\n'])
      assert.equal(readCursor(text), undefined, text);
    const end = endOf(
      [
        { number: 1, name: 'a', last: 5 },
        { number: 2, name: 'b', last: 0 },
      ],
      2,
    );
    assert.equal(cursorText(end), 'r2.5_a');
    for (const [text, within] of [
      ['r2.5_a', true],
      ['beginning', true],
      ['r3.5_a', false],
      ['r2.6_a', false],
      ['r2.1_b', false],
      ['r2.1_other', false],
    ] as const) {
      const cursor = readCursor(text);
      assert.ok(cursor !== undefined, text);
      assert.equal(isWithin(cursor, end), within, text);
    }
    assert.equal(cursorText(afterLine(end, 'b', 1)), 'r2.5_a.1_b');
  });
});
