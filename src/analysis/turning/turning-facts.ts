import type { Edition } from '../../edition/model/edition.js';
import type { Decision, Evaluator } from '../../engine/evaluation.js';
import { makeTrial, valueAt, type Case } from '../boundary/boundary-case.js';
import { dimensionsOf, type Json } from '../boundary/boundary-dimensions.js';
import { literalsOf } from '../boundary/boundary-literals.js';
import { nearnessOf } from '../boundary/boundary-nearness.js';
import { firstTurns, withChoice } from './first-turns.js';
import { variablesOf, type Variable } from './turn-values.js';

/** A fact that is otherwise than in a case. */
export interface Change {
  /** Dotted; `asOf` for the instant of the decision. */
  readonly fact: string;
  /** `undefined` where the case leaves it out. */
  readonly from: Json;
  /** `undefined` where it is to be left out. Where its values stand on a line, the nearest one that turns the outcome. */
  readonly to: Json;
}

/** One fact that turns the outcome of a case, all else as it is but for what goes along with it. */
export interface Turn extends Change {
  /** What is otherwise along with it, since the facts would contradict themselves else, or since only both turn the outcome. */
  readonly along: readonly Change[];
  /** To which side of what it is now; `other` where its values stand on no line. */
  readonly side: 'less' | 'more' | 'other';
  readonly decision: Decision;
}

/** What single facts would turn the outcome of a case. */
export interface TurningFacts {
  /** What the case comes to as it is. */
  readonly decision: Decision;
  /** The nearest first; none is no proof that nothing turns it. */
  readonly turns: readonly Turn[];
  /** Cases that were asked. */
  readonly cases: number;
  /** False where the limit was met. */
  readonly complete: boolean;
}

/** A turn, and how near it is: 0 next to the case, 1 and more further away. */
type WeighedTurn = Turn & { readonly weight: number };

/** Decides a case; `undefined` where its facts are refused or it cannot be decided. */
type AskCase = (one: Case) => Promise<Decision | undefined>;

/** The most cases that a search asks where nothing else is said. */
const turningLimit = 6000;
/** With fewer turns by single facts, pairs of facts are tried too. */
const enough = 4;
/** A fact with more values than this is not tried in pairs. */
const mostPaired = 24;

/**
 * Looks for the single facts that turn the outcome of a case: each fact that the decision reads is set to each value that may matter, the rest
 * left as it is. Where values stand on a line (instants, numbers, money), the first one that turns it is narrowed down by halving, to each
 * side. Where the facts contradict themselves then, others are mended along with it; where few facts turn it, two that a rule reads together
 * are tried. `undefined` where the case itself is refused.
 */
export const findTurningFacts = async (
  evaluator: Evaluator,
  edition: Edition,
  decision: string,
  one: Case,
  limit: number = turningLimit,
): Promise<TurningFacts | undefined> => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`The edition has no decision ${decision}`);
  let cases = 0;
  const ask: AskCase = async (asked) => {
    cases += 1;
    const answer = await Promise.resolve(evaluator.decide({ decision, ...asked })).catch(() => undefined);
    return answer?.code === 'decided' ? answer.decision : undefined;
  };
  const now = await ask(one);
  if (now === undefined) return undefined;
  const turnsIt = (tried: Decision | undefined): tried is Decision =>
    tried !== undefined && tried.outcome !== now.outcome && tried.outcome !== 'unresolved';

  const variables = variablesOf(edition, ruleSet, one);
  const turns: WeighedTurn[] = [];
  for (const variable of variables)
    if (cases < limit) turns.push(...(await firstTurns(variable, one, ask, turnsIt)));

  const dimensions = dimensionsOf(edition, ruleSet, literalsOf(edition, ruleSet));
  const trial = makeTrial(evaluator, decision, dimensions);
  const isTurned = ({ path }: Variable): boolean => turns.some(({ fact }) => fact === nameOf(path));
  for (const { path, values } of variables.filter(
    (variable) => !isTurned(variable) && variable.path.length > 0,
  ))
    for (const value of values) {
      if (cases >= limit) break;
      const changed = withChoice(one, path, value, null);
      if ((await ask(changed)) !== undefined) continue;
      const mended = await trial.mend(changed, [path]);
      if (mended?.tried.code !== 'decided' || !turnsIt(mended.tried.decision)) continue;
      const along = dimensions
        .filter(({ path: other }) => differs(one, mended.case, other) && nameOf(other) !== nameOf(path))
        .map(({ path: other }) => changeOf(one, mended.case, other))
        // A record that is new is told by its fields.
        .filter(({ fact }, _, all) => !all.some((other) => other.fact.startsWith(`${fact}.`)));
      turns.push({
        ...changeOf(one, mended.case, path),
        along,
        side: 'other',
        decision: mended.tried.decision,
        weight: 1 + along.length,
      });
      break;
    }

  if (turns.length < enough) {
    const nearness = nearnessOf(edition, ruleSet);
    const few = variables.filter(
      (each) => each.scale === null && each.values.length <= mostPaired && !isTurned(each),
    );
    for (const [place, first] of few.entries())
      for (const second of few.slice(place + 1)) {
        if (cases >= limit || nearness(first.path, second.path) === 0) continue;
        turns.push(...(await pairTurns(first, second, one, ask, turnsIt)));
      }
  }
  return {
    decision: now,
    turns: nearestOf(turns).map(({ fact, from, to, along, side, decision: turned }) => ({
      fact,
      from,
      to,
      along,
      side,
      decision: turned,
    })),
    cases: cases + trial.counts().decided + trial.counts().refused,
    complete: cases < limit,
  };
};

/** A record that turns the outcome says less than the field in it that does; changes that go together are told once. */
const nearestOf = (turns: readonly WeighedTurn[]): readonly WeighedTurn[] => {
  const told = new Set<string>();
  return turns
    .filter(
      ({ fact, to }) =>
        to === undefined ||
        !turns.some((other) => other.to !== undefined && other.fact.startsWith(`${fact}.`)),
    )
    .sort((a, b) => a.weight - b.weight)
    .filter(({ fact, along, side, decision }) => {
      const facts = [fact, ...along.map((change) => change.fact)].sort();
      const key = [...facts, side, decision.outcome].join(' ');
      return !told.has(key) && told.add(key);
    });
};

const nameOf = (path: readonly string[]): string => (path.length === 0 ? 'asOf' : path.join('.'));

const changeOf = (one: Case, changed: Case, path: readonly string[]): Change => ({
  fact: nameOf(path),
  from: valueAt(one.facts, path),
  to: valueAt(changed.facts, path),
});

const differs = (one: Case, changed: Case, path: readonly string[]): boolean =>
  JSON.stringify(valueAt(one.facts, path)) !== JSON.stringify(valueAt(changed.facts, path));

/** The first pair of values, for each outcome that two facts come to together. */
const pairTurns = async (
  first: Variable,
  second: Variable,
  one: Case,
  ask: AskCase,
  turnsIt: (tried: Decision | undefined) => tried is Decision,
): Promise<readonly WeighedTurn[]> => {
  const found = new Map<string, WeighedTurn>();
  for (const value of first.values) {
    const changed = withChoice(one, first.path, value, null);
    for (const other of second.values) {
      const both = withChoice(changed, second.path, other, null);
      const decided = await ask(both);
      if (!turnsIt(decided) || found.has(decided.outcome)) continue;
      found.set(decided.outcome, {
        ...changeOf(one, both, first.path),
        along: [changeOf(one, both, second.path)],
        side: 'other',
        decision: decided,
        weight: 2,
      });
    }
  }
  return [...found.values()];
};
