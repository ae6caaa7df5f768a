import type { RegistryEntry } from '../../edition/model/registry.js';
import type { Digest } from '../../language/canonical.js';
import type { Release } from '../store/decision-log.js';

/** Where the registry of releases is kept, with the content of the releases that it names. */
export interface RegistryStore {
  /** Something else whenever the entries may be others; costs next to nothing to ask. */
  readonly version: () => Promise<string>;
  /** All entries, oldest first, as one moment has them. Rejects with {@link RegistryUnreadableError}. */
  readonly entries: () => Promise<readonly RegistryEntry[]>;
  /**
   * Adds an entry, the content of its release before it, durable both; `changed` where `previous` is not the last entry any more, and
   * nothing was added.
   */
  readonly add: (entry: RegistryEntry, release?: Release) => Promise<'added' | 'changed'>;
  /** The content of a release; `undefined` where it is not kept. */
  readonly release: (digest: Digest) => Promise<Release | undefined>;
  readonly close: () => Promise<void>;
}

/** The registry is there and can't be read. */
export class RegistryUnreadableError extends Error {
  override readonly name = 'RegistryUnreadableError';
}
