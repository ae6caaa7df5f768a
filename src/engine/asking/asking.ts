import type { Edition } from '../../edition/model/edition.js';
import { isRequiredFor, type IsRequired } from '../../edition/model/fact-schema.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import type { Value } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import type { FactError } from '../evaluation.js';
import type { InvalidClause } from '../severability.js';
import { analyse, type Analysis, type Part, type Rests } from './analyse.js';
import { makeOpenFacts, waysOf, type OpenFact, type Supposed } from './open-facts.js';
import { makePossibleFacts } from './possible-facts.js';
import type { Deps } from './possible.js';

/** What is asked: which facts matter still. Facts are valid where they are given. */
export interface OpenQuestion {
  readonly decision: string;
  /** JSON values; a list that is given is whole. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Dotted names of facts that are known to be left out, also of fields (`package.withdrawn`). */
  readonly without: readonly string[];
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly invalid?: readonly InvalidClause[];
}

/** What a fact matters for: the outcome; if not that, for what is cited; or only for effects and discretion. */
export type MattersFor = 'outcome' | 'clauses' | 'effects';

/** What is so of a decision whatever the open facts are, as long as they are not refused. */
export interface Asking {
  /** Outcomes that are possible as far as is known, in the rule set's order, `unresolved` last. */
  readonly outcomes: readonly string[];
  /** The outcome, where it is settled. */
  readonly outcome: string | undefined;
  /** The rules that stand in every case, and the rows of tables that they rest on. */
  readonly rests: Rests;
  /** Whether no others may. */
  readonly isCited: boolean;
  /** The effects, where all of them are settled, and discretion is. */
  readonly effects: Readonly<Record<string, Value>> | undefined;
  /** Open facts that matter still, the most decisive first. */
  readonly matters: readonly (OpenFact & { readonly for: MattersFor })[];
  /** Open facts that the decision reads and that cannot matter any more. */
  readonly irrelevant: readonly OpenFact[];
}

/** So many cases are gone through where facts may be only a few things. */
const mostAnalyses = 12;
const mostDeep = 2;

/** What contradicts in the facts that are known, whatever the others are. */
export const contradictionsIn = (edition: Edition, question: OpenQuestion): readonly FactError[] => {
  const { known } = knownOf(edition, question);
  const { isRefused } = makePossibleFacts({ ...known, supposed: new Map() }, question.asOf);
  return edition.constraints
    .filter(({ decisions }) => decisions?.includes(question.decision) ?? true)
    .filter(isRefused)
    .map(({ pointer, code, message }) => ({ pointer, code, message }));
};

const knownOf = (edition: Edition, { decision, facts, without }: OpenQuestion) => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const isRequired = requiredIn(ruleSet);
  const known = { edition, facts, without: new Set(without), isRequired, open: makeOpenFacts() };
  return { ruleSet, known };
};

/** Which facts matter still, and what does not hang on them. It is sound, and may take for open what is not. */
export const askOf = (edition: Edition, question: OpenQuestion): Asking => {
  const { ruleSet, known } = knownOf(edition, question);
  const { open } = known;
  let left = mostAnalyses;
  const analysed = (supposed: ReadonlyMap<string, Supposed>): Analysis => {
    left -= 1;
    return analyse(ruleSet, { ...known, supposed }, question.asOf, question.invalid);
  };
  /** Where what is open hangs on facts that may be only a few things, each of these is gone through. */
  const deeper = (found: Analysis, supposed: ReadonlyMap<string, Supposed>, depth: number): Analysis => {
    if (depth === mostDeep || found.outcome.is !== undefined) return found;
    const scores = scoresOf(found, open.all());
    const [fact, ways = []] =
      open
        .all()
        .filter(({ name, bit }) => !supposed.has(name) && (bit & found.outcome.deps) !== 0n)
        .toSorted((a, b) => (scores.get(b.name) ?? 0) - (scores.get(a.name) ?? 0))
        .map((one) => [one, waysOf(one)] as const)
        .find(([, few]) => few !== undefined && few.length <= left) ?? [];
    if (fact === undefined) return found;
    const each = ways.map((way) => {
      const more = new Map([...supposed, [fact.name, way]]);
      return deeper(analysed(more), more, depth + 1);
    });
    return together(found, each, fact.bit);
  };
  // Facts are met in the order of the vocabulary, also those that nothing hangs on.
  const met = makePossibleFacts({ ...known, supposed: new Map() }, question.asOf);
  for (const name of edition.facts.keys())
    if (ruleSet.reads.some((read) => overlapping(read, name))) met.of(name);
  const first = analysed(new Map());
  return toldOf(ruleSet, deeper(first, new Map(), 0), withRecords(scoresOf(first, open.all())), open.all());
};

