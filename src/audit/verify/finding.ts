import { counted } from '../../language/numbers/counted.js';
import type { LineProblem } from './line-audit.js';
import { tellRegistryProblem, type RegistryProblem } from '../registry/registry-entry.js';
import type { Digest } from '../../language/canonical.js';
import type { OrderFinding, Place } from '../chain/chain-order.js';
import type { CheckpointProblem } from '../chain/checkpoint-verification.js';
import type { TreeFinding } from './tree-audit.js';
import type { RemovalFinding } from './removal-audit.js';

/** Something in a log that is not as it was recorded. */
export type Finding =
  | (LineProblem & Place)
  | OrderFinding
  /** Another record has this id. */
  | ({ readonly code: 'id-twice' } & Place)
  /** The chain ends before a record that somebody vouches for: records at its end are gone. */
  | {
      readonly code: 'end-missing';
      readonly chain: string | null;
      readonly sequence: number;
      /** Where the chain ends; 0 where there is none of it. */
      readonly endsAt: number;
      readonly by: string;
    }
  /** The record is not the one that somebody vouches for: it, or one before it, was altered and the chain hashed anew. */
  | ({
      readonly code: 'end-differs';
      readonly sequence: number;
      readonly found: Digest;
      readonly expected: Digest;
      readonly by: string;
      /** The last sequence number whose record is still what the same witness vouches for. */
      readonly agreesTo: number;
    } & Place)
  /** A release that records cite is not kept; `at` is the first that cites it. */
  | ({ readonly code: 'release-missing'; readonly digest: Digest } & Place)
  /** What is kept of a release has another digest than its name. */
  | ({ readonly code: 'release-altered'; readonly digest: Digest } & Place)
  /** `checkpoint` names it by its time. */
  | { readonly code: 'checkpoint-wrong'; readonly checkpoint: string; readonly problem: CheckpointProblem }
  | { readonly code: 'registry-unreadable'; readonly reason: string }
  /** An entry of the registry of releases does not follow the one before it, or is not signed by a given key. */
  | { readonly code: 'registry-wrong'; readonly problem: RegistryProblem }
  /** The registry is not, up to its end at that time, what a checkpoint vouches for. */
  | {
      readonly code: 'registry-cut';
      readonly checkpoint: string;
      /** How many entries it had then, and how many it has. */
      readonly entries: number;
      readonly found: number;
    }
  /** What is kept as a checkpoint is none any more. */
  | { readonly code: 'checkpoint-unread'; readonly checkpoint: string }
  /** The store says of itself that its file is damaged: `what` in its own words. */
  | { readonly code: 'index-damaged'; readonly what: string }
  | RemovalFinding
  | TreeFinding
  /** What a witness has at a place, counted from 1, is no checkpoint. */
  | { readonly code: 'witness-unread'; readonly witness: string; readonly place: number }
  /** A kept checkpoint is not among those of the store. */
  | { readonly code: 'checkpoint-gone'; readonly checkpoint: string };

const who = ({ at, id }: Place): string => (id === null ? at : `${at} (record \`${id}\`)`);
const chainWords = (chain: string | null): string => (chain === null ? '' : ` of the chain \`${chain}\``);
const pointerWords = (pointers: readonly string[]): string =>
  pointers.map((pointer) => `\`${pointer}\``).join(', ');
const restore = 'Compare with a copy or an export, and restore the log from it.';

