import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDiagnostic } from '../../../src/edition/read/format-diagnostic.js';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { reviewsFor } from '../../../src/edition/read/write-reviews.js';
import { libraryFiles } from '../library.js';

const junk = [
  '',
  'null',
  '1',
  '[]',
  '{}',
  '{',
  '- ',
  '*a',
  '&a x',
  '!!str x',
  '.nan',
  '__proto__',
  'toString',
  '🙂',
];

test('an edition that is damaged at any place is told of, and never a defect', () => {
  const damage = fc.record({
    file: fc.constantFrom(...libraryFiles.keys()),
    at: fc.nat(),
    put: fc.constantFrom(...junk),
  });
  fc.assert(
    fc.property(damage, ({ file, at, put }) => {
      const text = libraryFiles.get(file) ?? '';
      const words = [...text.matchAll(/[^\s:,]+/g)];
      const word = words[at % words.length];
      if (word === undefined) return;
      const damaged = text.slice(0, word.index) + put + text.slice(word.index + word[0].length);
      const files = new Map([...libraryFiles, [file, damaged]]);
      const { edition, diagnostics } = loadEdition(files);
      const isWrong = diagnostics.some(({ severity }) => severity === 'error');
      assert.equal(edition === undefined, isWrong);
      for (const diagnostic of diagnostics) {
        assert.match(formatDiagnostic(diagnostic), /^[^:]+:[1-9]\d*:[1-9]\d* {2}(error|warning) /);
      }
      reviewsFor(files, { by: 'Ann', at: '2025-07-01T00:00:00Z' });
    }),
    { numRuns: 60 },
  );
});
