import { narrowChanges } from './narrow-changes.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Evaluator, Explained } from '../../engine/evaluation.js';
import { dayMs, firstInstantMs, lastInstantMs } from '../../language/instants.js';
import { boundariesOfEdition, instantsOf, makeBoundaries, type Boundary } from './sweep-boundaries.js';
import { returnsIn, type ExpectedReturn, type Return } from './sweep-returns.js';
import { keyOf, stretchesOf, type Seen, type Stretch } from './sweep-stretches.js';

/** A case without its instant: what the sweep varies. */
export interface SweepCase {
  readonly decision: string;
  /** JSON values, as a request gives them. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds at which scenarios ask for it: what cannot be computed there is refused as a scenario shows, and is no finding. */
  readonly asked?: readonly number[];
}

/** What is wrong with a case along time. `refused` is none: it is told apart. */
export type SweepFinding =
  | { readonly code: 'gap' | 'refused' | 'failed'; readonly stretch: Stretch }
  | { readonly code: 'contradiction'; readonly stretch: Stretch; readonly rules: readonly string[] }
  | ({ readonly code: 'outcome-returns' } & Return);

/** A case along time. */
export interface Sweep {
  readonly boundaries: readonly Boundary[];
  /** How many instants were looked at. */
  readonly looked: number;
  readonly stretches: readonly Stretch[];
  readonly findings: readonly SweepFinding[];
  /** False where the limit of boundaries was met. */
  readonly complete: boolean;
}

const boundaryLimit = 400;
/** How far before the first and after the last boundary it looks. */
const outsideMs = 400 * dayMs;

/**
 * Decides a case at every boundary in time that it has, a millisecond before and after each, midway between neighbours, and beyond both
 * ends. Boundaries are the instants among its facts, the dates of parameters and of the edition, and what definitions and effects come to
 * at each of them, until nothing new appears. Where the outcome differs between two neighbours, the instant at which it changes is looked
 * for by halving, and becomes a boundary too, so that periods that nothing names are found as well.
 *
 * A finding is a gap, a contradiction, facts that cannot be evaluated, and an outcome that comes back after another one held. Coming
 * back is suspicious: an interval that was closed on the wrong side shows so, and so does a window that nobody meant. But some windows are meant. What
 * makes one so is written down, with a reason ({@link ExpectedReturn}); only a figure that itself goes and comes back explains it by the
 * data alone. An outcome that holds at a single boundary is never taken as meant.
 */
export const sweepCase = async (
  evaluator: Evaluator,
  edition: Edition,
  { decision, facts, asked = [] }: SweepCase,
  expected: readonly ExpectedReturn[] = [],
): Promise<Sweep> => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`The edition has no decision ${decision}`);
  const seen = new Map<number, Seen>();
  const lookAt = async (at: number): Promise<Seen> => {
    const known = seen.get(at);
    if (known !== undefined) return known;
    const now = await seenAt(at, () => evaluator.explain({ decision, facts, asOf: at }));
    seen.set(at, now);
    return now;
  };
  const boundaries = makeBoundaries();
  const waiting: number[] = [];
  const add = (at: number, name: string): void => {
    const within = at > firstInstantMs && at < lastInstantMs && boundaries.size() < boundaryLimit;
    if (within && boundaries.add(at, name)) waiting.push(at);
  };
  for (const [at, name] of boundariesOfEdition(edition, ruleSet)) add(at, name);
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const nearby = [await lookAt(at - 1), await lookAt(at), await lookAt(at + 1)];
    for (const [instant, name] of fixedInstants(edition, ruleSet, at, nearby)) add(instant, name);
  }
  const fixed = boundaries.sorted();
  for (const at of between(fixed.map((boundary) => boundary.at))) await lookAt(at);
  const complete = await narrowChanges(
    seen,
    lookAt,
    ({ reached }) => keyOf(reached),
    seen.size + 40 * boundaryLimit,
  );

  const stretches = stretchesOf(
    [...seen.values()].sort((a, b) => a.at - b.at),
    boundaries.namesAt,
  );
  return {
    boundaries: fixed,
    looked: seen.size,
    stretches,
    findings: [
      ...stretches.flatMap((stretch) => findingOf(stretch, asked)),
      ...returnsIn(ruleSet, stretches, expected).map(
        (back) => ({ code: 'outcome-returns', ...back }) as const,
      ),
    ],
    complete: complete && boundaries.size() < boundaryLimit,
  };
};

/** What does not evaluate is a finding about the rules, told with the defect's own words. */
const seenAt = async (at: number, explain: () => Explained | Promise<Explained>): Promise<Seen> => {
  try {
    const explained = await explain();
    if (explained.code === 'out-of-range' && explained.kind === 'undefined')
      return {
        at,
        explained: undefined,
        reached: { code: 'failed', why: explained.errors.map(({ message }) => message).join(' ') },
      };
    if (explained.code !== 'decided')
      return { at, explained, reached: { code: 'refused', errors: explained.errors } };
    const { outcome, conflict } = explained.trace.decision;
    return { at, explained, reached: { code: 'decided', outcome, conflict } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { at, explained: undefined, reached: { code: 'failed', why } };
  }
};

/** The instants of three traces, a millisecond apart, but for those that only follow asOf and so are other ones at each. */
const fixedInstants = (
  edition: Edition,
  ruleSet: RuleSet,
  at: number,
  nearby: readonly Seen[],
): readonly (readonly [number, string])[] => {
  const found = nearby.flatMap(({ at: asOf, explained }) =>
    explained?.code === 'decided'
      ? instantsOf(edition, ruleSet, explained.trace).map(([instant, name]) => ({
          instant,
          name,
          follows: `${instant - (asOf - at)} ${name}`,
        }))
      : [],
  );
  const times = new Map<string, number>();
  for (const { follows } of found) times.set(follows, (times.get(follows) ?? 0) + 1);
  return found
    .filter(({ follows }) => nearby.length === 1 || times.get(follows) !== nearby.length)
    .map(({ instant, name }) => [instant, name]);
};

const between = (instants: readonly number[]): readonly number[] => {
  const [first, last] = [instants[0], instants.at(-1)];
  if (first === undefined || last === undefined) return [];
  const middles = instants.slice(1).map((at, i) => Math.floor((at + (instants[i] ?? at)) / 2));
  return [Math.max(firstInstantMs, first - outsideMs), ...middles, Math.min(lastInstantMs, last + outsideMs)];
};

const findingOf = (stretch: Stretch, asked: readonly number[]): readonly SweepFinding[] => {
  const { reached, from, to } = stretch;
  const isShown = reached.code === 'failed' && asked.some((at) => at >= from && at <= to);
  if (isShown) return [{ code: 'refused', stretch }];
  if (reached.code !== 'decided') return [{ code: reached.code, stretch }];
  if (reached.conflict === null) return [];
  if (reached.conflict.length === 0) return [{ code: 'gap', stretch }];
  return [{ code: 'contradiction', stretch, rules: reached.conflict }];
};
