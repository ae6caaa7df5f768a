import type { ComparisonCondition, Rule, RuleSet } from '../edition/model/rule-set.js';
import { restingClauses } from '../edition/model/invalid-clauses.js';
import { isLastResort } from '../engine/severability.js';
import type { CaseFormula } from './case-formula.js';
import { comparisonTerm, comparisonsOf, conditionTerm } from './conditions.js';
import { mergedEffect } from './merged-effects.js';
import { nothing, same, scalar, type Symbolic } from './terms/symbolic.js';
import { and, choose, integer, no, not, or, type Term } from './terms/term.js';

/** A rule as terms over a case. */
export interface RuleFormula {
  readonly rule: Rule;
  readonly fires: Term;
  readonly stands: Term;
  /** What it gives, for each effect that it gives. */
  readonly effects: ReadonlyMap<string, Symbolic>;
  /** The most that it leaves to somebody's choice; `undefined` where it leaves nothing. */
  readonly upTo: Symbolic | undefined;
  /** Whether one of its comparisons holds, and whether the rule would fire if it came out the other way. */
  readonly turned: (comparison: ComparisonCondition) => { readonly holds: Term; readonly fires: Term };
}

/** Rules that disagree, and when they do. */
export interface Disagreement {
  readonly rules: readonly [Rule, Rule];
  /** About the outcome, an effect or the discretion. */
  readonly about: string;
  readonly when: Term;
}

/** A decision of a case. */
export interface DecisionFormula {
  readonly ruleSet: RuleSet;
  readonly rules: readonly RuleFormula[];
  /** Whether no rule stands. */
  readonly gap: Term;
  readonly disagreements: readonly Disagreement[];
  /** The outcome as a text's number, where the decision is resolved. */
  readonly outcome: Symbolic;
  /** The effects, where the decision is resolved. */
  readonly effects: ReadonlyMap<string, Symbolic>;
}

/** Decides any case. Throws `Untranslatable`. */
export const decideCase = (of: CaseFormula, ruleSet: RuleSet): DecisionFormula => {
  const { formula, texts } = of.unknowns;
  const comparisons = new Map<ComparisonCondition, Term>();
  const holds = (comparison: ComparisonCondition): Term => {
    let term = comparisons.get(comparison);
    if (term === undefined) {
      term = formula.share(comparisonTerm(comparison, of));
      comparisons.set(comparison, term);
    }
    return term;
  };
  const whens = ruleSet.rules.map((rule) => ({
    rule,
    when: formula.share(conditionTerm(rule.when, holds)),
    dropsOut:
      rule.invalid === undefined
        ? formula.share(and(...restingClauses(rule.clauses).map((clause) => of.isInvalid(clause))))
        : no,
  }));
  const usual = whens.map(({ rule, when, dropsOut }) => (isLastResort(rule) ? no : and(when, not(dropsOut))));
  // What speaks where nothing else is left, speaks only where something has dropped out.
  const nothingIsLeft = formula.share(and(not(or(...usual)), or(...whens.map(({ dropsOut }) => dropsOut))));
  const fired = whens.map(({ rule, when }, place) => ({
    rule,
    fires: formula.share(isLastResort(rule) ? and(when, nothingIsLeft) : (usual[place] ?? no)),
  }));
  const rules = fired.map(({ rule, fires }): RuleFormula => {
    const defeats = fired.filter((one) => one.rule.overrides.includes(rule.id)).map((one) => one.fires);
    const stands = formula.share(and(fires, not(or(...defeats))));
    const effects = [...rule.then.effects].map(([name, expression]): [string, Symbolic] => {
      const type = ruleSet.effects.get(name)?.type ?? expression.type;
      return [name, of.compute(expression, type, name, stands, true)];
    });
    // What the reasons mention is computed with the decision.
    for (const part of rule.then.because)
      if (typeof part !== 'string') of.translate(part.expression, part.name, stands);
    const limit = rule.then.discretion?.upTo;
    return {
      rule,
      fires,
      stands,
      effects: new Map(effects),
      upTo:
        limit === undefined
          ? undefined
          : limit === null
            ? nothing
            : of.compute(limit, limit.type, 'upTo', stands, true),
      turned: (comparison) => ({
        holds: holds(comparison),
        fires: and(
          not(whens.find((one) => one.rule === rule)?.dropsOut ?? no),
          conditionTerm(rule.when, (one) => (one === comparison ? not(holds(one)) : holds(one))),
        ),
      }),
    };
  });
  const gap = formula.share(not(or(...rules.map(({ stands }) => stands))));
  const effects = [...ruleSet.effects].map(([name, declaration]): [string, Symbolic] => {
    const givers = rules.flatMap(({ stands, effects: given }) => {
      const value = given.get(name);
      return value === undefined ? [] : [{ stands, value }];
    });
    const isByDefault = formula.share(not(or(gap, ...givers.map(({ stands }) => stands))));
    const byDefault = of.compute(declaration.default, declaration.type, name, isByDefault, true);
    return [name, formula.shareAll(mergedEffect(givers, byDefault, declaration.merge, of))];
  });
  const outcome = rules.reduceRight<Term>(
    (otherwise, { rule, stands }) => choose(stands, integer(texts.code(rule.then.outcome)), otherwise),
    integer(texts.code('unresolved')),
  );
  return {
    ruleSet,
    rules,
    gap,
    disagreements: disagreementsOf(ruleSet, rules),
    outcome: scalar(formula.share(outcome)),
    effects: new Map(effects),
  };
};

const disagreementsOf = (ruleSet: RuleSet, rules: readonly RuleFormula[]): readonly Disagreement[] =>
  rules.flatMap((one, place) =>
    rules.slice(place + 1).flatMap((other): readonly Disagreement[] => {
      const both = and(one.stands, other.stands);
      const found = (about: string, when: Term): Disagreement => ({
        rules: [one.rule, other.rule],
        about,
        when,
      });
      if (one.rule.then.outcome !== other.rule.then.outcome) return [found('outcome', both)];
      const inEffects = [...one.effects].flatMap(([name, value]) => {
        const against = other.effects.get(name);
        return against === undefined || ruleSet.effects.get(name)?.merge.kind !== 'equal'
          ? []
          : [found(name, and(both, not(same(value, against))))];
      });
      const deciders = [one.rule.then.discretion?.decider, other.rule.then.discretion?.decider];
      const inDiscretion =
        one.upTo === undefined || other.upTo === undefined
          ? []
          : [
              found(
                'discretion',
                deciders[0] === deciders[1] ? and(both, not(same(one.upTo, other.upTo))) : both,
              ),
            ];
      return [...inEffects, ...inDiscretion];
    }),
  );

/** The comparisons of a rule, in the order in which they are written. */
export const comparisonsOfRule = ({ when }: Rule): readonly ComparisonCondition[] => comparisonsOf(when);
