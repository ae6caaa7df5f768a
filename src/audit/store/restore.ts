import type { Checkpoint } from '../chain/checkpoint.js';
import type { Release } from './decision-log.js';

/** What a log is made of, as it moves from one store to another. */
export type RestoreItem =
  | { readonly kind: 'release'; readonly release: Release }
  /** A record's line as it was stored. */
  | { readonly kind: 'record'; readonly line: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

/**
 * Fills an empty store: a release comes before the first record that cites it, the records of a chain in their order, and lines are kept
 * as they are. The items are verified while they are read: where reading throws, nothing is kept. Rejects with `StoreNotEmptyError`.
 */
export type Restore = (items: AsyncIterable<RestoreItem>) => Promise<void>;

/** A log can be restored only where there is none yet. */
export class StoreNotEmptyError extends Error {
  override readonly name = 'StoreNotEmptyError';
  /** The directory or database. */
  readonly store: string;

  constructor(store: string) {
    super(`\`${store}\` is not empty: a log is imported into an empty store.`);
    this.store = store;
  }
}
