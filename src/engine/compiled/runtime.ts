import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { mergeValues, merges, strongest } from '../../language/merges.js';
import type { Computed, Value } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import { EvaluationDefect } from '../defect.js';
import { datedValues, valueInForce } from '../environment.js';
import type { Decision, Discretion } from '../evaluation.js';
import { outward } from '../facts/fact-values.js';
import { held } from '../facts/out-of-range.js';
import { computing, frozen } from './computing.js';
import type { Plan, Plans } from './plans/plans.js';
import type { seldomFunctions } from './seldom-computing.js';

/** The parameters of a rule set over a span of asOf in which none of them changes. */
export interface InForce {
  /** Epoch milliseconds; the span is half-open. */
  readonly from: number;
  readonly until: number;
  readonly values: readonly Value[];
  readonly sinces: readonly number[];
  /** All their values, with the instants from which they hold. */
  readonly dated: readonly Value[];
  readonly assumed: Decision['assumed'];
}

/** What generated code may call; it can reach nothing else but the language itself. */
export interface Runtime {
  readonly plans: Plans;
  readonly inForce: (asOf: number) => InForce;
  readonly functions: ReturnType<typeof functionsOf> & Partial<ReturnType<typeof seldomFunctions>>;
}

/**
 * Makes what one decision's generated code calls.
 * @param seldom what makes those functions that the code of many a decision never calls
 */
export const makeRuntime = (
  ruleSet: RuleSet,
  plans: Plans,
  seldom: (ruleSet: RuleSet) => Partial<ReturnType<typeof seldomFunctions>>,
): Runtime => {
  const known: InForce[] = [];
  return {
    plans,
    functions: { ...functionsOf(ruleSet), ...seldom(ruleSet) },
    inForce: (asOf) => {
      const found =
        known.find(({ from, until }) => asOf >= from && asOf < until) ?? makeInForce(ruleSet, asOf);
      if (!known.includes(found)) known.push(found);
      return found;
    },
  };
};

const makeInForce = (ruleSet: RuleSet, asOf: number): InForce => {
  const dates = ruleSet.parameters.flatMap(({ values }) => values.map(({ from }) => from));
  const inForce = ruleSet.parameters.map((parameter) => valueInForce(parameter, asOf));
  return {
    from: Math.max(-Infinity, ...dates.filter((date) => date <= asOf)),
    until: Math.min(Infinity, ...dates.filter((date) => date > asOf)),
    values: inForce.map(({ dated }) => dated.value),
    sinces: inForce.map(({ dated }) => dated.from),
    dated: ruleSet.parameters.map(datedValues),
    assumed: inForce
      .filter(({ assumed }) => assumed)
      .map(({ parameter, dated }) =>
        frozen({ fact: parameter.name, value: outward(dated.value, parameter.type) }),
      ),
  };
};

/** The identity of the edition that a module was generated from, as its first comment line tells it. */
export const titleOf = ({ identity }: Edition, { decision }: RuleSet): string =>
  `${decision} of ${identity.document} ${identity.revision}, ${identity.digest}`;

const functionsOf = (ruleSet: RuleSet) => ({
  ...computing,
  /** By effect, what the standing rules' values come to; `undefined` where they disagree. */
  merged: [...ruleSet.effects.values()].map(
    ({ name, type, merge }) =>
      (values: readonly Computed[]): Computed | undefined => {
        const merged = mergeValues(values, merge);
        if (!merged.ok) return undefined;
        return merges[merge.kind].adds ? held(merged.value, type, name, true) : merged.value;
      },
  ),
  /** Choices are joined and the strictest recommendation wins; `undefined` where who decides or up to how much is not the same. */
  discretionOf: (
    { decider, policy, choices: open }: Plan,
    limits: readonly Value[],
    recommendations: readonly Value[],
  ): Discretion | undefined => {
    const [upTo = null] = limits;
    if (decider === null || limits.some((limit) => !sameValue(limit, upTo))) return undefined;
    const recommended = strongest(recommendations, ruleSet.choices);
    if (typeof recommended !== 'string') throw new EvaluationDefect(`${ruleSet.decision} recommends nothing`);
    return { decider, choices: open, recommended, ...(upTo === null ? {} : { upTo }), policy };
  },
});
