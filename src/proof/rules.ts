import type { ComparisonCondition, Rule, RuleSet } from '../edition/model/rule-set.js';
import { restingClauses } from '../edition/model/invalid-clauses.js';
import { merges } from '../language/merges.js';
import { isLastResort } from '../engine/severability.js';
import type { CaseFormula } from './cases/case-formula.js';
import { comparisonTerm, conditionTerm } from './conditions.js';
import { mergedEffect } from './merged-effects.js';
import { nothing, same, scalar, type Symbolic } from './terms/symbolic.js';
import { and, choose, integer, no, not, or, yes, type Term } from './terms/term.js';

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
  const standing = fired.map(({ rule, fires }): Standing => {
    const defeats = fired.filter((one) => one.rule.overrides.includes(rule.id)).map((one) => one.fires);
    const stands = formula.share(and(fires, not(or(...defeats))));
    // What the reasons mention is computed with the decision.
    for (const part of rule.then.because)
      if (typeof part !== 'string') of.translate(part.expression, part.name, stands);
    return { rule, fires, stands };
  });
  const disagreements = outcomesThatDisagree(standing);
  const gap = formula.share(not(or(...standing.map(({ stands }) => stands))));
  // Whether nothing that was looked at so far leaves the decision unresolved: what comes after is not computed.
  let resolved = formula.share(and(not(gap), areOneOutcome(standing)));
  const agree = (about: readonly Disagreement[]): void => {
    disagreements.push(...about);
    resolved = formula.share(and(resolved, not(or(...about.map(({ when }) => when)))));
  };
  const effects = new Map<string, Symbolic>();
  const given = new Map(standing.map(({ rule }) => [rule, new Map<string, Symbolic>()]));
  for (const [name, declaration] of ruleSet.effects) {
    const { type, merge } = declaration;
    const givers = standing.flatMap(({ rule, stands }): readonly Giver[] => {
      const expression = rule.then.effects.get(name);
      if (expression === undefined) return [];
      const value = of.compute(expression, type, name, formula.share(and(stands, resolved)), true);
      given.get(rule)?.set(name, value);
      return [{ rule, stands, value }];
    });
    const isByDefault = formula.share(and(resolved, not(or(...givers.map(({ stands }) => stands)))));
    const byDefault = of.compute(declaration.default, type, name, isByDefault, true);
    if (merge.kind === 'equal') agree(pairs(givers, name, (one, other) => not(same(one.value, other.value))));
    const resolvedGivers = givers.map((one) => ({
      ...one,
      stands: formula.share(and(one.stands, resolved)),
    }));
    const merged = formula.shareAll(mergedEffect(name, resolvedGivers, byDefault, declaration, of));
    if (merges[merge.kind].adds) of.hold(merged, type, name, resolved, true);
    effects.set(name, merged);
  }
  const limited = standing.flatMap(({ rule, stands }): readonly Limited[] => {
    const { discretion } = rule.then;
    if (discretion === null) return [];
    const { upTo, decider } = discretion;
    const under = formula.share(and(stands, resolved));
    const value = upTo === null ? nothing : of.compute(upTo, upTo.type, 'upTo', under, true);
    return [{ rule, stands, value, decider }];
  });
  agree(
    pairs(limited, 'discretion', (one, other) =>
      one.decider === other.decider ? not(same(one.value, other.value)) : yes,
    ),
  );
  for (const { rule, stands } of limited)
    if (rule.then.discretion !== null)
      of.translate(rule.then.discretion.recommended, 'recommended', and(stands, resolved));
  const outcome = standing.reduceRight<Term>(
    (otherwise, { rule, stands }) => choose(stands, integer(texts.code(rule.then.outcome)), otherwise),
    integer(texts.code('unresolved')),
  );
  return {
    ruleSet,
    rules: standing.map(({ rule, fires, stands }): RuleFormula => ({
      rule,
      fires,
      stands,
      effects: given.get(rule) ?? new Map(),
      upTo: limited.find((one) => one.rule === rule)?.value,
      turned: (comparison) => ({
        holds: holds(comparison),
        fires: and(
          not(whens.find((one) => one.rule === rule)?.dropsOut ?? no),
          conditionTerm(rule.when, (one) => (one === comparison ? not(holds(one)) : holds(one))),
        ),
      }),
    })),
    gap,
    disagreements,
    outcome: scalar(formula.share(outcome)),
    effects,
  };
};

interface Standing {
  readonly rule: Rule;
  readonly fires: Term;
  readonly stands: Term;
}
interface Giver {
  readonly rule: Rule;
  readonly stands: Term;
  readonly value: Symbolic;
}
interface Limited extends Giver {
  readonly decider: string;
}

const outcomesThatDisagree = (standing: readonly Standing[]): Disagreement[] =>
  standing.flatMap((one, place) =>
    standing
      .slice(place + 1)
      .filter((other) => one.rule.then.outcome !== other.rule.then.outcome)
      .map((other) => ({
        rules: [one.rule, other.rule],
        about: 'outcome',
        when: and(one.stands, other.stands),
      })),
  );

const areOneOutcome = (standing: readonly Standing[]): Term => {
  const outcomes = [...new Set(standing.map(({ rule }) => rule.then.outcome))];
  const isOne = outcomes.map((outcome) =>
    or(...standing.filter(({ rule }) => rule.then.outcome === outcome).map(({ stands }) => stands)),
  );
  return and(...isOne.flatMap((one, place) => isOne.slice(place + 1).map((other) => not(and(one, other)))));
};

/** Rules of one outcome that disagree about something that both give. */
const pairs = <Gives extends Giver>(
  givers: readonly Gives[],
  about: string,
  differ: (one: Gives, other: Gives) => Term,
): readonly Disagreement[] =>
  givers.flatMap((one, place) =>
    givers
      .slice(place + 1)
      .filter((other) => one.rule.then.outcome === other.rule.then.outcome)
      .map((other) => ({
        rules: [one.rule, other.rule],
        about,
        when: and(one.stands, other.stands, differ(one, other)),
      })),
  );
