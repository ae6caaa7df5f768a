import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import type { BrokenExample } from './broken/example.js';

/**
 * The files of an edition after the change of an example. Citations are reviewed anew, so that nothing else is wrong, but where the review
 * itself is the example.
 */
export const patched = (
  files: ReadonlyMap<string, string>,
  { code, file, find, put }: Pick<BrokenExample, 'code' | 'file' | 'find' | 'put'>,
): ReadonlyMap<string, string> => {
  const changed = new Map(files);
  const text = files.get(file) ?? '';
  if (put === null) changed.delete(file);
  else if (find === undefined) changed.set(file, put);
  else if (text.includes(find))
    changed.set(
      file,
      text.replace(find, () => put),
    );
  else throw new Error(`${file} has no ${find}`);
  if (file !== 'reviews.yaml' && !code.startsWith('review-')) {
    const reviews = reviewsFor(changed, { by: 'A Librarian', at: '2025-02-20T09:00:00Z' });
    if (reviews !== undefined) changed.set('reviews.yaml', reviews);
  }
  return changed;
};
