import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { isInstant } from '../../src/language/instants.js';
import { makeSchemaCheck, type SchemaError } from '../../src/language/schema-check.js';
import type { Schema } from '../../src/language/schema.js';
import { isRecord } from '../../src/language/values.js';
import { previewRequest, togetherRequest } from '../../src/wire/requests.js';

const digest = `sha256:${'0'.repeat(64)}`;
const at = '2026-08-15T12:00:00.000Z';
const opening = { salt: 'a'.repeat(22), value: 'anna' };
const records: readonly object[] = [
  {
    body: {
      ...{
        format: 1,
        sequence: 1,
        id: 'a',
        previous: digest,
        decidedAt: at,
        cites: ['6.1'],
        sealing: 'masked',
      },
      inputs: {
        ...{ decision: 'refund', asOf: at, facts: { a: 1 }, subject: { commitment: digest }, with: ['b'] },
        edition: { document: 'terms', revision: '1', digest },
        governing: { by: 'named', act: { kind: 'use', at }, clauses: [], readings: ['R1'], knownAt: at },
        invalid: [{ clause: '6.1', authority: 'A court' }],
      },
      decision: {
        ...{ decision: 'refund', outcome: 'due', effects: {}, standing: ['a'], values: {}, readings: [] },
        discretion: { decider: 'us', choices: ['a'], recommended: 'a', upTo: 1, policy: 'p' },
        ...{ overridden: [{ rule: 'a', by: 'b' }], assumed: [{ fact: 'a', value: null }], conflict: ['a'] },
        severed: { clause: '1', rules: [{ rule: 'a', clauses: [{ clause: '6', authority: 'c' }] }] },
      },
      once: { key: digest, request: digest },
    },
    hash: digest,
    open: { '/subject': opening, '/facts/a': opening, '/facts/b': { sealed: 'abc' } },
  },
  {
    body: {
      ...{ format: 1, sequence: 2, id: 'b', previous: digest, at, by: 'me' },
      event: {
        kind: 'erasure',
        reason: 'asked',
        records: [{ id: 'a', pointers: ['/subject'], sequence: 1 }],
      },
    },
    hash: digest,
    open: {},
  },
  { dropped: 'b', hash: digest, id: 'a', previous: digest, sequence: 1 },
];
const requests: readonly object[] = [
  {
    ...{ asOf: '2026-08-15T12:00:00+02:00', subject: 'anna', facts: { a: 1 }, readings: { R1: 'rejected' } },
    edition: { document: 'terms', revision: '1', digest, knownAt: at },
    acceptance: {
      acts: [
        { kind: 'assent', at, edition: { revision: '1' } },
        { kind: 'use', at },
      ],
    },
    invalid: [{ clause: '6.1', authority: 'A court' }],
  },
];

const recordSchema = JSON.parse(
  readFileSync(new URL('../../schemas/record.schema.json', import.meta.url), 'utf8'),
) as Schema;
const name = { type: 'string', minLength: 1, maxLength: 5 } as const;

/** JSON values of every type, some of which the schemas name. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 1, 1.5, -1, '', 'a', 'rejected', digest, at, opening),
  fc.constantFrom<unknown>(
    '2026-13-01T00:00:00.000Z',
    [],
    ['a', 'a'],
    ['a', 'b'],
    {},
    { sealed: 'a' },
    '👍👍👍👍👍',
  ),
  fc.string(),
);

/** A value with another one somewhere in it, or with a member more or less. */
const altered = (value: unknown, steps: readonly number[], other: unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value)) {
    const place = value.length === 0 ? 0 : step % value.length;
    return value.map((item: unknown, index) => (index === place ? altered(item, rest, other) : item));
  }
  const names = Object.keys(value);
  const chosen = names[step % (names.length + 1)];
  if (chosen === undefined) return { ...value, more: other };
  if (step % 7 === 0)
    return Object.fromEntries(Object.entries(value).filter(([member]) => member !== chosen));
  return { ...value, [chosen]: altered((value as Record<string, unknown>)[chosen], rest, other) };
};

