import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decisionSource, makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { hostileTexts } from '../../support/arbitrary-expressions.js';
import { hostileFiles } from './support/hostile-edition.js';
import { loadReviewed } from './support/load-reviewed.js';
import { assertSame } from './support/same-decision.js';

const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '`',
        '\\',
        '${',
        '}',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '*/',
        '//',
        '<!--',
        ';',
        'x',
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 5, unit: 'binary' }).filter((text) => !/[{}\ud800-\udfff]/u.test(text)),
);

/** Generated source without its texts and comments. */
const skeletonOf = (text: string): string => {
  const source = decisionSource(loadReviewed(hostileFiles(text)), 'outcome');
  assert.doesNotMatch(source, /[\r\u2028\u2029\0\ufeff]/);
  return source.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\/.*/g, (_, literal) =>
    literal === undefined ? '' : '""',
  );
};

describe('names and values of an edition never become code', () => {
  test('whatever a text says, generated source differs in its texts and comments alone', () => {
    const harmless = skeletonOf('x');
    assert.doesNotMatch(harmless, /[`$@#]/);
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(/\S/.test(text));
        assert.equal(skeletonOf(text), harmless);
      }),
      { numRuns: 150 },
    );
  });

  test('the same decision is made as by the reference, and nothing else happens', async () => {
    const before = Object.getOwnPropertyNames(globalThis).sort();
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (text, given) => {
        fc.pre(/\S/.test(text));
        const edition = loadReviewed(hostileFiles(text));
        const [reference, compiled] = [makeReferenceEvaluator(edition), makeCompiledEvaluator(edition)];
        const asOf = Date.UTC(2026, 5, 1);
        for (const facts of [
          { constructor: text },
          { constructor: given, toString: 'plain', valueOf: {} },
          { constructor: given, valueOf: { constructor: text, hasOwnProperty: given } },
          { constructor: 'refused' },
          {},
        ])
          await assertSame(reference, compiled, { decision: 'outcome', facts, asOf });
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(Object.getOwnPropertyNames(globalThis).sort(), before);
  });

  test('facts named __proto__ are refused, and change nothing', async () => {
    const edition = loadReviewed(hostileFiles('x'));
    const compiled = makeCompiledEvaluator(edition);
    for (const json of [
      '{ "constructor": "x", "__proto__": { "valueOf": { "constructor": "y" } } }',
      '{ "constructor": "x", "valueOf": { "__proto__": { "hasOwnProperty": "y" } } }',
      '{ "__proto__": { "constructor": "x" } }',
    ]) {
      const facts = JSON.parse(json) as Record<string, unknown>; // JSON objects
      const question = { decision: 'outcome', facts, asOf: 0 };
      assert.equal(compiled.decide(question).code, 'invalid-facts');
      await assertSame(makeReferenceEvaluator(edition), compiled, question);
    }
  });
});
