import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceExcerpt } from '../../../src/service/book/source-excerpt.js';
import { libraryEdition } from '../library-edition.js';

const yaml = `rules:
  # first
  - id: one
    when:
      all:

        - { fact: a }

  # second
  - id: two
    when: always
`;
const edition = { ...libraryEdition(), files: new Map([['loans.yaml', yaml]]) };
const textAt = (line: number): string => sourceExcerpt(edition, { file: 'loans.yaml', line, column: 5 }).text;

test('an item is told from its first line to its last, without what it is indented by', () => {
  assert.equal(textAt(3), `- id: one\n  when:\n    all:\n\n      - { fact: a }`);
  assert.equal(textAt(10), `- id: two\n  when: always`);
});

test('what is not there is an empty text', () => {
  assert.equal(textAt(99), '');
});
