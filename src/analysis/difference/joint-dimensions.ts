import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Case } from '../boundary/boundary-case.js';
import { dimensionsOf, type Dimension } from '../boundary/boundary-dimensions.js';
import { literalsOf, type RuleSetLiterals } from '../boundary/boundary-literals.js';
import { nearnessOf, type Nearness } from '../boundary/boundary-nearness.js';
import { choicesAround, type Choice } from '../boundary/boundary-pairs.js';
import type { EditionSide } from './case-difference.js';
import { overlooking } from './known-facts.js';

/** What varies in the cases of a decision that two editions have: the facts of both, at the boundaries of both. */
export interface JointDimensions {
  readonly dimensions: readonly Dimension[];
  readonly literals: RuleSetLiterals;
  readonly nearness: Nearness;
  /** What may be chosen around a case, by dimension. */
  readonly choicesAround: (one: Case) => Promise<readonly (readonly Choice[])[]>;
}

/** An edition's part in a comparison: its rule set of the decision too. */
export interface DecidingSide extends EditionSide {
  readonly ruleSet: RuleSet;
}

/** Joins the boundaries of two rule sets: a value near a boundary of one is tried under both. */
export const joinDimensions = (left: DecidingSide, right: DecidingSide): JointDimensions => {
  const sides = [left, right];
  const each = sides.map(({ edition, ruleSet }) => literalsOf(edition, ruleSet));
  const literals: RuleSetLiterals = {
    texts: unique(each.flatMap(({ texts }) => texts)),
    currencies: unique(each.flatMap(({ currencies }) => currencies)),
    numbers: unique(each.flatMap(({ numbers }) => numbers)),
    durations: unique(each.flatMap(({ durations }) => durations)),
    months: unique(each.flatMap(({ months }) => months)),
    times: unique(each.flatMap(({ times }) => times)),
    instants: unique(each.flatMap(({ instants }) => instants)),
  };
  const dimensions = new Map<string, Dimension>();
  for (const dimension of sides.flatMap(({ edition, ruleSet }) => dimensionsOf(edition, ruleSet, literals))) {
    const key = dimension.path.join('.');
    const known = dimensions.get(key);
    dimensions.set(
      key,
      known === undefined
        ? dimension
        : {
            ...known,
            values: unique([...known.values, ...dimension.values]),
            isRead: known.isRead || dimension.isRead,
          },
    );
  }
  const nearnesses = sides.map(({ edition, ruleSet }) => nearnessOf(edition, ruleSet));
  const all = [...dimensions.values()];
  return {
    dimensions: all,
    literals,
    nearness: (one, other) => Math.max(...nearnesses.map((nearness) => nearness(one, other))),
    choicesAround: async (one) => {
      const joint = new Map<string, Choice[]>();
      for (const { edition, evaluator, ruleSet } of sides) {
        const asking = overlooking(edition, evaluator);
        for (const choices of await choicesAround(asking, edition, ruleSet, all, literals, one)) {
          const key = choices[0]?.path.join('.') ?? '';
          joint.set(key, [...(joint.get(key) ?? []), ...choices]);
        }
      }
      return [...joint.values()].map(unique);
    },
  };
};

const unique = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
