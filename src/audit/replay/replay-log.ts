import { loadEdition } from '../../edition/build/load-edition.js';
import { preparedEditions } from '../../edition/build/product-editions.js';
import type { Edition } from '../../edition/model/edition.js';
import type { EngineName } from '../../engine/engines.js';
import type { Digest } from '../../language/canonical.js';
import type { Place } from '../chain/chain-order.js';
import { chainPlaceOf } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import { batchesOf } from '../verify/line-batches.js';
import type { LogSource } from '../store/log-source.js';
import { makeReplayBatch, type BatchReplay, type ReplayPlan, type ReplayProblem } from './replay-batch.js';
import { makeOwnPool, makePool, threadScript, type Pool } from '../../workers/pool.js';
import { workThrough } from '../../workers/work-through.js';

/** A record that did not come to what was recorded. */
export type ReplayFinding = ReplayProblem & Place;

/** What came of evaluating a log again. */
export interface Replay {
  /** Lines that were read. */
  readonly lines: number;
  /** Records that the plan chose. */
  readonly chosen: number;
  readonly evaluated: Readonly<Record<EngineName, number>>;
  /** Records that can't be replayed: facts of theirs are masked or erased. */
  readonly closed: number;
  /** Records that lost their content. */
  readonly dropped: number;
  /** The first of those. */
  readonly closedFirst: readonly Place[];
  readonly findings: readonly ReplayFinding[];
  /** How many findings are not told. */
  readonly untold: number;
}

/** How a log is evaluated again. */
export interface ReplayOptions {
  readonly plan: ReplayPlan;
  /** Threads besides this one; 0 works in this one. */
  readonly workers: number;
  /** Told how many lines are read so far. */
  readonly progress?: (lines: number) => void;
  /** As many findings are told; the rest is counted. Default 100. */
  readonly mostFindings?: number;
}

const mostClosed = 10;

/** Evaluates the recorded decisions again, from their stored inputs, under the releases that decided them. The order of the log is `verifyLog`'s. */
export const replayLog = async (source: LogSource, options: ReplayOptions): Promise<Replay> => {
  const { mostFindings = 100 } = options;
  const findings: ReplayFinding[] = [];
  const closedFirst: Place[] = [];
  const evaluated = { compiled: 0, reference: 0 };
  let [lines, chosen, closed, dropped, untold] = [0, 0, 0, 0, 0];

  const pool = poolOf(source, options);
  for await (const { item, result } of workThrough(batchesOf(source.lines()), pool, (batch) => batch.lines)) {
    const placeOf = (place: number): Place => {
      const line = parseLine(item.lines[place] ?? '');
      return { at: item.at[place] ?? '', id: line === undefined ? null : chainPlaceOf(line).id };
    };
    chosen += result.chosen;
    evaluated.compiled += result.evaluated.compiled;
    evaluated.reference += result.evaluated.reference;
    closed += result.closed.length;
    dropped += result.dropped;
    for (const place of result.closed.slice(0, mostClosed - closedFirst.length))
      closedFirst.push(placeOf(place));
    for (const { place, problem } of result.problems)
      if (findings.length < mostFindings) findings.push({ ...problem, ...placeOf(place) });
      else untold += 1;
    lines += item.lines.length;
    options.progress?.(lines);
  }
  return { lines, chosen, evaluated, closed, closedFirst, dropped, findings, untold };
};

const poolOf = (
  source: LogSource,
  { plan, workers }: ReplayOptions,
): Pool<readonly string[], BatchReplay> => {
  const filesOf = async (digest: Digest): Promise<ReadonlyMap<string, string> | undefined> =>
    (await source.release(digest))?.files;
  if (workers === 0)
    return makeOwnPool(makeReplayBatch(plan, async (digest) => loadReplayed(digest, await filesOf(digest))));
  return makePool(threadScript('replay-worker', import.meta.url), {
    width: workers,
    data: plan,
    answer: filesOf,
  });
};

/** The edition in a release's files; `undefined` where they are none, or not those of the digest. */
export const loadReplayed = async (
  digest: Digest,
  files: ReadonlyMap<string, string> | undefined,
): Promise<Edition | undefined> => {
  if (files === undefined) return undefined;
  const edition = (await preparedEditions.find(files)) ?? loadEdition(files).edition;
  return edition?.identity.digest === digest ? edition : undefined;
};

/** A finding of a replay in one line: where, which record, what came out otherwise. */
export const tellReplayFinding = (finding: ReplayFinding): string => {
  const where = finding.id === null ? finding.at : `${finding.at} (record \`${finding.id}\`)`;
  switch (finding.code) {
    case 'differs':
      return `differs: ${where}: the ${finding.engine} engine decides otherwise at ${finding.paths.map((path) => `\`${path === '' ? '/' : path}\``).join(', ')}. See \`npx clausebook explain ID\`; the record or the engine is wrong.`;
    case 'refused':
      return `refused: ${where}: the ${finding.engine} engine refuses the facts that were decided on, at ${finding.pointers.map((pointer) => `\`${pointer}\``).join(', ')}.`;
    case 'failed':
      return `failed: ${where}: the ${finding.engine} engine could not evaluate it: ${finding.message}`;
    case 'release-unusable':
      return `release-unusable: ${where}: the release ${finding.digest} is not kept as it was. \`npx clausebook verify\` tells more; put its file back from a copy.`;
    case 'malformed':
      return `malformed: ${where}: this line is no record. \`npx clausebook verify\` tells more.`;
  }
};
