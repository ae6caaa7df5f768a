import type { RegistryEntry } from '../../edition/model/registry.js';
import type { ChainHead, Checkpoint } from '../chain/checkpoint.js';
import type { DecisionLog, Release } from './decision-log.js';
import type { StoredLine } from './lines.js';

/** An end of a chain that somebody vouches for. */
export interface KnownEnd extends ChainHead {
  /** Who says so, for a person: `the checkpoint of 2030-03-01T09:00:00.000Z`. */
  readonly by: string;
}

/** A decision log as it is stored, to be read and not trusted: an auditor's view, which also opens what is broken. */
export interface LogSource {
  /** Every line as it is stored, not verified; each chain in the order in which the store keeps it. */
  readonly lines: () => AsyncIterable<StoredLine>;
  /** The ends that the store's own bookkeeping tells; records may have come since. */
  readonly ends: () => Promise<readonly KnownEnd[]>;
  /** Oldest first. */
  readonly checkpoints: () => Promise<readonly Checkpoint[]>;
  /** Nodes of the tree over the records as they are kept; left out where none are known of. */
  readonly nodesFrom?: DecisionLog['nodesFrom'];
  /** The names of those that can't be read. */
  readonly unreadCheckpoints: () => Promise<readonly string[]>;
  /** The entries of the registry of releases beside it, not verified; left out where none is known of. Rejects with `RegistryUnreadableError`. */
  readonly registry?: () => Promise<readonly RegistryEntry[]>;
  /** As it is stored: whether its content has that digest is for the reader to see. */
  readonly release: (digest: string) => Promise<Release | undefined>;
  /** What is wrong with the file or its indexes, as the store itself checks them; left out where it has no such check. */
  readonly damage?: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** The source that an open log is. */
export const sourceOf = (
  log: Pick<
    DecisionLog,
    'lines' | 'heads' | 'checkpoints' | 'unreadCheckpoints' | 'nodesFrom' | 'release' | 'close'
  >,
  registry?: LogSource['registry'],
): LogSource => ({
  ...(registry === undefined ? {} : { registry }),
  lines: log.lines,
  ends: async () => (await log.heads()).map((head) => ({ ...head, by: 'the store' })),
  checkpoints: log.checkpoints,
  unreadCheckpoints: log.unreadCheckpoints,
  nodesFrom: log.nodesFrom,
  release: log.release,
  close: log.close,
});
