import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { Value } from '../../language/types/types.js';
import { clausesNotInForce, type InvalidClause } from '../severability.js';
import { tablesRestedOn } from '../tables-rested-on.js';
import { effectsOf } from './possible-effects.js';
import { makePossibleFacts, type Known } from './possible-facts.js';
import { makePossibleNames } from './possible-names.js';
import { firedOf, setsOf, standingOf, type Stands } from './possible-standing.js';
import type { Deps } from './possible.js';

/** One part of what a decision says: what it is in every case, or on which open facts it hangs. */
export type Part<Said> =
  { readonly is: Said; readonly deps: 0n } | { readonly is: undefined; readonly deps: Deps };

/** What an outcome rests on. */
export interface Rests {
  readonly rules: readonly string[];
  readonly tables: readonly { readonly table: string; readonly rows: readonly number[] }[];
}

/** What a decision may come to. */
export interface Analysis {
  /** Outcomes that are possible as far as is known; `unresolved` among them where rules might disagree, or none stand. */
  readonly outcomes: readonly string[];
  readonly outcome: Part<string>;
  readonly rests: Part<Rests>;
  /** What stands in every case. */
  readonly sure: Rests;
  readonly effects: Part<Readonly<Record<string, Value>>>;
  /** Of each open rule that may change what stands, on what it hangs, and how much it changes. */
  readonly open: Stands['open'];
}

/** What a decision may come to by what is known. Facts are valid, asOf is in epoch milliseconds. */
export const analyse = (
  ruleSet: RuleSet,
  knownFacts: Known,
  asOf: number,
  invalid: readonly InvalidClause[] = [],
): Analysis => {
  const { edition } = knownFacts;
  const notInForce = invalid.length === 0 ? [] : clausesNotInForce(edition, invalid);
  const names = makePossibleNames(edition, ruleSet, makePossibleFacts(knownFacts, asOf).of, asOf, notInForce);
  const fired = firedOf(edition, ruleSet, names, invalid);
  const stands = standingOf(ruleSet.rules, fired);
  const { mayStand, sure, open } = stands;
  const sets = setsOf(stands);
  const effects = effectsOf(ruleSet, mayStand, togetherIn(sets), names);

  const found = new Set(
    sets === undefined ? [...mayStand.map(({ then }) => then.outcome), unresolved] : sets.map(outcomeOf),
  );
  if (effects.disagreement.may) found.add(unresolved);
  const outcomes = [...found];
  const [only, ...others] = outcomes;
  const outcome = others.length === 0 ? only : undefined;
  const live = open.reduce((deps, rule) => deps | rule.deps, 0n);

  const tablesOf = tablesIn(ruleSet);
  const tables = [
    ...new Set([...tablesOf(mayStand, true), ...(open.length === 0 ? [] : tablesOf([], true))]),
  ].map((table) => ({ table, ...names.rows(table) }));
  const restDeps = tables.reduce((deps, one) => deps | one.deps, live);
  const isWhole =
    open.length === 0 && tables.every(({ possible, sure: those }) => possible.length === those.length);
  const restsOn: Rests = {
    rules: sure.map(({ id }) => id),
    tables: (isWhole ? tables.map(({ table }) => table) : tablesOf(sure, false)).map((table) => ({
      table,
      rows: names.rows(table).sure,
    })),
  };
  const isKnown =
    isWhole && (outcome === unresolved || (outcome !== undefined && effects.given !== undefined));
  return {
    outcomes,
    outcome: outcome === undefined ? hangsOn(live | effects.disagreement.deps) : { is: outcome, deps: 0n },
    rests: isWhole ? { is: restsOn, deps: 0n } : hangsOn(restDeps),
    sure: restsOn,
    effects: isKnown
      ? { is: outcome === unresolved ? {} : (effects.given ?? {}), deps: 0n }
      : hangsOn(restDeps | effects.deps),
    open,
  };
};

const tablesIn = (ruleSet: RuleSet): ReturnType<typeof tablesRestedOn> => {
  const before = rested.get(ruleSet);
  if (before !== undefined) return before;
  const tables = tablesRestedOn(ruleSet);
  rested.set(ruleSet, tables);
  return tables;
};

const rested = new WeakMap<RuleSet, ReturnType<typeof tablesRestedOn>>();

const hangsOn = (deps: Deps) => ({ is: undefined, deps }) as const;

const unresolved = 'unresolved';

const outcomeOf = (standing: readonly Rule[]): string => {
  const [first, ...others] = new Set(standing.map(({ then }) => then.outcome));
  return first === undefined || others.length > 0 ? unresolved : first;
};

/** Whether two rules may stand together, and be merged. */
const togetherIn = (
  sets: readonly (readonly Rule[])[] | undefined,
): ((one: Rule, other: Rule) => boolean) => {
  const merged = sets?.filter((standing) => outcomeOf(standing) !== unresolved);
  return (one, other) =>
    one !== other &&
    one.then.outcome === other.then.outcome &&
    (merged?.some((standing) => standing.includes(one) && standing.includes(other)) ?? true);
};
