import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readList, type ListBody } from '../../../src/service/http/request/read-list.js';
import { readJson } from '../../../src/service/http/request/read-json.js';
import { beginsList } from '../../../src/service/http/request/split-list.js';
import { makePace } from '../../../src/workers/pace.js';

const limits = { mostItems: 1000, itemBytes: 100_000 };
const read = (text: string, asked: Partial<typeof limits> = {}): Promise<ListBody> =>
  readList(Buffer.from(text), { ...limits, ...asked }, () => undefined);

describe('a list of requests', () => {
  it('is read item by item as JSON.parse reads it whole, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.json(), { maxLength: 5 }),
        fc.constantFrom('', ' ', '\n\t'),
        async (items, blank) => {
          const text = `${blank}[${items.map((item) => blank + item + blank).join(',')}${blank}]${blank}`;
          assert.ok(beginsList(Buffer.from(text)));
          const list = await read(text, { itemBytes: 1_000_000 });
          assert.ok(list.code === 'list');
          assert.deepEqual(
            list.items.map((item): unknown => JSON.parse(item.toString())),
            JSON.parse(text),
          );
        },
      ),
    );
  });

  it('is refused where it would be as a whole, at the same place', async () => {
    const seen = new Set<string>();
    const item = fc.oneof(
      fc.json({ noUnicodeString: false }),
      fc.constantFrom('{"a":1,"a":2}', '"\u{1f6a4}"', '"\\u{', '"é\\""', '\n1', '{"a":[1,]}'),
    );
    const changed = fc.tuple(
      fc.array(item, { maxLength: 4 }),
      fc.nat(),
      fc.constantFrom('', '', '"', '{', '}', ']', '[', ',', ':', '\\', '\n', 'x', '\u{1f6a4}'),
    );
    await fc.assert(
      fc.asyncProperty(changed, async ([items, at, put]) => {
        const whole = `[${items.join(',')}]`;
        const place = 1 + (at % whole.length);
        const text = whole.slice(0, place) + put + whole.slice(place);
        const [list, expected] = [await read(text), readJson(text)];
        seen.add(expected.code);
        if (expected.code === 'read') assert.equal(list.code, 'list', text);
        else assert.deepEqual(list, expected, text);
      }),
      { numRuns: 1500 },
    );
    assert.deepEqual([...seen].sort(), ['invalid-request', 'not-json', 'read']);
  });

  it('may be empty, begin with a mark of its bytes’ order, and is none where it is another value', async () => {
    assert.deepEqual(await read('[ ]'), { code: 'list', items: [] });
    assert.equal((await read('\ufeff\n[1]')).code, 'list');
    for (const text of ['', ' ', '{"a":[]}', '"["', '1']) assert.ok(!beginsList(Buffer.from(text)), text);
  });

  it('has so many items at most, and of one that is too long nothing is looked at', async () => {
    assert.equal((await read('[1,2]', { mostItems: 2 })).code, 'list');
    const more = await read('[1,2,3]', { mostItems: 2 });
    assert.ok(more.code === 'invalid-request');
    assert.deepEqual(more.errors, [
      { pointer: '', code: 'too-many', message: 'This may have at most 2 items, and has 3.' },
    ]);
    const long = await read('[{"a":1,"a":1},2]', { itemBytes: 12 });
    assert.deepEqual(long, { code: 'list', items: [Buffer.from('{"a":1,"a":1}'), Buffer.from('2')] });
  });

  it('gives way to others after so many bytes, cutting and reading', async () => {
    const turns: number[] = [];
    let [done, inOneGo] = [0, 0];
    const pace = makePace(1000, () => {
      turns.push(done);
      [done, inOneGo] = [0, Math.max(inOneGo, done)];
      return Promise.resolve();
    });
    const items = Array.from({ length: 1000 }, () => '"x"'.padEnd(200));
    const counted = (amount: number): Promise<void> | undefined => {
      const way = pace(amount);
      done += amount;
      return way;
    };
    await readList(Buffer.from(`[${items.join(',')}]`), limits, counted);
    assert.ok(turns.length >= 200, String(turns.length));
    assert.ok(inOneGo <= 64 * 1024, String(inOneGo));
  });
});
