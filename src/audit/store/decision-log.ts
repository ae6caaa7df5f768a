import type { EditionIdentity } from '../../edition/model/edition.js';
import type { Digest } from '../../language/canonical.js';
import type { ChainHead, Checkpoint } from '../chain/checkpoint.js';
import type { ChoiceEntry, StoredChoice } from '../record/choice.js';
import type { LogLine, Stub } from '../record/log-line.js';
import type { Entry, StoredRecord } from '../record/record.js';
import type { Hook } from './hook.js';
import type { Covered, TreeNode, Uncovered } from '../tree/covered.js';
import type { DropRequest, ErasureRequest, Removed } from '../removal/removal.js';
import type { Query, Page, TallyQuery, Tally } from './query.js';
import type { StoredLine, ChainExtent, PlacedLine, JoinedLines } from './lines.js';

/** Where a record came to stand. */
export interface Acknowledged {
  readonly id: string;
  /** Its chain; `null` in a store that has one. */
  readonly chain: string | null;
  readonly sequence: number;
  readonly hash: Digest;
}

/** Takes records: append only, in one chain, or in one for each writer of a store that has several. */
export interface Append {
  /**
   * Records a decision; resolves when the record is durable. The release that it cites must be kept before.
   * Rejects with `NotRecordedError`, and then the record is nowhere; with `KeyInUseError` where a record with its `once.key`
   * is there and still alive.
   */
  readonly append: (entry: Entry) => Promise<Acknowledged>;
  /** Records decisions that belong together, one after the other in the chain: all in one write, or none. Rejects as `append` does. */
  readonly appendTogether: (entries: readonly Entry[]) => Promise<readonly Acknowledged[]>;
  /**
   * The records that were made under a key (`once.key`), in their order; none where there is none, or its life is over. Rejects with
   * `NotRecordedError` where the store cannot tell now.
   */
  readonly once: (key: Digest) => Promise<readonly StoredRecord[]>;
  /**
   * Records what a person chose about a decision, behind what is recorded already; resolves when that is durable. Rejects with `ChoiceTakenError`
   * where a choice with this number is there, and as `append` does.
   */
  readonly choose: (choice: ChoiceEntry) => Promise<Acknowledged>;
}

/** Finds what is recorded. */
export interface Queries {
  readonly get: (id: string) => Promise<StoredRecord | undefined>;
  /** What was chosen about decisions, by their ids, the latest last; without those about which nothing was, or whose content is dropped. */
  readonly choices: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly StoredChoice[]>>;
  /** What stands in place of a record that lost its content. */
  readonly dropped: (id: string) => Promise<Stub | undefined>;
  /** Newest first; by `asOf` where that is asked for. A cursor stays good while records are added: they are newer than what it points at. */
  readonly search: (query: Query) => Promise<Page | { readonly code: 'bad-cursor' }>;
  /** Counts the records that a query means, by kind and by time; in no order. */
  readonly tally: (query: TallyQuery) => Promise<readonly Tally[]>;
  /** The neighbours of a record in its chain; `undefined` where there is no record of that id. */
  readonly around: (id: string) => Promise<Neighbours | undefined>;
  readonly release: (digest: Digest) => Promise<Release | undefined>;
  /** Every record as it is stored now, oldest first, up to the last one that was recorded when the reading began. */
  readonly lines: () => AsyncIterable<StoredLine>;
  /** How far each chain goes, as one moment has them: what was recorded before a line that is within them is within them too. */
  readonly ends: () => Promise<readonly ChainExtent[]>;
  /** Lines of a chain, by its number in this store, after one and up to another: as they are stored, not verified. */
  readonly linesAfter: (
    chain: number,
    after: number,
    last: number,
    most: number,
  ) => Promise<readonly PlacedLine[]>;
  /** The same as one text, which is sooner for many; `null` where there are none, and where numbers are missing between them. */
  readonly linesJoined: (
    chain: number,
    after: number,
    last: number,
    most: number,
  ) => Promise<JoinedLines | null>;
  /** The end of each chain as it is durable now; empty before the first record. */
  readonly heads: () => Promise<readonly ChainHead[]>;
  /** Oldest first, without those that can't be read. */
  readonly checkpoints: () => Promise<readonly Checkpoint[]>;
  /** The names of the checkpoints that can't be read, such as `checkpoint 3`. */
  readonly unreadCheckpoints: () => Promise<readonly string[]>;
  /** The next nodes of the tree over the records up to a head, to be kept; none where there are no more to make. */
  readonly nextNodes: (head: ChainHead) => Promise<readonly TreeNode[]>;
  /** The root of the tree over the records up to a head; `null` where the tree is not made so far. */
  readonly treeRoot: (head: ChainHead) => Promise<Digest | null>;
  /** Nodes of the tree over a chain as they are kept, at most so many, from a number of a level on. */
  readonly nodesFrom: (
    chain: string | null,
    level: number,
    from: number,
    most: number,
  ) => Promise<readonly TreeNode[]>;
  /**
   * A record, and how a checkpoint covers it; `null` where there is no such record, or its content was dropped.
   * @param thorough whether nodes of the tree that are not kept are made of the records, however long that takes
   */
  readonly covered: (
    id: string,
    thorough: boolean,
  ) => Promise<{ readonly record: StoredRecord; readonly cover: Covered | Uncovered } | null>;
  /** Whether a record could be taken now. */
  readonly health: () => Promise<Health>;
}

