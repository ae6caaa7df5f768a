import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDiagnostic } from '../../../src/edition/read/format-diagnostic.js';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { libraryFiles } from '../library.js';
import { patched } from '../patch.js';

const told = (file: string, find: string, put: string): string => {
  const files = patched(libraryFiles, { code: 'unknown-key', file, find, put });
  return loadEdition(files, { folder: 'rules/library' }).diagnostics.map(formatDiagnostic).join('\n');
};

test('a diagnostic says where, what, which clause, and what to do', () => {
  assert.equal(
    told('fee.yaml', "clauses: ['3.2']", "clauses: ['3.1']"),
    [
      'rules/library/ledger.yaml:12:53  error  clause-uncited',
      '  Rules of `fee` should decide clause 3.2, and none cites it.',
      "  12 |   - { clause: '3.2', disposition: rule, decisions: [fee] }",
      '     |                                                     ^^^',
      '  3.2 “The Library may waive the Fee in case of illness or other hardship.”',
      '  → Write the rule, or cite the clause in fee.yaml, or in a row of a table that it reads, where it is carried out.',
    ].join('\n'),
  );
});

test('a value over several lines is underlined to the end of its first', () => {
  assert.match(
    told('definitions.yaml', "- term: zero\n    clauses: ['1.3']\n", '- term: zero\n'),
    / {2}20 \| {3}- term: zero\n {5}\| {5}\^{10}\n/,
  );
});
