import type { Decision, Evaluator } from '../../engine/evaluation.js';
import { makeTrial, type Case, type Tried } from '../boundary/boundary-case.js';
import { plainValue } from '../boundary/boundary-dimensions.js';
import { choicesToTry, chosen, type Choices } from '../boundary/boundary-pairs.js';
import type { ClauseId } from '../../contract/contract.js';
import { makeCompareCase, type CaseDifference } from './case-difference.js';
import { joinDimensions, type DecidingSide } from './joint-dimensions.js';
import { overlooking } from './known-facts.js';
import { shrinkDifference, type KnownCase, type ShrunkDifference } from './shrink-difference.js';

/** One way in which two editions differ on a decision, with the case that shows it best. */
export interface FoundDifference extends ShrunkDifference {
  /** How many of the cases that were looked at differ in this way. */
  readonly cases: number;
}

/** What a search for differences came to. */
export interface DifferenceSearch {
  /** In the order in which they were found; none is no proof. */
  readonly found: readonly FoundDifference[];
  /** Cases that were asked under both editions, and those of them that both decided. */
  readonly cases: number;
  readonly decidedByBoth: number;
  /** True where every pair of values around every start was tried. */
  readonly complete: boolean;
}

/** How far to look, and from where. */
export interface SearchOptions {
  /** Cases. */
  readonly limit: number;
  readonly starts: readonly KnownCase[];
  readonly renumbered: (id: ClauseId) => ClauseId;
  /** A case that is known to differ; it is brought near to the first of the known ones. */
  readonly shown?: Case;
}

/** Pairs around one start before the next has its turn. */
const turn = 100;
const casesPerStart = 200;

interface Start {
  readonly case: Case;
  readonly origin: KnownCase;
  walk: Generator<Choices> | undefined;
  done: boolean;
}

/**
 * Looks for cases on which two editions differ: around known cases, every pair of facts is set to every pair of values near the boundaries of both. A
 * case in which rules fire together for the first time, under either, is a start of its own.
 */
export const searchDifference = async (
  left: DecidingSide,
  right: DecidingSide,
  { limit, starts: known, renumbered, shown }: SearchOptions,
): Promise<DifferenceSearch> => {
  const { decision } = left.ruleSet;
  const compare = makeCompareCase(left, right, decision, renumbered);
  const joint = joinDimensions(left, right);
  const trial = makeTrial(bothTaking(left, right), decision, joint.dimensions);
  const decideRight = overlooking(right.edition, right.evaluator);
  const found = new Map<
    string,
    { readonly first: CaseDifference; readonly origin: KnownCase; cases: number }
  >();
  const together = new Set<string>();
  const starts: Start[] = [];
  let [cases, decidedByBoth] = [0, 0];

  const note = async (one: Case, origin: KnownCase): Promise<void> => {
    cases += 1;
    const difference = await compare(one);
    if (difference === null) return;
    const alike = found.get(difference.alike);
    if (alike === undefined) found.set(difference.alike, { first: difference, origin, cases: 1 });
    else alike.cases += 1;
  };
  const consider = async (one: Case, tried: Tried, origin: KnownCase): Promise<void> => {
    if (tried.code !== 'decided') return;
    decidedByBoth += 1;
    const other = await Promise.resolve(decideRight.decide({ decision, ...one })).catch(() => undefined);
    const fired = [firedIn(tried.decision), other?.code === 'decided' ? firedIn(other.decision) : []];
    const before = together.size;
    for (const [side, rules] of fired.entries())
      for (const a of rules) for (const b of rules) together.add(`${side} ${a} ${b}`);
    if (together.size > before && starts.length < Math.max(known.length, limit / casesPerStart))
      starts.push({ case: one, origin, walk: undefined, done: false });
  };
  const tryCase = async (
    one: Case,
    keep: readonly (readonly string[])[],
    origin: KnownCase,
  ): Promise<void> => {
    await note(one, origin);
    const mended = await trial.mend(one, keep);
    if (mended === null) return;
    if (mended.case !== one) await note(mended.case, origin);
    await consider(mended.case, mended.tried, origin);
  };

  const plain = plainCase(left, right);
  if (shown !== undefined) await note(shown, known[0] ?? plain);
  for (const origin of [...known, plain]) {
    if (cases >= limit) break;
    await tryCase(origin.case, [], origin);
  }
  while (cases < limit && starts.some(({ done }) => !done)) {
    for (const start of starts) {
      if (start.done) continue;
      start.walk ??= choicesToTry(await joint.choicesAround(start.case), joint.nearness);
      for (let n = 0; n < turn && cases < limit; n += 1) {
        const next = start.walk.next();
        if (next.done === true) {
          start.done = true;
          break;
        }
        const keep = next.value.map(({ path }) => path);
        await tryCase(next.value.reduce(chosen, start.case), keep, start.origin);
      }
    }
  }
  const paths = joint.dimensions.map(({ path }) => path);
  const shrunk: FoundDifference[] = [];
  for (const { first, origin, cases: times } of found.values())
    shrunk.push({ ...(await shrinkDifference(compare, first, origin, paths)), cases: times });
  return { found: shrunk, cases, decidedByBoth, complete: starts.every(({ done }) => done) };
};

/** Decides as the left edition, and refuses what either refuses. */
const bothTaking = (left: DecidingSide, right: DecidingSide): Evaluator => {
  const [one, other] = [left, right].map(({ edition, evaluator }) => overlooking(edition, evaluator));
  if (one === undefined || other === undefined) throw new RangeError('Two editions are compared');
  return {
    ...one,
    decide: async (question) => {
      const answer = await one.decide(question);
      if (answer.code !== 'decided') return answer;
      const second = await other.decide(question);
      return second.code === 'decided' ? answer : second;
    },
  };
};

/** The plainest facts that the shapes of both vocabularies allow, when the later edition takes effect. */
const plainCase = (left: DecidingSide, right: DecidingSide): KnownCase => {
  const { literals } = joinDimensions(left, right);
  const facts = [left, right].flatMap(({ edition, ruleSet }) =>
    ruleSet.facts.flatMap(({ name, optional }): readonly (readonly [string, unknown])[] => {
      const shape = edition.facts.get(name)?.shape;
      return shape === undefined || optional || shape.default !== null
        ? []
        : [[name, plainValue(shape, literals, name)]];
    }),
  );
  const asOf = Math.max(left.edition.effectiveFrom, right.edition.effectiveFrom);
  return { name: 'the plainest facts', case: { facts: Object.fromEntries(facts), asOf } };
};

const firedIn = ({ standing, overridden }: Decision): readonly string[] => [
  ...new Set([...standing, ...overridden.map(({ rule }) => rule)]),
];