const cases: readonly (readonly [string, Schema, readonly object[]])[] = [
  ['a line of the log', recordSchema, records],
  ['a request to preview', previewRequest({ type: 'object' }), requests],
  [
    'a request for several',
    togetherRequest(name),
    [{ decisions: ['one', 'two'], facts: {}, subject: 'anna' }],
  ],
];

describe('checking by a schema without ajv', () => {
  for (const [what, schema, samples] of cases)
    it(`accepts and refuses what ajv does: ${what}`, () => {
      const ajv = new Ajv2020({ strict: false, formats: { 'date-time': isInstant } });
      const validate = ajv.compile(schema as object);
      const check = makeSchemaCheck(schema);
      for (const sample of samples) assert.deepEqual(check(sample), []);
      const steps = fc.array(fc.nat(50), { maxLength: 6 });
      fc.assert(
        fc.property(fc.constantFrom(...samples), steps, anyValue, (sample, path, other) => {
          const value = altered(sample, path, other);
          assert.equal(check(value).length === 0, validate(value), JSON.stringify(value));
        }),
        { numRuns: 3000 },
      );
    });

  const errorsOf = (schema: Schema, value: unknown): readonly (readonly [string, SchemaError['code']])[] =>
    makeSchemaCheck(schema)(value).map(({ pointer, code }) => [pointer, code]);

  it('names each place that is wrong, with a code', () => {
    const value = {
      ...{ asOf: 'soon', subject: 'a'.repeat(513), facts: [], more: 1, edition: { 'a/b': 1 } },
      acceptance: { acts: [{ kind: 'nod' }] },
      readings: { R1: 'taken' },
    };
    assert.deepEqual(errorsOf(previewRequest({ type: 'object' }), value), [
      ['/asOf', 'wrong-type'],
      ['/subject', 'not-allowed'],
      ['/facts', 'wrong-type'],
      ['/more', 'unknown-member'],
      ['/edition/a~1b', 'unknown-member'],
      ['/acceptance/acts/0/kind', 'not-allowed'],
      ['/acceptance/acts/0/at', 'missing-member'],
      ['/readings/R1', 'not-allowed'],
    ]);
    const decisions = Array.from({ length: 21 }, (_, place) => String(place));
    assert.deepEqual(errorsOf(togetherRequest(name), { facts: {}, decisions }), [['/decisions', 'too-many']]);
    assert.deepEqual(errorsOf(togetherRequest(name), { facts: {}, decisions: ['a', 'b', 'a'] }), [
      ['/decisions/2', 'not-allowed'],
    ]);
  });

  it('tells 20 unknown members of an object at most, and 200 characters of a name', () => {
    const value = Object.fromEntries(
      Array.from({ length: 30 }, (_, place) => ['x'.repeat(300) + String(place), 1]),
    );
    const errors = makeSchemaCheck({ type: 'object', additionalProperties: false })(value);
    assert.equal(errors.length, 20);
    assert.ok(errors.every(({ pointer, message }) => pointer.length === 201 && message.length < 300));
  });

  it('takes no member for given that every object has, and none that is undefined', () => {
    const schema = {
      type: 'object',
      properties: { constructor: name, a: name },
      required: ['constructor'],
    } as const;
    assert.deepEqual(errorsOf(schema, { a: undefined }), [['/constructor', 'missing-member']]);
    const given: unknown = JSON.parse('{"facts":{},"__proto__":{}}');
    assert.ok(isRecord(given));
    assert.deepEqual(errorsOf(previewRequest({ type: 'object' }), given), [['/__proto__', 'unknown-member']]);
  });

  it('is not made of a keyword that it does not know', () => {
    const schema = JSON.parse('{"type":"object","minProperties":1}') as Schema;
    assert.throws(() => makeSchemaCheck(schema), /minProperties/);
  });
});
