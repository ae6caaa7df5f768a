import { namesEdition } from '../../analysis/difference/canonical-decision.js';
import type { DiscretionRule, RuleSet } from '../../edition/model/rule-set.js';
import type { CaseFormula } from '../cases/case-formula.js';
import type { DecisionFormula } from '../rules.js';
import { either, nothing, same, type Symbolic } from '../terms/symbolic.js';
import { and, choose, equal, integer, no, not, or, yes, type Term } from '../terms/term.js';
import { Untranslatable } from '../untranslatable.js';

/** A case as one edition decides it. */
export interface DecidedCase {
  readonly of: CaseFormula;
  readonly decision: DecisionFormula;
  /** Whether the edition takes its facts and can compute all that it asks for. */
  readonly isTaken: Term;
}

/** Whether two editions answer a case otherwise: one does not take it, or outcome, effects or discretion differ. */
export const differing = (left: DecidedCase, right: DecidedCase): Term => {
  const [one, other] = [left.decision, right.decision];
  const names = new Set([...one.effects.keys(), ...other.effects.keys()]);
  const differs = [
    not(same(one.outcome, other.outcome)),
    ...[...names].map((name) => {
      if (givesEdition(one.ruleSet, name) && givesEdition(other.ruleSet, name)) return no;
      const [before, after] = [one.effects.get(name), other.effects.get(name)];
      return before === undefined || after === undefined ? yes : not(same(before, after));
    }),
    ...discretions(left, right),
  ];
  const [openLeft, openRight] = [isOpen(one), isOpen(other)];
  return or(
    not(equal(left.isTaken, right.isTaken)),
    and(
      left.isTaken,
      right.isTaken,
      or(not(equal(openLeft, openRight)), and(not(openLeft), not(openRight), or(...differs))),
    ),
  );
};

/** Whether a decision is left unresolved; which rules disagree then is not compared. */
const isOpen = ({ gap, disagreements }: DecisionFormula): Term =>
  or(gap, ...disagreements.map(({ when }) => when));

/** Whether an effect is the edition that decides, which any two give as themselves. */
const givesEdition = (ruleSet: RuleSet, effect: string): boolean => {
  const byDefault = ruleSet.effects.get(effect)?.default;
  const given = ruleSet.rules.flatMap(({ then }) => then.effects.get(effect) ?? []);
  return byDefault !== undefined && [byDefault, ...given].every(namesEdition);
};

/** How what is left to somebody's choice may differ (`discretionOf` in `engine/conclude.ts`). */
export const discretions = (left: Deciding, right: Deciding): readonly Term[] => {
  const [before, after] = [discretionOf(left), discretionOf(right)];
  if (before.length === 0 && after.length === 0) return [];
  const order = left.decision.ruleSet.choices;
  if (JSON.stringify(order) !== JSON.stringify(right.decision.ruleSet.choices))
    throw new Untranslatable('a discretion of other choices');
  const policies = [before, after].map((all) => new Set(all.map(({ says }) => says.policy)));
  if (policies.some(({ size }) => size > 1)) throw new Untranslatable('a discretion of several policies');
  const isGiven = (all: readonly Leaving[], which: (one: Leaving) => boolean = () => true): Term =>
    or(...all.filter(which).map(({ stands }) => stands));
  const differs = (of: (all: readonly Leaving[]) => Term): Term => not(equal(of(before), of(after)));
  const deciders = new Set([...before, ...after].map(({ says }) => says.decider));
  const policyNames = new Set([...before, ...after].map(({ says }) => says.policy));
  return [
    ...[...deciders].map((name) => differs((all) => isGiven(all, ({ says }) => says.decider === name))),
    ...[...policyNames].map((name) => differs((all) => isGiven(all, ({ says }) => says.policy === name))),
    ...order.map((choice) => differs((all) => isGiven(all, ({ says }) => says.choices.includes(choice)))),
    differs((all) => recommendedOf(all, order, left.of)),
    not(same(limitOf(before), limitOf(after))),
  ];
};

type Deciding = Pick<DecidedCase, 'of' | 'decision'>;

/** A rule that leaves something to a choice. */
interface Leaving {
  readonly says: DiscretionRule;
  readonly stands: Term;
  readonly recommended: Symbolic;
  readonly upTo: Symbolic;
}

const discretionOf = ({ of, decision }: Deciding): readonly Leaving[] =>
  decision.rules.flatMap(({ rule, stands, upTo }) => {
    const says = rule.then.discretion;
    if (says === null) return [];
    const recommended = of.translate(says.recommended, 'recommended', stands);
    return [{ says, stands, recommended, upTo: upTo ?? nothing }];
  });

/** The strictest of what is recommended, by its place in the order from mild to strict. */
const recommendedOf = (all: readonly Leaving[], order: readonly string[], { unknowns }: CaseFormula): Term =>
  order.reduce<Term>((milder, choice, place) => {
    const code = integer(unknowns.texts.code(choice));
    const isRecommended = or(
      ...all.map(({ stands, recommended }) =>
        recommended.kind === 'scalar'
          ? and(stands, not(recommended.absent), equal(recommended.term, code))
          : no,
      ),
    );
    return choose(isRecommended, integer(place + 1), milder);
  }, integer(0));

/** Up to how much; the rules that stand agree on that. */
const limitOf = (all: readonly Leaving[]): Symbolic =>
  all.reduceRight<Symbolic>((other, { stands, upTo }) => either(stands, upTo, other), nothing);
