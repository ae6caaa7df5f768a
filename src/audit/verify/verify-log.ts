import { digestOf } from '../../edition/model/digest.js';
import { auditBatch, type BatchAudit, type WantedMarks } from './batch-audit.js';
import type { Digest } from '../../language/canonical.js';
import { checkpointDigest, type ChainHead, type Checkpoint } from '../chain/checkpoint.js';
import { checkCheckpoints, checkSignature } from '../chain/checkpoint-verification.js';
import { checkEntries, reaches } from '../registry/registry-entry.js';
import { RegistryUnreadableError } from '../registry/registry-store.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import type { Finding } from './finding.js';
import { batchesOf, type AuditedLines } from './line-batches.js';
import { endsOf, LogAudit } from './log-audit.js';
import type { LogSource } from '../store/log-source.js';
import { TreeAudit } from './tree-audit.js';
import type { Removals } from './removal-audit.js';
import type { VerifyingKey } from '../chain/signing-key.js';
import { makeOwnPool, makePool, threadScript, type Pool } from '../../workers/pool.js';
import { workThrough } from '../../workers/work-through.js';

/** What a verification goes by. */
export interface VerifyOptions {
  /** The keys whose signatures count. */
  readonly keys: readonly VerifyingKey[];
  /** Checkpoints that the auditor kept. */
  readonly kept?: readonly Checkpoint[];
  /** Makes what audits the batches; default this thread. */
  readonly makePool?: (wanted: WantedMarks) => Pool<AuditedLines, BatchAudit>;
  /** Told how many lines are read so far. */
  readonly progress?: (lines: number) => void;
  /** As many findings are told; the rest is counted. Default 100. */
  readonly mostFindings?: number;
}

/** What a verification found. */
export interface Verification {
  readonly records: number;
  /** The ends of the chains as they were read. */
  readonly heads: readonly ChainHead[];
  readonly releases: number;
  readonly checkpoints: number;
  /** What was erased and dropped, by which events. */
  readonly removals: Removals;
  readonly findings: readonly Finding[];
  /** How many findings are not told. */
  readonly untold: number;
}

/** Audits batches in so many threads; 0 for this one. */
export const makeAuditPool = (wanted: WantedMarks, width: number): Pool<AuditedLines, BatchAudit> =>
  width === 0
    ? makeOwnPool((lines) => auditBatch(lines, wanted))
    : makePool(threadScript('batch-audit-worker', import.meta.url), { width, data: wanted });

/**
 * Reads a whole log as an auditor does: every line by itself, the order of each chain, the ids, the releases, the checkpoints, and every
 * end that the store, its checkpoints and the auditor's vouch for.
 */
export const verifyLog = async (source: LogSource, options: VerifyOptions): Promise<Verification> => {
  const { keys, kept = [], mostFindings = 100 } = options;
  const findings: Finding[] = [];
  let untold = 0;
  const find = (finding: Finding): void => {
    if (findings.length < mostFindings) findings.push(finding);
    else untold += 1;
  };

  // What vouches is read before the lines: records may come while they are read, and none of these may.
  const checkpoints = await source.checkpoints();
  for (const name of await source.unreadCheckpoints()) find({ code: 'checkpoint-unread', checkpoint: name });
  const ends = [
    await source.ends(),
    checkpoints.flatMap((checkpoint) => endsOf(checkpoint, 'the checkpoint')),
    kept.flatMap((checkpoint) => endsOf(checkpoint, 'the kept checkpoint')),
  ];
  const audit = new LogAudit(ends, find);
  const trees = new TreeAudit([
    ...checkpoints.map((each) => ['the checkpoint', each] as const),
    ...kept.map((each) => ['the kept checkpoint', each] as const),
  ]);

  const { wanted } = audit;
  const pool = options.makePool?.(wanted) ?? makeAuditPool(wanted, 0);
  for await (const { item, result } of workThrough(batchesOf(source.lines()), pool, ({ lines, indexed }) => ({
    lines,
    indexed,
  }))) {
    audit.take(item, result);
    trees.take(result);
    options.progress?.(audit.lines);
  }
  audit.finish();
  // Where records were altered, that is told already, and their tree is another by that.
  if (findings.every(({ code }) => code === 'checkpoint-unread'))
    for (const finding of await trees.finish(source.nodesFrom)) find(finding);

  for (const what of (await source.damage?.()) ?? []) find({ code: 'index-damaged', what });
  await checkReleases(audit, (digest) => source.release(digest), find);
  for (const { checkpoint, problem } of checkCheckpoints(checkpoints, keys))
    find({ code: 'checkpoint-wrong', checkpoint: checkpoint.at, problem });
  checkKept(kept, checkpoints, keys, find);
  await checkRegistry(source, [checkpoints, kept], keys, find);
  return {
    records: audit.records,
    heads: audit.heads,
    releases: audit.releases.size,
    checkpoints: checkpoints.length,
    removals: audit.removals,
    findings,
    untold,
  };
};

/** Whether each release that the log cites is kept, with the content that was digested. */
export const checkReleases = async (
  { releases }: LogAudit,
  releaseOf: LogSource['release'],
  find: (finding: Finding) => void,
): Promise<void> => {
  for (const [digest, place] of releases) {
    const release = await releaseOf(digest);
    if (release === undefined) find({ code: 'release-missing', digest, ...place });
    else if (digestOf(release.files) !== digest) find({ code: 'release-altered', digest, ...place });
  }
};

/** Whether the registry is whole, and goes as far as each witness says; the first checkpoint of each that it does not reach is told. */
const checkRegistry = async (
  { registry }: LogSource,
  witnesses: readonly (readonly Checkpoint[])[],
  keys: readonly VerifyingKey[],
  find: (finding: Finding) => void,
): Promise<void> => {
  if (registry === undefined) return;
  let entries: readonly RegistryEntry[] = [];
  try {
    entries = await registry();
  } catch (error) {
    if (!(error instanceof RegistryUnreadableError)) throw error;
    find({ code: 'registry-unreadable', reason: error.message });
  }
  const problem = checkEntries(entries, keys);
  if (problem !== undefined) find({ code: 'registry-wrong', problem });
  for (const witness of witnesses) {
    const cut = witness.find((each) => each.registry !== undefined && !reaches(entries, each.registry));
    if (cut?.registry !== undefined)
      find({
        code: 'registry-cut',
        checkpoint: cut.at,
        entries: cut.registry.entries,
        found: entries.length,
      });
  }
};

const checkKept = (
  kept: readonly Checkpoint[],
  checkpoints: readonly Checkpoint[],
  keys: readonly VerifyingKey[],
  find: (finding: Finding) => void,
): void => {
  const there = new Set<Digest>(checkpoints.map(checkpointDigest));
  for (const checkpoint of kept) {
    const problem = checkSignature(checkpoint, keys);
    if (problem !== undefined)
      find({ code: 'checkpoint-wrong', checkpoint: `${checkpoint.at} (kept)`, problem });
    else if (!there.has(checkpointDigest(checkpoint)))
      find({ code: 'checkpoint-gone', checkpoint: checkpoint.at });
  }
};