/** Keeps what records rest on, and removes what the law wants removed. */
export interface Keep {
  /** Keeps a release's content, once; resolves when it is durable. Rejects with `NotRecordedError`. */
  readonly keepRelease: (release: Release) => Promise<void>;
  /** Keeps a signed checkpoint; resolves when it is durable. */
  readonly keepCheckpoint: (checkpoint: Checkpoint) => Promise<void>;
  /** Keeps nodes of the tree over the records, once; resolves when they are durable. */
  readonly keepNodes: (nodes: readonly TreeNode[]) => Promise<void>;
  /**
   * Erases for good the personal values of all records that are known to be about a subject, and records that it did: the event is durable
   * before anything is gone, and what is cut short in between is finished at the next start. Rejects with `NotRecordedError`.
   */
  readonly erase: (request: ErasureRequest) => Promise<Removed>;
  /** Drops the content of all records decided before a time, and keeps the chain; as `erase` does. */
  readonly drop: (request: DropRequest) => Promise<Removed>;
}

/** A decision log: a store that takes, finds and keeps. */
export interface DecisionLog extends Append, Queries, Keep {
  /** Has a hook told of what happens from now on. */
  readonly hang: (hook: Hook) => void;
  /** Remembers, for `health`, that something which is kept is not what was recorded. @param what `line 17`, or `checkpoint 3` */
  readonly foundAltered: (what: string) => void;
  /** Takes no more records, finishes those that wait, and closes its files and connections. */
  readonly close: () => Promise<void>;
}

/** What stands before and after a record; `undefined` at an end of its chain, or where the store cannot tell without reading all of it. */
export interface Neighbours {
  readonly before: LogLine | undefined;
  readonly after: LogLine | undefined;
}

/** The content of one release: from it alone the edition can be loaded again. */
export interface Release {
  readonly identity: EditionIdentity;
  /** File name to text. */
  readonly files: ReadonlyMap<string, string>;
}

/** So much that was altered is remembered. */
export const mostAltered = 1000;

export interface Health {
  readonly writable: boolean;
  /** What keeps it from writing, in words; `null` where nothing does. */
  readonly problem: string | null;
  readonly records: number;
  /** Hash of the last record. */
  readonly head: Digest;
  /** Records that wait to be written. */
  readonly waiting: number;
  /** What this process has met that is not what was recorded, by its place; at most {@link mostAltered} of them. */
  readonly altered: readonly string[];
}
