import { isDeepStrictEqual } from 'node:util';
import type { Edition } from '../../edition/model/edition.js';
import { differingPaths } from '../../engine/differing-paths.js';
import { engines, type EngineName } from '../../engine/engines.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { sha256, type Digest } from '../../language/canonical.js';
import { isDecision, isStub } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import { openFacts } from '../record/opening.js';
import { makePersonalKey } from '../record/personal-storage.js';
import type { StoredRecord } from '../record/record.js';

/** Which records are evaluated again, and by what. Every condition that is given must hold. */
export interface ReplayPlan {
  readonly decision?: string | undefined;
  readonly id?: string | undefined;
  /** Decided at or after, epoch milliseconds. */
  readonly from?: number | undefined;
  /** Decided before, epoch milliseconds. */
  readonly to?: number | undefined;
  /** The share of the chosen records that each engine evaluates, 0 to 1; the same records each time. */
  readonly shares: Readonly<Record<EngineName, number>>;
  /** 32 bytes, base64: opens encrypted facts. */
  readonly personalKey?: string | undefined;
}

/** Something that did not come to what was recorded, or could not be tried. */
export type ReplayProblem =
  /** The decision differs from the recorded one at these places (JSON Pointers). */
  | { readonly code: 'differs'; readonly engine: EngineName; readonly paths: readonly string[] }
  /** The engine refuses the facts that were decided on. */
  | { readonly code: 'refused'; readonly engine: EngineName; readonly pointers: readonly string[] }
  | { readonly code: 'failed'; readonly engine: EngineName; readonly message: string }
  /** The release that it cites is not kept, or what is kept is not that release. */
  | { readonly code: 'release-unusable'; readonly digest: Digest }
  | { readonly code: 'malformed' };

/** What came of a batch; places count from 0 in it. */
export interface BatchReplay {
  readonly chosen: number;
  readonly evaluated: Readonly<Record<EngineName, number>>;
  /** Places of the records whose facts are masked or erased. */
  readonly closed: readonly number[];
  /** How many records lost their content. */
  readonly dropped: number;
  readonly problems: readonly { readonly place: number; readonly problem: ReplayProblem }[];
}

/** The edition of a digest, as the log keeps it; `undefined` where it does not. */
export type EditionOf = (digest: Digest) => Promise<Edition | undefined>;

const names: readonly EngineName[] = ['compiled', 'reference'];

/** Evaluates batches of records again. Keeps each edition's evaluators. */
export const makeReplayBatch = (
  plan: ReplayPlan,
  editionOf: EditionOf,
): ((lines: readonly string[]) => Promise<BatchReplay>) => {
  const made = new Map<Digest, Promise<Readonly<Record<EngineName, Evaluator>> | undefined>>();
  const evaluatorsOf = (digest: Digest): Promise<Readonly<Record<EngineName, Evaluator>> | undefined> => {
    const known = made.get(digest);
    if (known !== undefined) return known;
    const making = editionOf(digest).then((edition) =>
      edition === undefined
        ? undefined
        : { compiled: engines.compiled(edition), reference: engines.reference(edition) },
    );
    made.set(digest, making);
    return making;
  };

  const key =
    plan.personalKey === undefined ? undefined : makePersonalKey(Buffer.from(plan.personalKey, 'base64'));
  return async (lines) => {
    let chosen = 0;
    let dropped = 0;
    const evaluated = { compiled: 0, reference: 0 };
    const closed: number[] = [];
    const problems: { readonly place: number; readonly problem: ReplayProblem }[] = [];
    for (const [place, line] of lines.entries()) {
      const record = parseLine(line);
      if (record === undefined) {
        problems.push({ place, problem: { code: 'malformed' } });
        continue;
      }
      if (isStub(record)) dropped += 1;
      if (!isDecision(record) || !isChosen(record, plan)) continue;
      chosen += 1;
      const { facts, missing } = openFacts(record, key);
      if (missing.some((pointer) => pointer !== '/subject')) {
        closed.push(place);
        continue;
      }
      const { digest } = record.body.inputs.edition;
      const evaluators = await evaluatorsOf(digest);
      if (evaluators === undefined) {
        problems.push({ place, problem: { code: 'release-unusable', digest } });
        continue;
      }
      for (const engine of names) {
        if (!isSampled(record.body.id, plan.shares[engine])) continue;
        evaluated[engine] += 1;
        const problem = await evaluateAgain(record, facts, evaluators[engine]);
        if (problem !== undefined) problems.push({ place, problem });
      }
    }
    return { chosen, evaluated, closed, dropped, problems };
  };
};

const isChosen = ({ body }: StoredRecord, plan: ReplayPlan): boolean => {
  if (plan.id !== undefined && body.id !== plan.id) return false;
  if (plan.decision !== undefined && body.inputs.decision !== plan.decision) return false;
  if (plan.from === undefined && plan.to === undefined) return true;
  const decidedAt = Date.parse(body.decidedAt);
  return decidedAt >= (plan.from ?? -Infinity) && decidedAt < (plan.to ?? Infinity);
};

/** By the id, so that the same records are tried whenever the same share is. */
const isSampled = (id: string, share: number): boolean =>
  share >= 1 || (share > 0 && Number.parseInt(sha256(id).slice(-8), 16) < share * 2 ** 32);

const mostPaths = 20;

const evaluateAgain = async (
  { body }: StoredRecord,
  facts: Readonly<Record<string, unknown>>,
  evaluator: Evaluator,
): Promise<ReplayProblem | undefined> => {
  const engine = evaluator.name;
  const { decision, asOf, invalid } = body.inputs;
  const named = invalid === undefined ? {} : { invalid };
  try {
    const asked = evaluator.decide({ decision, facts, asOf: Date.parse(asOf), ...named });
    const answer = asked instanceof Promise ? await asked : asked;
    if (answer.code !== 'decided')
      return { code: 'refused', engine, pointers: answer.errors.map(({ pointer }) => pointer) };
    if (isDeepStrictEqual(body.decision, answer.decision)) return undefined;
    const paths = differingPaths(body.decision, answer.decision, mostPaths);
    return paths.length === 0 ? undefined : { code: 'differs', engine, paths };
  } catch (cause) {
    return { code: 'failed', engine, message: cause instanceof Error ? cause.message : String(cause) };
  }
};
