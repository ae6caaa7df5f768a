import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { factSchema } from '../../../src/edition/model/fact-schema.js';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { libraryFiles } from '../library.js';

const { edition } = loadEdition(libraryFiles);
assert.ok(edition !== undefined);

const errorsOf = (decision: string, facts: unknown): readonly string[] => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { 'date-time': true } });
  const validate = ajv.compile(factSchema(edition, decision));
  validate(facts);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};

const price = { minor: 2500, currency: 'EUR' };
const loan = { handedOutAt: '2025-04-01T10:00:00Z' };

describe('The schema of a decision’s facts', () => {
  test('requires what the decision reads and has no default', () => {
    assert.deepEqual(errorsOf('fee', {}), [
      " must have required property 'copy'",
      " must have required property 'loan'",
    ]);
    assert.deepEqual(errorsOf('fee', { copy: {}, loan }), ["/copy must have required property 'price'"]);
    assert.deepEqual(errorsOf('fee', { copy: { price }, loan }), []);
  });

  test('requires of a fact that may be left out what is read of it, where it is given', () => {
    assert.deepEqual(errorsOf('fee', { copy: { price }, loan, law: {} }), [
      "/law must have required property 'forbids'",
    ]);
  });

  test('accepts any fact of the vocabulary, also what the decision does not read', () => {
    const member = { card: 'valid', name: 'Ann' };
    assert.deepEqual(errorsOf('fee', { copy: { price, barcode: '12345678' }, loan, member }), []);
    assert.deepEqual(errorsOf('loan', { copy: { price }, member, loan: {} }), []);
  });

  test('refuses names outside the vocabulary at every level', () => {
    const facts = { copy: { price, colour: 'red' }, loan, hardship: [{ kind: 'other', why: 'x' }], wish: 1 };
    assert.deepEqual(errorsOf('fee', facts), [
      ' must NOT have additional properties',
      '/copy must NOT have additional properties',
      '/hardship/0 must NOT have additional properties',
    ]);
  });

  test('accepts null only where the default is null', () => {
    const returned = { ...loan, returnedAt: null };
    assert.deepEqual(errorsOf('fee', { copy: { price }, loan: returned }), []);
    assert.deepEqual(errorsOf('fee', { copy: { price }, loan: { handedOutAt: null } }), [
      '/loan/handedOutAt must be string',
    ]);
  });

  test('knows values, limits, patterns and money', () => {
    const facts = {
      copy: { price: { minor: -1, currency: 'euro' }, barcode: '1' },
      member: { card: 'gold', lateItems: -1 },
    };
    assert.deepEqual(
      errorsOf('loan', facts).map((error) => error.split(' ')[0]),
      ['/member/card', '/member/lateItems', '/copy/price/minor', '/copy/price/currency', '/copy/barcode'],
    );
  });

  test('is none for a decision that the edition does not have', () => {
    assert.throws(() => factSchema(edition, 'refund'), RangeError);
  });
});
