import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import { libraryFiles } from './library.js';

/** The library's terms with other words at one place. */
const worded = (find: string, put: string) => {
  const before = libraryFiles.get('contract.txt') ?? '';
  assert.ok(before.includes(find));
  const text = before.replace(find, put);
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const edition = (libraryFiles.get('edition.yaml') ?? '').replace(/sha256:[0-9a-f]{64}/, digest);
  const files = new Map([...libraryFiles, ['contract.txt', text], ['edition.yaml', edition]]);
  files.set('reviews.yaml', reviewsFor(files, { by: 'A Librarian', at: '2025-02-20T09:00:00Z' }) ?? '');
  return { text, ...loadEdition(files) };
};

const [first = ''] = (libraryFiles.get('contract.txt') ?? '')
  .split('\n')
  .filter((line) => line.endsWith('.'));

test('words that name a part of the contract that is not there are told with their place', () => {
  const { edition, diagnostics, text } = worded(
    first,
    `${first.slice(0, -1)} under clause 9.9 or Section 1.`,
  );
  const line = text.split('\n').findIndex((words) => words.includes('clause 9.9')) + 1;
  assert.deepEqual(
    diagnostics.map(({ code, line: at, column, text: words }) => [code, at, column, words]),
    [['reference-nowhere', line, (text.split('\n')[line - 1] ?? '').indexOf('clause 9.9') + 1, 'clause 9.9']],
  );
  assert.ok(edition !== undefined, 'it is a warning');
});

test('words that name another text are not', () => {
  const { diagnostics } = worded(first, `${first.slice(0, -1)} under Section 99 of the Library Act.`);
  assert.deepEqual(diagnostics, []);
});
