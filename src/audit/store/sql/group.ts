import type { Digest } from '../../../language/canonical.js';
import type { Random } from '../../record/sealing.js';
import {
  linkEvent,
  makeUnchainedEvent,
  type UnchainedEvent,
  type LogEvent,
  type LogLine,
} from '../../record/log-line.js';
import {
  type ChoiceBody,
  type ChoiceEntry,
  makeUnchainedChoice,
  type StoredChoice,
} from '../../record/choice.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import {
  link,
  makeUnchained,
  type RecordBody,
  type StoredRecord,
  type UnchainedLine,
  type UnchainedRecord,
  type Entry,
} from '../../record/record.js';
import type { RemovalRequest } from '../../removal/removal.js';
import type { TreeNode } from '../../tree/covered.js';
import type { Recorded } from './outcome.js';
import { type KeyRow, keyRowOf, type RecordRow, rowOf } from './record/record-row.js';
import { placeOf } from './record/place.js';

/** The end of a chain; sequence 0 and `noDigest` before its first record. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: Digest;
}

/** A chain that is written. */
export interface Chain {
  readonly number: number;
  /** '' in a store that has one. */
  readonly name: string;
  readonly end: ChainEnd;
}

/** Records that follow each other in one chain, all written or none: only where the chain still ends as the writer takes it. */
export interface Group {
  readonly chain: number;
  readonly before: ChainEnd;
  readonly after: ChainEnd;
  readonly rows: readonly RecordRow[];
  readonly keys: readonly KeyRow[];
  /** Nodes of the tree over the chain's records that these make whole. */
  readonly nodes: readonly TreeNode[];
}

/** Entries, or a choice, or an event, that are recorded together or not at all. */
export interface Bundle {
  readonly entries: readonly Entry[];
  /** In place of entries. */
  readonly choice?: ChoiceEntry;
  /** In place of entries. */
  readonly event?: RemovalRequest & { readonly event: LogEvent };
  /** Made before the bundle's turn came, for the chain of that name. */
  readonly sealed?: Sealed;
}

/** The unchained of a bundle, which are of one chain. */
export interface Sealed {
  readonly chain: string;
  readonly unchained: readonly Unchained[];
}

type Unchained = UnchainedRecord | UnchainedLine<ChoiceBody> | UnchainedEvent;

/** How records are sealed. */
export interface SealingParts {
  readonly random: Random;
  /** How personal values of new records are kept; default: open. */
  readonly personal: PersonalStorage | undefined;
}

/** Seals a bundle for a chain. Throws where its entries are none that can be recorded. */
export const sealBundle = (
  { entries, choice, event }: Bundle,
  chain: string,
  parts: SealingParts,
): Sealed => {
  const name = chain === '' ? undefined : chain;
  const unchained: Unchained[] = entries.map((entry) =>
    makeUnchained(entry, parts.random, name, parts.personal),
  );
  if (choice !== undefined) unchained.push(makeUnchainedChoice(choice, parts.random, name, parts.personal));
  if (event !== undefined) unchained.push(makeUnchainedEvent(event, name));
  return { chain, unchained };
};

/** Gives sealed bundles their places behind the end of a chain. */
export const linkBundles = (
  sealed: readonly Sealed[],
  { number, name, end }: Chain,
  salt: string,
): { readonly group: Omit<Group, 'nodes'>; readonly outcomes: readonly Recorded[] } => {
  let { sequence, hash } = end;
  const rows: RecordRow[] = [];
  const keys = new Map<Digest, KeyRow>();
  const outcomes = sealed.map(({ unchained }): Recorded => {
    const first = sequence + 1;
    const hashes: Digest[] = [];
    for (const draft of unchained) {
      const { record, line } = linkOne(draft, { sequence: sequence + 1, previous: hash });
      ({ hash } = record);
      sequence += 1;
      const place = placeOf(number, sequence);
      rows.push(rowOf(record, place, line, salt));
      const use = keyRowOf(record, place);
      if (use !== undefined) keys.set(use.key, { ...(keys.get(use.key) ?? use), last: place });
      hashes.push(hash);
    }
    return { code: 'recorded', chain: name === '' ? null : name, first, hashes };
  });
  const group = { chain: number, before: end, after: { sequence, hash }, rows, keys: inOrder(keys) };
  return { group, outcomes };
};

/** Keys in one order everywhere, so that two writers seldom wait for each other. */
export const inOrder = (keys: ReadonlyMap<Digest, KeyRow>): readonly KeyRow[] =>
  [...keys.values()].sort((one, other) => (one.key < other.key ? -1 : 1));

const linkOne = (
  draft: Unchained,
  at: { readonly sequence: number; readonly previous: Digest },
): { readonly record: LogLine; readonly line: Buffer } => {
  if ('open' in draft) {
    const { record, line } = link<RecordBody | ChoiceBody>(draft, at);
    return { record: record as StoredRecord | StoredChoice, line: line.subarray(0, -1) }; // of whichever body it was
  }
  const { record, line } = linkEvent(draft, at);
  return { record, line: Buffer.from(line) };
};
