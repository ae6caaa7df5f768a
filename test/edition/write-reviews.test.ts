import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { parseContract } from '../../src/contract/parse-contract.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { reviewsFor, reviewStates } from '../../src/edition/read/write-reviews.js';
import { libraryFiles } from './library.js';

const review = { by: 'Ben', at: '2025-07-01T08:00:00Z' };

const withText = (find: string, put: string): Map<string, string> => {
  const files = new Map(libraryFiles);
  files.set('contract.txt', (files.get('contract.txt') ?? '').replace(find, put));
  return files;
};

describe('A review', () => {
  test('leaves alone what was reviewed', () => {
    const written: unknown = parse(reviewsFor(libraryFiles, review) ?? '');
    assert.deepEqual(written, parse(libraryFiles.get('reviews.yaml') ?? ''));
  });

  test('records everything that cites a clause, and the digest of its words', () => {
    const state = reviewStates(libraryFiles)?.find(({ clause }) => clause.id === '1.3');
    assert.deepEqual(state?.of, [
      'ledger',
      'definition lateDays',
      'definition fee',
      'definition zero',
      'parameter feePerDay',
      'reading R1',
      'fee/late',
    ]);
    assert.equal(state.present?.words, state.clause.digest);
  });

  test('of changed words names who reviewed them, and nobody else’s review changes', () => {
    const files = withText('in case of illness', 'because of illness');
    const states = reviewStates(files)?.filter(({ state }) => state !== 'reviewed');
    assert.deepEqual(
      states?.map(({ clause, state }) => [clause.id, state]),
      [['3.2', 'changed']],
    );
    files.set('reviews.yaml', reviewsFor(files, review) ?? '');
    const written = files.get('reviews.yaml') ?? '';
    assert.equal(written.split('by: "Ben"').length - 1, 1);
    assert.deepEqual(
      loadEdition(files).diagnostics.map(({ code }) => code),
      ['text-changed'],
    );
  });

  test('of some clauses leaves the others to be reviewed', () => {
    const files = withText('in case of illness', 'because of illness');
    files.set('reviews.yaml', reviewsFor(files, { ...review, clauses: ['3.1'] }) ?? '');
    assert.deepEqual(
      loadEdition(files).diagnostics.map(({ code }) => code),
      ['text-changed'],
    );
    const read = parseContract(files.get('contract.txt') ?? '');
    assert.ok(read.ok);
    const head = files.get('edition.yaml') ?? '';
    files.set('edition.yaml', head.replace(/sha256:[0-9a-f]{64}/, read.contract.digest));
    assert.ok(loadEdition(files).diagnostics.some(({ code }) => code === 'review-stale'));
  });

  test('of an edition without a text is none', () => {
    const files = new Map(libraryFiles);
    files.delete('contract.txt');
    assert.equal(reviewsFor(files, review), undefined);
  });
});
