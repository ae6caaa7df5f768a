import { reviewsFor } from '../../../../src/edition/read/write-reviews.js';
import type { Edition } from '../../../../src/edition/model/edition.js';
import { loadEdition } from '../../../../src/edition/build/load-edition.js';

/** Loads an edition as if everything in it had just been reviewed; throws with everything that is wrong. */
export const loadReviewed = (files: ReadonlyMap<string, string>): Edition => {
  const review = { by: 'Test', at: '2026-01-01T00:00:00Z' };
  const reviews = reviewsFor(new Map([...files, ['reviews.yaml', 'reviews: []\n']]), review);
  const { edition, diagnostics } = loadEdition(new Map([...files, ['reviews.yaml', reviews ?? '']]));
  if (edition === undefined) {
    const wrong = diagnostics.filter(({ severity }) => severity === 'error');
    throw new Error(wrong.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
  }
  return edition;
};