/** Whether a rule set requires a fact, found once for each. */
const requiredIn = (ruleSet: RuleSet): IsRequired => {
  const before = required.get(ruleSet);
  if (before !== undefined) return before;
  const isRequired = isRequiredFor(ruleSet);
  const found = new Map<string, boolean>();
  const kept: IsRequired = (name, shape) => {
    const here = found.get(name) ?? isRequired(name, shape);
    found.set(name, here);
    return here;
  };
  required.set(ruleSet, kept);
  return kept;
};

const required = new WeakMap<RuleSet, IsRequired>();

/** What is so in each of several cases that are all there are. @param bit of the fact that tells them apart */
const together = (all: Analysis, each: readonly Analysis[], bit: Deps): Analysis => ({
  outcomes: all.outcomes.filter((outcome) => each.some(({ outcomes }) => outcomes.includes(outcome))),
  outcome: partOf(
    all.outcome,
    each.map(({ outcome }) => outcome),
    bit,
  ),
  rests: partOf(
    all.rests,
    each.map(({ rests }) => rests),
    bit,
  ),
  sure: {
    rules: (each[0]?.sure.rules ?? []).filter((rule) => each.every(({ sure }) => sure.rules.includes(rule))),
    tables: (each[0]?.sure.tables ?? []).flatMap(({ table, rows }) => {
      const same = rows.filter((row) =>
        each.every(({ sure }) => sure.tables.some((one) => one.table === table && one.rows.includes(row))),
      );
      return same.length === 0 ? [] : [{ table, rows: same }];
    }),
  },
  effects: partOf(
    all.effects,
    each.map(({ effects }) => effects),
    bit,
  ),
  open: all.open,
});

const partOf = <Said>(all: Part<Said>, each: readonly Part<Said>[], bit: Deps): Part<Said> => {
  if (all.is !== undefined) return all;
  const [first] = each;
  if (first?.is !== undefined && each.every(({ is }) => is !== undefined && sameValue(is, first.is)))
    return first;
  // What all hangs on is an answer too: the smaller is taken.
  return { is: undefined, deps: all.deps & each.reduce<Deps>((deps, one) => deps | one.deps, bit) };
};

/** How decisive each open fact is: how many open rules hang on it, and what these defeat, more where they hang on it alone. */
const scoresOf = (found: Analysis, facts: readonly OpenFact[]): ReadonlyMap<string, number> => {
  const scores = new Map<string, number>();
  for (const { deps, weight } of found.open) {
    const those = facts.filter(({ bit }) => (bit & deps) !== 0n);
    for (const { name } of those) scores.set(name, (scores.get(name) ?? 0) + weight / those.length);
  }
  return scores;
};

/** The same, where a record is as decisive as what is in it: it is asked for before. */
const withRecords = (scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
  const all = new Map(scores);
  for (const [name, score] of scores)
    for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
      const above = name.slice(0, at);
      all.set(above, Math.max(all.get(above) ?? 0, score));
    }
  return all;
};

const toldOf = (
  { outcomes: inOrder, reads }: RuleSet,
  found: Analysis,
  scores: ReadonlyMap<string, number>,
  facts: readonly OpenFact[],
): Asking => {
  const levels: readonly (readonly [MattersFor, Deps])[] = [
    ['outcome', found.outcome.deps],
    ['clauses', found.rests.deps],
    ['effects', found.effects.deps],
  ];
  const rank = new Map(levels.map(([level], place) => [level, place]));
  const matters = facts
    .flatMap((fact) => {
      const level = levels.find(([, deps]) => (deps & fact.bit) !== 0n)?.[0];
      return level === undefined ? [] : [{ ...fact, for: level, score: scores.get(fact.name) ?? 0 }];
    })
    .toSorted((a, b) => (rank.get(a.for) ?? 0) - (rank.get(b.for) ?? 0) || b.score - a.score);
  const { outcomes, outcome, rests, sure, effects } = found;
  return {
    outcomes: [...inOrder, 'unresolved'].filter((one) => outcomes.includes(one)),
    outcome: outcome.is,
    rests: rests.is ?? sure,
    isCited: rests.is !== undefined,
    effects: effects.is,
    matters,
    irrelevant: facts.filter(
      ({ name }) =>
        !matters.some((one) => one.name === name || one.name.startsWith(`${name}.`)) &&
        reads.some((read) => overlapping(read, name)),
    ),
  };
};
