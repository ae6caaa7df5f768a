import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { canonical, noDigest } from '../../src/language/canonical.js';
import { openFacts } from '../../src/audit/record/opening.js';
import { lineText, link, makeUnchained, seal, type StoredRecord } from '../../src/audit/record/record.js';
import { verifyLine, type Verified } from '../../src/audit/verify/verification.js';
import { countedBytes, makeEntry } from './support/entries.js';

/** A record as its line would stand in a log. */
const verifyRecord = (record: unknown, previous: string): Verified => verifyLine(canonical(record), previous);

const first = { sequence: 1, previous: noDigest };
const entry = makeEntry(1, { subject: 'anna@example.com' });
const record = seal(entry, first, countedBytes());

const copy = (): { body: Record<string, unknown>; hash: string; open: Record<string, unknown> } =>
  structuredClone({ body: { ...record.body }, hash: record.hash, open: { ...record.open } });

describe('a record', () => {
  it('is written as canonical JSON', () => {
    const linked = link(makeUnchained(entry, countedBytes()), first);
    const text = lineText(linked.line);
    assert.equal(text, canonical(JSON.parse(text)));
    assert.deepEqual(JSON.parse(text), linked.record);
    assert.equal(linked.line.toString(), `${text}\n`);
    assert.ok(linked.line.length < makeUnchained(entry, countedBytes()).bytes);
  });

  it('shows commitments in its body and personal values only beside it', () => {
    const body = canonical(record.body);
    assert.ok(!body.includes('anna@example.com') && !body.includes('neighbour'));
    assert.deepEqual(Object.keys(record.open).sort(), ['/facts/loan/note', '/subject']);
  });

  it('has another commitment each time for the same value', () => {
    const random = countedBytes();
    const [one, two] = [seal(entry, first, random), seal(entry, first, random)];
    assert.notDeepEqual(one.body.inputs.subject, two.body.inputs.subject);
  });

  it('opens to what was recorded, and says what is erased', () => {
    assert.deepEqual(openFacts(record), {
      facts: entry.inputs.facts,
      subject: 'anna@example.com',
      missing: [],
    });
    const erased: StoredRecord = { ...record, open: {} };
    const opened = openFacts(erased);
    assert.deepEqual(opened.missing, ['/facts/loan/note', '/subject']);
    assert.equal(opened.subject, undefined);
    assert.equal(verifyRecord(erased, noDigest).code, 'verified');
  });

  it('seals a fact that looks like a commitment, so that the two are never taken for each other', () => {
    const facts = { claim: { commitment: `sha256:${'1'.repeat(64)}` } };
    const sealed = seal(
      { ...entry, inputs: { ...entry.inputs, facts }, personal: [] },
      first,
      countedBytes(),
    );
    assert.deepEqual(openFacts(sealed).facts, facts);
    assert.deepEqual(openFacts({ ...sealed, open: {} }).missing, ['/facts/claim', '/subject']);
  });

  it('seals values under names with slashes and tildes', () => {
    const facts = { 'a/b': { '~c': ['x', 'y'] } };
    const personal = ['/facts/a~1b/~0c/1'];
    const sealed = seal({ ...entry, inputs: { ...entry.inputs, facts }, personal }, first, countedBytes());
    assert.equal(sealed.open['/facts/a~1b/~0c/1']?.value, 'y');
    assert.equal(verifyRecord(sealed, noDigest).code, 'verified');
    assert.deepEqual(openFacts(sealed).facts, facts);
  });

  it('is not made where a personal value is not where it is said to be', () => {
    assert.throws(
      () => seal({ ...entry, personal: ['/facts/loan/nota'] }, first, countedBytes()),
      RangeError,
    );
  });

  it('follows its JSON Schema', () => {
    const schema: unknown = JSON.parse(
      readFileSync(new URL('../../schemas/record.schema.json', import.meta.url), 'utf8'),
    );
    assert.ok(typeof schema === 'object' && schema !== null);
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
    assert.ok(validate(JSON.parse(canonical(record))), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...record, open: { '/subject': { salt: 'short', value: 'anna' } } }));
  });
});

describe('verifying a record', () => {
  it('finds a changed body', () => {
    const altered = copy();
    altered.body['decidedAt'] = '2031-01-01T00:00:00.000Z';
    assert.equal(verifyRecord(altered, noDigest).code, 'hash-mismatch');
  });

  it('finds that it does not follow the record before', () => {
    assert.equal(verifyRecord(record, record.hash).code, 'previous-mismatch');
  });

  it('finds a changed personal value, and one that nothing commits to', () => {
    const altered = copy();
    altered.open['/subject'] = { ...record.open['/subject'], value: 'ben' };
    assert.deepEqual(verifyRecord(altered, noDigest), { code: 'commitment-mismatch', pointer: '/subject' });
    const added = copy();
    added.open['/facts/days'] = record.open['/subject'];
    assert.equal(verifyRecord(added, noDigest).code, 'commitment-mismatch');
  });

  it('finds what is no record', () => {
    const others = [null, 1, [], {}, { ...record, more: 1 }, { ...record, hash: 'sha256:' }, copy().body];
    for (const other of others) assert.equal(verifyRecord(other, noDigest).code, 'malformed');
    assert.equal(verifyLine('{"body":', null).code, 'malformed');
    assert.equal(verifyLine(JSON.stringify(record, undefined, 1), null).code, 'not-canonical');
  });
});
