import { chainPlaceOf } from '../../../src/audit/record/log-line.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { verifyLine, type ChainProblem, type Verified } from '../../../src/audit/verify/verification.js';
import { canonical, noDigest } from '../../../src/language/canonical.js';

/** Verifies the lines of one chain one after the other. Once it found a problem, it is not to be used again. */
export type ChainFollower = (line: string) => Verified;

/** Follows a chain from its first record, and makes the canonical text of each anew. */
export const followChain = (): ChainFollower => {
  let last = { sequence: 0, hash: noDigest };
  return (line) => {
    const verified = verifyLine(line, last.hash);
    if (verified.code !== 'verified') return verified;
    const { record } = verified;
    const expected = last.sequence + 1;
    const { sequence } = chainPlaceOf(record);
    if (sequence !== expected) return { code: 'sequence-mismatch', found: sequence, expected };
    if (canonical(record) !== line) return { code: 'not-canonical' };
    last = { sequence: expected, hash: record.hash };
    return verified;
  };
};

/** A whole chain, the first problem in it, or fewer records (or another end) than the log has recorded. */
export type ChainResult =
  | { readonly code: 'whole'; readonly records: number; readonly head: string }
  | ({ readonly code: 'broken' } & ChainProblem)
  | {
      readonly code: 'end-differs';
      readonly records: number;
      readonly head: string;
      readonly recorded: { readonly records: number; readonly head: string };
    };

/** Reads the whole log again and verifies each record: its text, hash, place, personal values and id. */
export const verifyChain = async (log: Pick<DecisionLog, 'lines' | 'health'>): Promise<ChainResult> => {
  const recorded = await log.health();
  const follow = followChain();
  const ids = new Set<string>();
  let head = noDigest;
  for await (const { at, text } of log.lines()) {
    if (ids.size === recorded.records) break;
    const verified = follow(text);
    if (verified.code !== 'verified') return { code: 'broken', at, problem: verified };
    const { id } = chainPlaceOf(verified.record);
    if (ids.has(id)) return { code: 'broken', at, problem: { code: 'duplicate-id', id } };
    ids.add(id);
    head = verified.record.hash;
  }
  const records = ids.size;
  return records === recorded.records && head === recorded.head
    ? { code: 'whole', records, head }
    : { code: 'end-differs', records, head, recorded: { records: recorded.records, head: recorded.head } };
};
