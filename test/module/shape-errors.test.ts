import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { vocabularySchema } from '../../src/edition/model/fact-schema.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeFactCheck } from '../../src/engine/facts/fact-check.js';
import { toFactError, type ShapeError } from '../../src/engine/facts/fact-error.js';
import { requireKnown, shapeErrors } from '../../src/module/shape-errors.js';
import { isRecord } from '../../src/language/values.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { arbitraryDecision, arbitraryEditionFiles, loadArbitrary } from '../support/arbitrary-editions.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';

const seed = 7;

/** What is compared of an error. */
const seen = (error: ShapeError): object => ({
  keyword: error.keyword,
  at: error.instancePath,
  params: error.params,
  told: toFactError(error),
});

/** Values that are none of most types, or only just. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 53, NaN, Infinity, '', 'never', '2026-01-01', [], {}),
  fc.constantFrom(
    '2026-01-01T00:00:00Z',
    'P1D',
    '14:30',
    '19 %',
    'P1Y',
    'x'.repeat(10_001),
    '😀'.repeat(10_000),
  ),
  fc.array(fc.constantFrom<unknown>(null, 1, 'a', {}), { maxLength: 4 }),
  fc.dictionary(
    fc.constantFrom('minor', 'currency', 'a/b~', 'constructor'),
    fc.constantFrom<unknown>(1, 'EUR', null),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Puts a strange value somewhere, or a strange name, or takes something away. @param ways how to go down, one number a level */
const broken = (value: unknown, ways: readonly number[], by: unknown): unknown => {
  const [way = 0, ...rest] = ways;
  if (Array.isArray(value) && value.length > 0 && way % 3 !== 0)
    return value.map((item: unknown, nth) => (nth === way % value.length ? broken(item, rest, by) : item));
  if (!isRecord(value) || Object.keys(value).length === 0 || way % 7 === 0) return by;
  if (way % 11 === 0) return { ...value, strange: by };
  const names = Object.keys(value);
  const name = names[way % names.length] ?? '';
  if (way % 13 === 0) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  return { ...value, [name]: broken(value[name], rest, by) };
};

/** Holds the errors of facts to those of ajv, of facts that are broken at up to four places; says which keywords were met. */
const compare = (edition: Edition, decision: string, cases: number): ReadonlySet<string> => {
  const schema = vocabularySchema(edition);
  requireKnown(schema);
  const ajv = makeFactCheck(schema, 'whole');
  const ruleSet = edition.decisions.get(decision);
  assert.ok(ruleSet !== undefined);
  const met = new Set<string>();
  const breaks = fc.array(
    fc.tuple(fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 5 }), strange),
    {
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(arbitraryQuestion(edition, ruleSet), breaks, ({ facts }, places) => {
      const wrong = places.reduce<unknown>((all, [ways, by]) => {
        const next = broken(all, ways, by);
        return isRecord(next) ? next : all;
      }, facts);
      const wanted = ajv(wrong) ? [] : (ajv.errors ?? []);
      const found = shapeErrors(schema, wrong);
      assert.deepEqual(found.map(seen), wanted.map(seen));
      for (const { keyword } of found) met.add(keyword);
    }),
    { numRuns: cases, seed },
  );
  return met;
};

describe('the shape of facts without ajv', () => {
  it('has the errors that ajv finds, in their order, of the real vocabulary', async () => {
    const met = compare(await loadRealEdition(), 'refund', 600);
    for (const keyword of [
      'type',
      'enum',
      'required',
      'additionalProperties',
      'minimum',
      'pattern',
      'format',
    ])
      assert.ok(met.has(keyword), `No case had an error of ${keyword}`);
  });

  it('has them of random vocabularies', () => {
    const met = new Set<string>();
    for (const files of fc.sample(arbitraryEditionFiles(), { numRuns: 25, seed })) {
      const edition = loadArbitrary(files);
      if (edition?.decisions.has(arbitraryDecision) === true)
        for (const keyword of compare(edition, arbitraryDecision, 25)) met.add(keyword);
    }
    for (const keyword of ['type', 'format', 'required', 'additionalProperties'])
      assert.ok(met.has(keyword), `No case had an error of ${keyword}`);
  });

  it('is not looked at for a keyword that it does not know', () => {
    assert.throws(() => {
      requireKnown({ type: 'object', properties: { boat: { type: 'array', uniqueItems: true } as object } });
    }, /uniqueItems/);
  });
});
