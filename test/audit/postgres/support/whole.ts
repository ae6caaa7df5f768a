import assert from 'node:assert/strict';
import type { DecisionLog } from '../../../../src/audit/store/decision-log.js';
import { chainPlaceOf } from '../../../../src/audit/record/log-line.js';
import { followChain, type ChainFollower } from '../../support/verify-chain.js';

/** Verifies every chain of a log from its beginning to its end. @returns the ids of the records, which are there once each */
export const wholeChains = async (log: DecisionLog): Promise<ReadonlySet<string>> => {
  const followers = new Map<string, ChainFollower>();
  const ids = new Set<string>();
  const ends = new Map<string, number>();
  for await (const { at, text } of log.lines()) {
    const chain = at.startsWith('line ') ? '' : at.slice(0, at.lastIndexOf(':'));
    const follow = followers.get(chain) ?? followChain();
    followers.set(chain, follow);
    const verified = follow(text);
    assert.equal(verified.code, 'verified', at);
    const { id, chain: name, sequence } = chainPlaceOf(verified.record);
    assert.ok(!ids.has(id), `${id} is there twice`);
    ids.add(id);
    ends.set(name ?? '', sequence);
  }
  const heads = await log.heads();
  assert.deepEqual(new Map(heads.map(({ chain, sequence }) => [chain ?? '', sequence])), ends);
  return ids;
};
