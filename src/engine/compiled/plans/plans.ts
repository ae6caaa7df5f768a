import type { Edition } from '../../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../../edition/model/rule-set.js';
import { merges } from '../../../language/merges.js';
import { standingOf } from '../../precedence.js';
import { tablesRestedOn } from '../../tables-rested-on.js';
import type { DiscretionSlots, EffectSlots } from './conclusion-slots.js';

/** What follows from which rules fired alone, computed once for each set of fired rules and shared by the decisions. */
export interface Plan {
  readonly standing: readonly string[];
  readonly overridden: readonly { readonly rule: string; readonly by: string }[];
  readonly readings: readonly string[];
  /** The one outcome, or `unresolved`. */
  readonly outcome: string;
  /** The rules that disagree on the outcome, empty for a gap; `null` where there is one outcome. */
  readonly conflict: readonly string[] | null;
  /** Places of what the standing rules' texts mention. */
  readonly values: readonly number[];
  /** By effect, the slots of the standing rules that give it. */
  readonly effects: readonly (readonly number[])[];
  /** By effect, the rules that give it. */
  readonly givers: readonly (readonly string[])[];
  /** Places of the standing rules' discretions. */
  readonly discretions: readonly number[];
  /** Who decides; `null` where the discretions name different people. */
  readonly decider: string | null;
  readonly discretionGivers: readonly string[];
  readonly choices: readonly string[];
  readonly policy: string;
  /** Places of the tables on which the decision rests; by whether its rules agree. */
  readonly tables: readonly number[];
  readonly tablesUnresolved: readonly number[];
}

/** What plans tell of a rule set's conclusions. */
export interface PlanSlots {
  readonly valuesOf: ReadonlyMap<Rule, readonly number[]>;
  readonly effects: readonly Pick<EffectSlots, 'declaration' | 'slotOf'>[];
  readonly discretions: readonly Pick<DiscretionSlots, 'rule'>[];
  readonly tables: readonly { readonly term: string }[];
}

/** Rules per word of bits: what a small integer holds without its sign. */
export const wordBits = 31;

/** Finds the plan of a set of fired rules, as words of bits, the first rule in the lowest bit of the first word. */
export type Plans = (fired: Int32Array) => Plan;

/** So many sets of fired rules are remembered; beyond, memory counts for more than the time to think anew. */
const mostRemembered = 4096;

/** Makes the plans of a rule set. */
export const makePlans = (edition: Edition, ruleSet: RuleSet, slots: PlanSlots): Plans => {
  const byHash = new Map<number, { readonly fired: Int32Array; readonly plan: Plan }>();
  const rested = tablesRestedOn(ruleSet);
  let last: { readonly fired: Int32Array; readonly plan: Plan } | undefined;
  return (fired) => {
    if (last !== undefined && isSame(last.fired, fired)) return last.plan;
    let hash = 0;
    for (let word = 0; word < fired.length; word += 1) hash = (Math.imul(hash, 31) + (fired[word] ?? 0)) | 0;
    let found = byHash.get(hash);
    if (found === undefined || !isSame(found.fired, fired)) {
      if (byHash.size >= mostRemembered) byHash.clear();
      // Of two sets with one hash, the later is remembered.
      found = { fired: fired.slice(), plan: planOf(edition, ruleSet, slots, fired, rested) };
      byHash.set(hash, found);
    }
    last = found;
    return found.plan;
  };
};

const isSame = (some: Int32Array, others: Int32Array): boolean => {
  for (let word = 0; word < some.length; word += 1) if (some[word] !== others[word]) return false;
  return true;
};

const planOf = (
  edition: Edition,
  ruleSet: RuleSet,
  slots: PlanSlots,
  bits: Int32Array,
  rested: ReturnType<typeof tablesRestedOn>,
): Plan => {
  const fired = ruleSet.rules.filter(
    (_, place) => ((bits[Math.floor(place / wordBits)] ?? 0) & (1 << (place % wordBits))) !== 0,
  );
  const { standing, overridden } = standingOf(fired);
  const idsWhere = (test: (rule: (typeof standing)[number]) => boolean): readonly string[] =>
    standing.filter(test).map(({ id }) => id);
  const outcomes = new Set(standing.map((rule) => rule.then.outcome));
  const [outcome = 'unresolved'] = outcomes;
  const resolved = outcomes.size === 1;
  const given = standing.flatMap(({ then }) => then.discretion ?? []);
  const cited = new Set(standing.flatMap((rule) => rule.readings));
  const tablePlaces = (isResolved: boolean): readonly number[] =>
    rested(standing, isResolved).map((term) => slots.tables.findIndex((table) => table.term === term));
  return freezeLists({
    standing: idsWhere(() => true),
    overridden: overridden.map((defeat) => Object.freeze(defeat)),
    readings: [...edition.readings.keys()].filter((id) => cited.has(id)),
    outcome: resolved ? outcome : 'unresolved',
    conflict: resolved ? null : idsWhere(() => true),
    values: [...new Set(standing.flatMap((rule) => slots.valuesOf.get(rule) ?? []))],
    effects: slots.effects.map(({ slotOf, declaration }): readonly number[] => {
      const used = standing.flatMap((rule) => slotOf.get(rule) ?? []);
      return merges[declaration.merge.kind].adds ? used : [...new Set(used)];
    }),
    givers: slots.effects.map(({ slotOf }) => idsWhere((rule) => slotOf.has(rule))),
    discretions: slots.discretions.flatMap(({ rule }, place) => (standing.includes(rule) ? [place] : [])),
    decider: new Set(given.map(({ decider }) => decider)).size > 1 ? null : (given[0]?.decider ?? null),
    discretionGivers: idsWhere(({ then }) => then.discretion !== null),
    choices: ruleSet.choices.filter((choice) => given.some(({ choices }) => choices.includes(choice))),
    policy: [...new Set(given.map(({ policy }) => policy))].join(', '),
    tables: tablePlaces(true),
    tablesUnresolved: tablePlaces(false),
  });
};

/** Freezes a plan and its lists, which decisions share. */
const freezeLists = (plan: Plan): Plan => {
  for (const part of Object.values(plan) as readonly unknown[]) if (Array.isArray(part)) Object.freeze(part);
  for (const list of [...plan.effects, ...plan.givers]) Object.freeze(list);
  return Object.freeze(plan);
};
