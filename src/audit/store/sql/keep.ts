import { canonical, type Digest } from '../../../language/canonical.js';
import type { Checkpoint } from '../../chain/checkpoint.js';
import type { Release } from '../decision-log.js';
import { rows, type Steps } from './statement.js';

/** The releases whose content a store is known to keep. One is never changed or taken away: what was seen once is there. */
export class Releases {
  readonly #known = new Set<Digest>();

  *has(digest: Digest): Steps<boolean> {
    if (this.#known.has(digest)) return true;
    const found = yield* rows('SELECT 1 FROM release WHERE digest = ?', digest);
    if (found.length > 0) this.#known.add(digest);
    return found.length > 0;
  }

  *keep({ identity: { digest, document, revision }, files }: Release): Steps<void> {
    if (yield* this.has(digest)) return;
    yield* rows(
      'INSERT INTO release (digest, document, revision, files) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      digest,
      document,
      revision,
      JSON.stringify(Object.fromEntries(files)),
    );
  }
}

/** Keeps a checkpoint; throws where another follows the same one, as where two processes make one at the same moment. */
export function* keepCheckpoint(checkpoint: Checkpoint): Steps<void> {
  const { previous } = checkpoint;
  const text = canonical(checkpoint);
  yield* rows(
    'INSERT INTO checkpoint (previous, checkpoint) VALUES (?, ?) ON CONFLICT DO NOTHING',
    previous,
    text,
  );
  // A statement may have run twice where a connection was lost: then the one that is there is this one.
  const [row] = yield* rows('SELECT checkpoint FROM checkpoint WHERE previous = ?', previous);
  if (row?.[0] !== text) throw new Error('Another checkpoint follows the same one.');
}
