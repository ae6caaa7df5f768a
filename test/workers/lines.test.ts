import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cutChunks, readLines } from '../../src/workers/lines.js';
import { makeBodyBudget } from '../../src/service/http/request/body-budget.js';

/** The chunks of a stream that comes in these blocks. */
const cut = async (blocks: readonly string[], limitBytes = 100): Promise<readonly string[]> => {
  const found: string[] = [];
  const source = (async function* () {
    for (const block of blocks) {
      await Promise.resolve();
      yield Buffer.from(block);
    }
  })();
  for await (const { bytes } of cutChunks(source, limitBytes)) found.push(Buffer.from(bytes).toString());
  return found;
};

describe('A stream is cut into chunks', () => {
  test('of whole lines, one for each block that ends a line', async () => {
    assert.deepEqual(await cut(['a\nb\nc', 'd', 'e\n', 'f\n']), ['a\nb\n', 'cde\n', 'f\n']);
  });

  test('the last of which needs no line end', async () => {
    assert.deepEqual(await cut(['a\nb']), ['a\n', 'b']);
    assert.deepEqual(await cut([]), []);
    assert.deepEqual(await cut(['\n']), ['\n']);
  });

  test('that are the stream again when put together, however it came', async () => {
    const blocks = fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'é'), maxLength: 6 }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(blocks, async (given) => {
        const chunks = await cut(given, 1000);
        assert.equal(chunks.join(''), given.join(''));
        assert.ok(chunks.slice(0, -1).every((chunk) => chunk.endsWith('\n')));
      }),
    );
  });

  test('of a line longer than the limit only a beginning is kept, which is longer too', async () => {
    const long = Array.from({ length: 50 }, () => 'x'.repeat(10));
    const chunks = await cut([...long, 'x\nnext\n'], 20);
    assert.equal(chunks.length, 1);
    const [first = '', second] = (chunks[0] ?? '').split('\n');
    assert.ok(first.length > 20 && first.length < 60, String(first.length));
    assert.equal(second, 'next');
  });

  test('each of which says which line of the stream it begins with', async () => {
    const blocks = fc.array(fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 40 }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(blocks, async (given) => {
        const source = (async function* () {
          await Promise.resolve();
          for (const block of given) yield Buffer.from(block);
        })();
        let line = 1;
        // A line that is too long loses bytes, and no line end.
        for await (const { bytes, firstLine } of cutChunks(source, 5)) {
          assert.equal(firstLine, line);
          line += Buffer.from(bytes).toString().split('\n').length - 1;
        }
        const ends = given.join('').split('\n').length;
        assert.equal(line, ends);
      }),
    );
  });

  test('each of which says how much of the stream is read by its end', async () => {
    const source = (async function* () {
      await Promise.resolve();
      yield Buffer.from('ab\nc');
      yield Buffer.from('d\ne');
    })();
    const read: number[] = [];
    for await (const { readBytes } of cutChunks(source, 100)) read.push(readBytes);
    assert.deepEqual(read, [3, 6, 7]);
  });
});

describe('Lines that have not ended count in the memory that bodies may take', () => {
  /** The lines of a stream in these blocks, where so many bytes may be taken; what is left of them afterwards. */
  const read = async (blocks: readonly string[], mostBytes: number): Promise<readonly string[]> => {
    const budget = makeBodyBudget(mostBytes);
    const source = (async function* () {
      for (const block of blocks) {
        await Promise.resolve();
        yield Buffer.from(block);
      }
    })();
    const found: string[] = [];
    for await (const line of readLines(source, 100, budget))
      found.push(line.code === 'line' ? line.bytes.toString() : line.code);
    assert.ok(budget.take(mostBytes), 'all of it is given back');
    return found;
  };

  test('of one for which there is none nothing is kept, and the next are read as ever', async () => {
    assert.deepEqual(await read(['a\nbb', 'bb', 'b\nc\nd'], 4), ['a', 'bbbbb', 'c', 'd']);
    assert.deepEqual(await read(['a\nbb', 'bb', 'b\nc\nd'], 3), ['a', 'overloaded', 'c', 'd']);
    assert.deepEqual(await read(['aaaa', 'a\nb\n', 'c\n'], 3), ['overloaded', 'b', 'c']);
    assert.deepEqual(await read(['aaaa', 'aaaa'], 3), ['overloaded']);
  });

  test('and are given back where the sender goes away', async () => {
    const budget = makeBodyBudget(8);
    const source = (async function* () {
      yield Buffer.from('aaaa');
      await Promise.resolve();
      throw new Error('gone');
    })();
    await assert.rejects(async () => {
      for await (const line of readLines(source, 100, budget)) assert.fail(line.code);
    }, /gone/);
    assert.ok(budget.take(8));
  });
});