/** A finding in one line: where, which record, what is wrong, what to do. */
export const tellFinding = (finding: Finding): string => {
  switch (finding.code) {
    case 'malformed':
      return `malformed: ${who(finding)}: this line is no record. ${restore}`;
    case 'not-canonical':
      return `not-canonical: ${who(finding)}: the line says what was recorded, but was rewritten (RFC 8785 allows one text). ${restore}`;
    case 'altered':
      return `altered: ${who(finding)}: the record was altered: its hash is over other words. ${restore}`;
    case 'personal-value-altered':
      return `personal-value-altered: ${who(finding)}: the value at \`${finding.pointer}\` is not the one that was committed to. ${restore}`;
    case 'wrongly-indexed':
      return `wrongly-indexed: ${who(finding)}: the store finds it by another ${finding.columns.join(', ')} than it says: searches, counts and erasures may miss it. Import an export of the log into an empty store: what finds records is made anew from them.`;
    case 'not-following':
      return `not-following: ${who(finding)}: it follows another record than ${who(finding.before)}: that one was altered and hashed anew, or replaced. ${restore}`;
    case 'removed': {
      const { from, to, chain } = finding;
      const which = from === to ? `record ${from} is` : `records ${from} to ${to} are`;
      return `removed: before ${who(finding)}: ${which} missing${chainWords(chain)}. ${restore}`;
    }
    case 'moved':
      return `moved: ${who(finding)}: record ${finding.sequence} stands after ${who(finding.after)}, out of its order. Put it back in its place.`;
    case 'inserted':
      return `inserted: ${who(finding)}: a record with the number ${finding.sequence} that the chain does not go on from; ${who(finding.before)} stands there. Take it out; find out who put it in.`;
    case 'id-twice':
      return `id-twice: ${who(finding)}: another record has this id. ${restore}`;
    case 'end-missing': {
      const { by, sequence, endsAt, chain } = finding;
      return `end-missing: ${by} vouches for record ${sequence}${chainWords(chain)}, and the log ends at ${endsAt}: records at the end were removed. ${restore}`;
    }
    case 'end-differs': {
      const { by, sequence, agreesTo } = finding;
      return `end-differs: ${who(finding)}: record ${sequence} is not the one that ${by} vouches for: something after record ${agreesTo} was altered and the chain hashed anew. ${restore}`;
    }
    case 'release-missing':
      return `release-missing: ${who(finding)}: the release ${finding.digest} that it cites is not kept. Put its file back from a copy; without it the decision can't be told or replayed.`;
    case 'release-altered':
      return `release-altered: the release ${finding.digest}, first cited at ${who(finding)}, is kept with another content than was digested. Put its file back from a copy.`;
    case 'opening-lost':
      return `opening-lost: ${who(finding)}: the personal values at ${pointerWords(finding.pointers)} are gone, and no event says that they were erased. Put the line back from a copy.`;
    case 'not-erased':
      return `not-erased: ${who(finding)}: it says that the values at ${pointerWords(finding.pointers)} of the record \`${finding.record}\` were erased, and they are there. Start the service on it once, which finishes what was cut short, or erase them again.`;
    case 'dropped-without-event':
      return `dropped-without-event: ${who(finding)}: the content of ${finding.from === finding.to ? `record ${finding.from}` : `records ${finding.from} to ${finding.to}`} is gone, and no event of the id \`${finding.event}\` says so. Put it back from a copy.`;
    case 'not-dropped':
      return `not-dropped: ${who(finding)}: it says that ${counted(finding.expected, 'record')} lost their content, and ${finding.found} did. Start the service on it once, which finishes what was cut short.`;
    case 'checkpoint-wrong':
      return `checkpoint-wrong: the checkpoint of ${finding.checkpoint}: ${tellCheckpointProblem(finding.problem)}`;
    case 'registry-unreadable':
      return `registry-unreadable: ${finding.reason} Bring the registry back from a copy.`;
    case 'registry-wrong':
      return `registry-wrong: ${tellRegistryProblem(finding.problem)} Bring the registry back from a copy, or give the key that you trust.`;
    case 'registry-cut': {
      const { checkpoint, entries, found } = finding;
      const what =
        found < entries
          ? `it has ${found}: what was published, withdrawn or restored since is gone`
          : `entry ${entries} is another one: the registry was made anew`;
      return `registry-cut: the checkpoint of ${checkpoint} vouches for ${entries === 1 ? '1 entry' : `${entries} entries`} of the registry of releases, and ${what}. Bring the registry back from a copy.`;
    }
    case 'index-damaged':
      return `index-damaged: the store's own check says: ${finding.what}. Searches, counts, repeated keys and erasures may miss records. Import an export of the log into an empty store: what finds records is made anew from them.`;
    case 'root-differs':
      return `root-differs: ${finding.by} signs another tree over the first ${finding.sequence} records${chainWords(finding.chain)} than they have: one of them was altered before, or the checkpoint is none of this log. ${restore}`;
    case 'tree-damaged':
      return `tree-damaged: node ${finding.number} of level ${finding.level} of the tree over the records${chainWords(finding.chain)} is missing or was altered: records under it have no receipt. Import an export of the log into an empty store: the tree is made anew.`;
    case 'checkpoint-unread':
      return `checkpoint-unread: ${finding.checkpoint} of the log can't be read any more: it was altered. Compare with those that you kept.`;
    case 'witness-unread':
      return `witness-unread: what the witness \`${finding.witness}\` has at place ${finding.place} is no checkpoint: it was altered there. Compare with those that you kept.`;
    case 'checkpoint-gone':
      return `checkpoint-gone: the log has no checkpoint of ${finding.checkpoint} like the one that you kept: its checkpoints were cut or made anew. Trust the one that you kept.`;
  }
};

const tellCheckpointProblem = (problem: CheckpointProblem): string => {
  switch (problem.code) {
    case 'unknown-key':
      return `it is signed with the key ${problem.key}, which is none of those given. Give the public key that you trust with \`--key\`; if this is not it, the checkpoint is forged.`;
    case 'bad-signature':
      return 'its signature does not hold: it was altered or forged. Take a copy that you kept.';
    case 'previous-mismatch':
      return 'it does not follow the checkpoint before it: one was altered, removed or put in. Compare with those that you kept.';
    case 'registry-went-back':
      return 'it tells fewer entries of the registry of releases than the checkpoint before it. Bring the registry back from a copy.';
    case 'went-back':
      return `it ends${chainWords(problem.chain)} earlier than the checkpoint before it: records were removed in between. ${restore}`;
  }
};
