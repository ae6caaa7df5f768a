import type { Edition, Rule, RuleSet } from '../../../edition/model/edition.js';
import type { Cell } from '../code/cells.js';
import { withNeeds } from '../code/cells.js';
import type { ConclusionSlots, Slot } from './conclusion-slots.js';
import { makePrecedenceTable } from './precedence-table.js';

/** What follows from which rules fired alone, computed once for each set of fired rules and shared by the decisions. */
export interface Plan {
  readonly standing: readonly string[];
  readonly overridden: readonly { readonly rule: string; readonly by: string }[];
  readonly readings: readonly string[];
  /** The one outcome, or `unresolved`. */
  readonly outcome: string;
  /** The rules that disagree on the outcome, empty for a gap; `null` where there is one outcome. */
  readonly conflict: readonly string[] | null;
  /** Places among the cells that only conclusions need. */
  readonly needs: readonly number[];
  /** Places of what the standing rules' texts mention. */
  readonly values: readonly number[];
  /** By effect, the slots that give it: the default's alone, or the standing rules'. */
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
}

/** Finds the plan of a set of fired rules, as words of 31 bits, the first rule in the lowest bit of the first word. */
export interface Plans {
  readonly ofWord: (fired: number) => Plan;
  readonly ofWords: (fired: Int32Array) => Plan;
}

/** So many sets of fired rules are remembered; beyond, memory counts for more than the time to think anew. */
const mostRemembered = 4096;

/** In a large rule set few sets come again, and plans that live long cost more than new ones. */
const mostRememberedOfWords = 256;

/** Makes the plans of a rule set; `lazy` are the cells that are computed only where a plan needs them. */
export const makePlans = (
  edition: Edition,
  ruleSet: RuleSet,
  slots: ConclusionSlots,
  lazy: readonly Cell[],
): Plans => {
  const byWord = new Map<number, Plan>();
  const byHash = new Map<number, { readonly fired: Int32Array; readonly plan: Plan }>();
  const think = makePlanner(edition, ruleSet, slots, lazy);

  return {
    ofWord: (fired) => {
      const known = byWord.get(fired);
      if (known !== undefined) return known;
      const plan = think(Int32Array.of(fired));
      if (byWord.size >= mostRemembered) byWord.clear();
      byWord.set(fired, plan);
      return plan;
    },
    ofWords: (fired) => {
      let hash = 0;
      for (let word = 0; word < fired.length; word += 1)
        hash = (Math.imul(hash, 31) + (fired[word] ?? 0)) | 0;
      const known = byHash.get(hash);
      if (known !== undefined && isSame(known.fired, fired)) return known.plan;
      const plan = think(fired);
      if (byHash.size >= mostRememberedOfWords) byHash.clear();
      // Of two sets with one hash, the later is remembered.
      byHash.set(hash, { fired: fired.slice(), plan });
      return plan;
    },
  };
};

const isSame = (some: Int32Array, others: Int32Array): boolean => {
  for (let word = 0; word < some.length; word += 1) if (some[word] !== others[word]) return false;
  return true;
};

/** Makes what thinks out the plan of a set of fired rules. All that belongs to one rule is gathered here, once. */
const makePlanner = (
  edition: Edition,
  ruleSet: RuleSet,
  slots: ConclusionSlots,
  lazy: readonly Cell[],
): ((fired: Int32Array) => Plan) => {
  const { rules } = ruleSet;
  const standingOf = makePrecedenceTable(rules);
  const places = new Map(lazy.map((cell, place) => [cell, place]));
  const discretionOf = new Map(slots.discretions.map(({ rule }, place) => [rule, place]));
  const readings = [...edition.readings.keys()];

  return (fired) => {
    const { standing: standingPlaces, overridden } = standingOf(fired);
    const standing = standingPlaces.flatMap((place) => rules[place] ?? []);
    const outcomes = new Set(standing.map((rule) => rule.then.outcome));
    const [outcome = 'unresolved'] = outcomes;
    const resolved = outcomes.size === 1;
    const values = [...new Set(standing.flatMap((rule) => slots.valuesOf.get(rule) ?? []))];
    const given = standing.flatMap(({ then }) => then.discretion ?? []);
    const discretions = standing.flatMap((rule) => discretionOf.get(rule) ?? []);
    const effects = slots.effects.map(({ slotOf, declaration }): readonly number[] => {
      const used = standing.flatMap((rule) => slotOf.get(rule) ?? []);
      if (used.length === 0) return [0];
      return declaration.merge.kind === 'sum' ? used : [...new Set(used)];
    });
    const evaluated: Slot[] = values.flatMap((place) => slots.values[place]?.slot ?? []);
    if (resolved) {
      effects.forEach((used, i) => {
        evaluated.push(...used.flatMap((place) => slots.effects[i]?.slots[place] ?? []));
      });
      for (const place of discretions) {
        const { upTo, recommended } = slots.discretions[place] ?? {};
        evaluated.push(...[upTo, recommended].filter((slot) => slot != null));
      }
    }
    const needed = withNeeds(evaluated.flatMap(({ needs }) => [...needs]));
    const cited = new Set(standing.flatMap((rule) => rule.readings));
    return freezeLists({
      standing: idsOf(standing),
      overridden,
      readings: readings.filter((id) => cited.has(id)),
      outcome: resolved ? outcome : 'unresolved',
      conflict: resolved ? null : idsOf(standing),
      needs: needed.flatMap((cell) => places.get(cell) ?? []),
      values,
      effects,
      givers: slots.effects.map(({ slotOf }) => idsOf(standing.filter((rule) => slotOf.has(rule)))),
      discretions,
      decider: new Set(given.map(({ decider }) => decider)).size > 1 ? null : (given[0]?.decider ?? null),
      discretionGivers: idsOf(standing.filter(({ then }) => then.discretion !== null)),
      choices: ruleSet.choices.filter((choice) => given.some(({ choices }) => choices.includes(choice))),
      policy: [...new Set(given.map(({ policy }) => policy))].join(', '),
    });
  };
};

const idsOf = (rules: readonly Rule[]): readonly string[] => rules.map(({ id }) => id);

/** Freezes a plan and its lists, which decisions share; the defeats in it are frozen already. */
const freezeLists = (plan: Plan): Plan => {
  for (const part of Object.values(plan) as readonly unknown[]) if (Array.isArray(part)) Object.freeze(part);
  for (const list of [...plan.effects, ...plan.givers]) Object.freeze(list);
  return Object.freeze(plan);
};
