import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { arithmetic, roundedQuotient, type Rounding } from '../../language/arithmetic.js';
import { calculate } from '../../language/calculations.js';
import { operators, type OperatorName } from '../../language/operators.js';
import { formatDuration, formatInstant } from '../../language/instants.js';
import { distinct, mergeValues, merges, strongest } from '../../language/merges.js';
import { compareNumbers, nearestNumber, type Numeric } from '../../language/numeric.js';
import { money, type Computed, type Value } from '../../language/types/types.js';
import { itemAt, sameValue } from '../../language/values.js';
import { EvaluationDefect } from '../defect.js';
import { datedValues, valueInForce } from '../environment.js';
import type { Decision, Discretion } from '../evaluation.js';
import { formatTemporal } from '../../language/time/temporal-texts.js';
import { asGiven, instantOf, outward, timeValueOf } from '../fact-values.js';
import { held, notComputed } from '../out-of-range.js';
import { counting } from './counting.js';
import type { Plan, Plans } from './plans/plans.js';
import { tableFunctions } from './tables.js';

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
  readonly functions: ReturnType<typeof functionsOf>;
}

/** Makes what one decision's generated code calls. */
export const makeRuntime = (ruleSet: RuleSet, plans: Plans): Runtime => {
  const known: InForce[] = [];
  return {
    plans,
    functions: functionsOf(ruleSet),
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

/** Freezes data to its depth, so that decisions may share it. */
const frozen = <Data>(data: Data): Data => {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    for (const part of Object.values(data)) frozen(part);
    Object.freeze(data);
  }
  return data;
};

/** Whether a value is plainly money within its range; `held` has the last word on any other. */
const isSoundMoney = (value: Computed, isOwed: boolean): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { minor, currency } = value as Readonly<Record<string, Computed>>; // neither a list nor null
  return (
    Number.isSafeInteger(minor) &&
    !(isOwed && Number(minor) < 0) &&
    typeof currency === 'string' &&
    isCode.test(currency)
  );
};

const isCode = /^[A-Z]{3}$/;

const mostCounted = Number.MAX_SAFE_INTEGER;

/** A calculation that may fail, with the name of what is computed. */
const named =
  <One, Other, Result>(compute: (one: One, other: Other) => Result) =>
  (one: One, other: Other, what: string): Result => {
    try {
      return compute(one, other);
    } catch (cause) {
      throw notComputed(what, cause);
    }
  };

/** What generated code of an expression calls, whatever edition it is of. */
export const computing = {
  frozen,
  held,
  instantOf,
  formatInstant,
  formatDuration,
  formatTemporal,
  timeValueOf,
  asGiven,
  nearestOf: (value: Numeric | null): number | null => (value === null ? null : nearestNumber(value)),
  /** A sum, a difference, a product of integers that JavaScript counts. */
  plus: (one: number, other: number): Numeric => {
    const sum = one + other;
    return sum >= -mostCounted && sum <= mostCounted ? sum : arithmetic.add(one, other);
  },
  minus: (one: number, other: number): Numeric => {
    const difference = one - other;
    return difference >= -mostCounted && difference <= mostCounted
      ? difference
      : arithmetic.subtract(one, other);
  },
  times: (one: number, other: number): Numeric => {
    const product = one * other;
    return product >= -mostCounted && product <= mostCounted ? product + 0 : arithmetic.multiply(one, other);
  },
  add: named(arithmetic.add),
  subtract: named(arithmetic.subtract),
  multiply: named(arithmetic.multiply),
  divide: named(arithmetic.divide),
  modulo: named(arithmetic.modulo),
  calculate: named(calculate),
  roundedQuotient: (dividend: Numeric, divisor: Numeric, rounding: Rounding, what: string): Numeric => {
    try {
      return roundedQuotient(dividend, divisor, rounding);
    } catch (cause) {
      throw notComputed(what, cause);
    }
  },
  compareOf: compareNumbers,
  leastOf: (one: Numeric, other: Numeric): Numeric => (compareNumbers(other, one) < 0 ? other : one),
  greatestOf: (one: Numeric, other: Numeric): Numeric => (compareNumbers(other, one) > 0 ? other : one),
  /** A sum of JavaScript's numbers, which no list has so many of that it can't be computed. */
  sumOf: (list: readonly Numeric[]): Numeric => list.reduce(arithmetic.add, 0),
  absOf: (value: Numeric): Numeric => (typeof value === 'number' ? Math.abs(value) : value.abs()),
  isAmongOf: (list: readonly Computed[], sought: Computed): boolean =>
    list.some((item) => sameValue(item, sought)),
  /** Whether an operator of conditions holds. */
  holdsOf: (name: OperatorName, left: Computed, right: Computed): boolean =>
    operators[name].holds(left, right),
  /** What `held` makes of an integer. */
  integerOf: (value: Computed, what: string): Computed =>
    Number.isSafeInteger(value) ? value : held(value, { kind: 'integer' }, what),
  /** What `held` makes of money. */
  moneyOf: (value: Computed, what: string, isOwed: boolean): Computed =>
    isSoundMoney(value, isOwed) ? value : held(value, money, what, isOwed),
  /** A field of what may be no object, only where it is the object's own. */
  own: (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name] // an object that has the field
      : undefined,
  /** The item at a place that counts from 1, or from the end where it is negative. */
  itemOf: itemAt,
  ...counting,
  distinctOf: distinct,
};

const functionsOf = (ruleSet: RuleSet) => ({
  ...computing,
  ...tableFunctions(ruleSet),
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
