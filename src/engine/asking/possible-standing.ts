import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import { isLastResort, severedBy, type InvalidClause } from '../severability.js';
import { truthOfCondition } from './possible-conditions.js';
import type { PossibleNames } from './possible-names.js';
import type { Deps } from './possible.js';
import { fails, isOpen, isSure, open, type Truth } from './truth.js';

/** How each rule may fire. */
export const firedOf = (
  edition: Edition,
  ruleSet: RuleSet,
  { scope }: PossibleNames,
  invalid: readonly InvalidClause[],
): ReadonlyMap<Rule, Truth> => {
  const dropped = new Set(
    invalid.length === 0 ? [] : severedBy(edition, ruleSet, invalid).rules.map(({ rule }) => rule),
  );
  const usual = ruleSet.rules.map((rule): [Rule, Truth] => [
    rule,
    isLastResort(rule) || dropped.has(rule.id) ? fails : truthOfCondition(rule.when, scope),
  ]);
  const fired = new Map(usual);
  const some = usual.some(([, truth]) => isSure(truth));
  if (dropped.size === 0 || some) return fired;
  // They fire where nothing else does.
  const deps = usual.reduce((all, [, truth]) => all | truth.deps, 0n);
  const none = usual.every(([, truth]) => !truth.mayHold);
  for (const rule of ruleSet.rules.filter(isLastResort)) {
    const truth = truthOfCondition(rule.when, scope);
    if (truth.mayHold) fired.set(rule, none ? truth : open(deps | truth.deps));
  }
  return fired;
};

/** Which rules stand. A fired rule defeats what it overrides, even if it is defeated itself. */
export interface Stands {
  /** In every case. */
  readonly sure: readonly Rule[];
  /** In some case, as far as is known. */
  readonly mayStand: readonly Rule[];
  /** Open rules that may change what stands. */
  readonly open: readonly { readonly rule: Rule; readonly deps: Deps; readonly weight: number }[];
}

/** Which rules stand, by how each may fire. */
export const standingOf = (rules: readonly Rule[], fired: ReadonlyMap<Rule, Truth>): Stands => {
  const truthOf = (rule: Rule): Truth => fired.get(rule) ?? fails;
  const possible = rules.filter((rule) => truthOf(rule).mayHold);
  const defeaters = (rule: Rule): readonly Rule[] =>
    possible.filter(({ overrides }) => overrides.includes(rule.id));
  const mayStand = possible.filter((rule) => !defeaters(rule).some((other) => isSure(truthOf(other))));
  const sure = mayStand.filter((rule) => isSure(truthOf(rule)) && defeaters(rule).length === 0);
  const standing = new Set(mayStand.map(({ id }) => id));
  return {
    sure,
    mayStand,
    open: possible.flatMap((rule) => {
      const truth = truthOf(rule);
      const defeats = rule.overrides.filter((id) => standing.has(id)).length;
      const isLive = isOpen(truth) && (standing.has(rule.id) || defeats > 0);
      return isLive ? [{ rule, deps: truth.deps, weight: 1 + defeats }] : [];
    }),
  };
};

/** Sets of fired rules are gone through one by one where not more rules than so many are open. */
const mostOpenRules = 7;

/** What stands in each case, as far as is known, each set once; `undefined` where there are too many cases. */
export const setsOf = ({ mayStand, open: live }: Stands): readonly (readonly Rule[])[] | undefined => {
  if (live.length > mostOpenRules) return undefined;
  const bitsOf = (test: (rule: Rule) => boolean): number =>
    live.reduce((bits, { rule }, place) => (test(rule) ? bits | (1 << place) : bits), 0);
  // What may stand is defeated by no rule that surely fires, and fires itself, or is open.
  const each = mayStand.map((rule) => ({
    rule,
    own: bitsOf((other) => other === rule),
    defeaters: bitsOf(({ overrides }) => overrides.includes(rule.id)),
  }));
  const sets = new Map<string, readonly Rule[]>();
  for (let fired = 0; fired < 1 << live.length; fired += 1) {
    const standing = each.filter(({ own, defeaters }) => (own & fired) === own && (defeaters & fired) === 0);
    const key = standing.map(({ rule }) => rule.id).join(' ');
    if (!sets.has(key))
      sets.set(
        key,
        standing.map(({ rule }) => rule),
      );
  }
  return [...sets.values()];
};
