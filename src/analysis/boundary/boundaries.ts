import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { Decision, Evaluator, FactError } from '../../engine/evaluation.js';
import { parseInstant } from '../../language/instants.js';
import { makeTrial, withValue, valueAt, type Case, type Tried, type Trial } from './boundary-case.js';
import { dimensionsOf, plainValue, type Dimension } from './boundary-dimensions.js';
import { literalsOf, type RuleSetLiterals } from './boundary-literals.js';
import { chosen, choicesAround, choicesToTry, type Choice, type Choices } from './boundary-pairs.js';
import { nearnessOf } from './boundary-nearness.js';
import { comparisonsOf } from '../../engine/comparisons-of.js';

/** Rules that disagree, or none that stands, or rules that cannot be evaluated, with a case that shows it. */
export interface BoundaryFinding {
  readonly code: 'rules-conflict' | 'rules-gap' | 'rules-failure';
  /** Those that disagree; for a gap, the one that came nearest to deciding. */
  readonly rules: readonly Rule[];
  readonly case: Case;
  /** What the evaluator said, for a failure. */
  readonly why: string | null;
}

/** What was looked at in one rule set, and found. */
export interface Exploration {
  readonly decision: string;
  readonly findings: readonly BoundaryFinding[];
  /** Cases that were decided; those that were refused tell nothing. */
  readonly cases: number;
  readonly refused: number;
  /** What refused most of these, where it was all of them: then nothing was looked at. */
  readonly refusedBy: FactError | null;
  /** Facts that varied, asOf among them, and their values around the first case. */
  readonly facts: number;
  readonly values: number;
  /** Cases around which all pairs were to be tried; each makes rules fire together that did not before. */
  readonly starts: number;
  /** True where every pair around every start was tried, false where the limit came first. */
  readonly complete: boolean;
}

/** How far to look. */
export interface ExploreOptions {
  /** Cases, refused ones among them. */
  readonly limit: number;
  /** Cases to start from, besides the edition's example and one made from the shapes of the facts. */
  readonly starts?: readonly Case[];
}

/** Pairs around one start before the next has its turn. */
const turn = 150;
/** So many starts that there are this many cases for each; a rule that fires for the first time always makes one. */
const casesPerStart = 400;

/**
 * Looks for conflicts and gaps in a rule set: from cases to start from, every pair of facts is set to every pair of values near the
 * boundaries of its conditions. Facts that contradict are mended elsewhere, or the pair is left out. A case in which rules fire together for the first time
 * becomes a start of its own, so that deeper combinations are reached where pairs lead to them. What it does not find may still be there: this is no proof.
 */
export const exploreRuleSet = async (
  evaluator: Evaluator,
  edition: Edition,
  ruleSet: RuleSet,
  { limit, starts: given = [] }: ExploreOptions,
): Promise<Exploration> => {
  const literals = literalsOf(edition, ruleSet);
  const dimensions = dimensionsOf(edition, ruleSet, literals);
  const nearness = nearnessOf(edition, ruleSet);
  const trial = makeTrial(evaluator, ruleSet.decision, dimensions);
  const found = new Map<string, BoundaryFinding>();
  const alone = new Set<string>();
  const together = new Set<string>();
  const starts: { readonly case: Case; walk: Generator<Choices> | undefined; done: boolean }[] = [];
  let values: readonly (readonly Choice[])[] = [];

  const consider = async (one: Case, tried: Tried): Promise<void> => {
    const finding = await findingOf(evaluator, ruleSet, one, tried);
    if (finding !== null && !found.has(keyOf(finding))) {
      const small = await simplified(evaluator, ruleSet, dimensions, trial, finding);
      found.set(keyOf(finding), small);
    }
    if (tried.code !== 'decided') return;
    const fired = firedIn(tried.decision);
    const isFirst = remember(alone, fired);
    if (remember(together, pairsIn(fired)) && (isFirst || starts.length < limit / casesPerStart))
      starts.push({ case: one, walk: undefined, done: false });
  };
  for (const one of [...given, ...startsOf(edition, ruleSet, literals)]) {
    const mended = await trial.mend(one, []);
    if (mended === null) starts.push({ case: one, walk: undefined, done: false });
    else await consider(mended.case, mended.tried);
  }
  const spent = (): boolean => trial.counts().decided + trial.counts().refused >= limit;
  while (!spent() && starts.some(({ done }) => !done)) {
    for (const start of starts) {
      if (start.walk === undefined) {
        const choices = await choicesAround(evaluator, edition, ruleSet, dimensions, literals, start.case);
        if (values.length === 0) values = choices;
        start.walk = choicesToTry(choices, nearness);
      }
      for (let n = 0; n < turn && !start.done && !spent(); n += 1) {
        const next = start.walk.next();
        if (next.done === true) {
          start.done = true;
          break;
        }
        const mended = await trial.mend(
          next.value.reduce(chosen, start.case),
          next.value.map(({ path }) => path),
        );
        if (mended !== null) await consider(mended.case, mended.tried);
      }
    }
  }
  const { decided, refused } = trial.counts();
  return {
    decision: ruleSet.decision,
    findings: [...found.values()],
    cases: decided,
    refused,
    refusedBy: decided === 0 ? trial.refusedMostBy() : null,
    facts: values.length,
    values: values.reduce((total, each) => total + each.length, 0),
    starts: starts.length,
    complete: starts.every(({ done }) => done),
  };
};

