import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { isToldAs } from '../../../src/engine/alone/dmn/convert.js';
import { fromJson } from '../../../src/engine/alone/dmn/from-json.js';
import { NotSaid } from '../../../src/engine/alone/dmn/not-said.js';
import { evaluateAlone, type Alone } from '../../../src/engine/alone/evaluate-alone.js';

/**
 * What DMN 1.5 says of expressions, written from its chapter 10 function by function: `expression => value as JSON`, under the chapter that stands
 * after `# `. Points and lengths of time and ranges are texts.
 */
interface Chapter {
  readonly title: string;
  readonly rows: readonly { readonly expression: string; readonly value: unknown; readonly told: Alone }[];
}

const folder = new URL('dmn/', import.meta.url);

const chaptersOf = (text: string): readonly Chapter[] =>
  text
    .split(/^# /m)
    .slice(1)
    .map((chapter) => {
      const [title = '', ...lines] = chapter.trimEnd().split('\n');
      return { title, rows: lines.map(rowOf) };
    });

const rowOf = (written: string): Chapter['rows'][number] => {
  const at = written.lastIndexOf(' => ');
  assert.notEqual(at, -1, `\`${written}\` has no value`);
  const expression = written.slice(0, at);
  return { expression, value: JSON.parse(written.slice(at + 4)) as unknown, told: evaluateAlone(expression) };
};

const texts = await Promise.all(
  (await readdir(folder)).sort().map((file) => readFile(new URL(file, folder), 'utf8')),
);
const chapters = texts.flatMap(chaptersOf);

/** A text that may be a point or length of time is compared as one: an edition tells instants in UTC. */
const asRead = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(asRead);
  if (typeof json === 'object' && json !== null)
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, asRead(value)]));
  return typeof json === 'string' && fromJson(`@"${json}"`).kind !== 'null' ? `@"${json}"` : json;
};

const isSame = (one: unknown, other: unknown): boolean => {
  try {
    return isToldAs(fromJson(asRead(one)), fromJson(asRead(other)));
  } catch (error) {
    if (error instanceof NotSaid) return false; // one has an offset, the other none
    throw error;
  }
};

describe('An expression has the value that DMN gives it, and what an edition computes instead stands beside it', () => {
  for (const { title, rows } of chapters)
    test(title, () => {
      const wrong = rows
        .map(({ expression, value, told }) => ({
          expression,
          value,
          is: told.value,
        }))
        .filter(({ value, is }) => is !== undefined && !isSame(is, value));
      assert.deepEqual(wrong, []);
    });

  test('a wrong value is noticed', () => {
    assert.equal(isSame('10:00:00', '10:00:01'), false);
    assert.equal(isSame('2018-12-10T10:30:00Z', '2018-12-10T10:30:00'), false);
    assert.equal(isSame([1, null], [1]), false);
  });
});

test('What JSON has no number for is not said, rather than told as nothing', () => {
  assert.deepEqual(
    ['10 ** -6143', '10 ** 400', '1e-300 = 10 ** -300'].map((expression) => {
      const told = evaluateAlone(expression);
      return told.notSaid ?? told.value;
    }),
    ['a number nearer to 0 than those of JSON', 'a number beyond those of JSON', true],
  );
});

test('Of so many expressions a value is told, an edition accepts so many, and computes so many otherwise than DMN', async () => {
  const counted = chapters.map(({ title, rows }) =>
    [
      title,
      rows.length,
      rows.filter(({ told }) => 'value' in told).length,
      rows.filter(({ told }) => told.accepted).length,
      rows.filter(({ told }) => 'edition' in told).length,
    ].join(' | '),
  );
  const file = new URL('dmn-counts.txt', import.meta.url);
  assert.deepEqual(counted, (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1));
});