/** The edition's example where it is of this decision, and the plainest facts that the shapes allow. */
const startsOf = (edition: Edition, ruleSet: RuleSet, literals: RuleSetLiterals): readonly Case[] => {
  const { example } = edition;
  const plain = ruleSet.facts.flatMap(({ name, optional }): readonly (readonly [string, unknown])[] => {
    const shape = edition.facts.get(name)?.shape;
    return shape === undefined || optional || shape.default !== null
      ? []
      : [[name, plainValue(shape, literals, name)]];
  });
  const at = example === null ? undefined : parseInstant(example.asOf);
  return [
    ...(example?.decision === ruleSet.decision && at?.ok === true
      ? [{ facts: example.facts, asOf: at.epochMs }]
      : []),
    { facts: Object.fromEntries(plain), asOf: edition.effectiveFrom },
  ];
};

const firedIn = ({ standing, overridden }: Decision): readonly string[] => [
  ...new Set([...standing, ...overridden.map(({ rule }) => rule)]),
];

const pairsIn = (fired: readonly string[]): readonly string[] =>
  fired.length === 0 ? [''] : fired.flatMap((a) => fired.map((b) => `${a} ${b}`));

/** Remembers texts; says whether any is new. */
const remember = (known: Set<string>, texts: readonly string[]): boolean => {
  const before = known.size;
  for (const text of texts) known.add(text);
  return known.size > before;
};

const findingOf = async (
  evaluator: Evaluator,
  ruleSet: RuleSet,
  one: Case,
  tried: Tried,
): Promise<BoundaryFinding | null> => {
  if (tried.code === 'failed') return { code: 'rules-failure', rules: [], case: one, why: tried.why };
  if (tried.code !== 'decided' || tried.decision.conflict === null) return null;
  const { conflict } = tried.decision;
  if (conflict.length > 0) {
    const rules = ruleSet.rules.filter(({ id }) => conflict.includes(id));
    return { code: 'rules-conflict', rules, case: one, why: null };
  }
  return { code: 'rules-gap', rules: await nearest(evaluator, ruleSet, one), case: one, why: null };
};

/** The rule with the fewest conditions that do not hold. */
const nearest = async (evaluator: Evaluator, ruleSet: RuleSet, one: Case): Promise<readonly Rule[]> => {
  const explained = await evaluator.explain({ decision: ruleSet.decision, ...one });
  if (explained.code !== 'decided') return [];
  const missing = explained.trace.rules.map(
    ({ when }) => comparisonsOf(when).filter(({ result }) => !result).length,
  );
  const rule = ruleSet.rules[missing.indexOf(Math.min(...missing))];
  return rule === undefined ? [] : [rule];
};

const keyOf = ({ code, rules, why }: BoundaryFinding): string =>
  [code, ...rules.map(({ id }) => id), why ?? ''].join(' ');

/** The finding with what may be left out of its facts left out. */
const simplified = async (
  evaluator: Evaluator,
  ruleSet: RuleSet,
  dimensions: readonly Dimension[],
  trial: Trial,
  finding: BoundaryFinding,
): Promise<BoundaryFinding> => {
  let simple = finding;
  for (const { path, values } of dimensions) {
    if (!values.includes(undefined) || valueAt(simple.case.facts, path) === undefined) continue;
    const fewer = { ...simple.case, facts: withValue(simple.case.facts, path, undefined) };
    const same = await findingOf(evaluator, ruleSet, fewer, await trial.decide(fewer));
    if (same !== null && keyOf(same) === keyOf(finding)) simple = same;
  }
  return simple;
};
