import type { Edition } from '../../edition/model/edition.js';
import type { Invariant } from '../../edition/model/invariant.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { effectName, nameBefore, outcomeName } from '../../edition/names/invariant-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { makeCase, type CaseFormula } from '../cases/case-formula.js';
import type { Unknowns } from '../cases/unknown-facts.js';
import { translate } from '../expressions/translate.js';
import { conditionOf } from '../expressions/translating.js';
import { decideCase, type DecisionFormula } from '../rules.js';
import { lastInstant } from '../terms/months.js';
import { fieldsOf, nothing, same, type Symbolic } from '../terms/symbolic.js';
import { and, compare, not, or, yes, type Term } from '../terms/term.js';
import { prefixed, stepFormula } from './step-formula.js';

/** An invariant over any case. */
export interface InvariantFormula {
  readonly before: CaseFormula;
  /** The case after; what it has of facts that a step computes is no unknown. */
  readonly after: CaseFormula | undefined;
  /** Facts of the case after that have the parts which may be anything else. */
  readonly other: ReadonlyMap<string, Symbolic>;
  /** Whether anything is said of the case: it is taken and decided, facts that are read are there, and `when` holds. */
  readonly isMeant: Term;
  /** That what a step computes is what a request may say; part of that. */
  readonly isSayable: Term;
  readonly holds: Term;
  /** Whether the evaluators round something on the way. */
  readonly isRounded: Term;
  /** What rests on products and sums that the evaluators round; there nothing is said. */
  readonly rounded: readonly string[];
}

/** A case with what is decided of it. */
interface Decided {
  readonly of: CaseFormula;
  readonly decisions: readonly DecisionFormula[];
}

/** Translates an invariant. Throws `Untranslatable`. @param asOf the instant of the case before */
export const invariantFormula = (
  edition: Edition,
  invariant: Invariant,
  unknowns: Unknowns,
  asOf: Term,
): InvariantFormula => {
  const { formula, texts } = unknowns;
  const { step, when, holds, name } = invariant;
  const ruleSets = invariant.decisions.flatMap((decision) => edition.decisions.get(decision) ?? []);
  const before: Decided = decide(
    makeCase({ edition, ruleSets, unknowns, asOf, isLoose: false }),
    ruleSets,
    true,
  );
  let after: Decided | undefined;
  const wrong: Term[] = [];
  const roundings: Term[] = [];
  const rounded = new Set<string>();
  const valueOf = (expression: TypedExpression): Symbolic =>
    formula.shareAll(
      translate(expression, {
        formula,
        texts,
        read: (root, fields) => {
          const later = nameBefore(root);
          const { of, decisions } = later === undefined ? before : (after ?? before);
          return fieldsOf(said(later ?? root, decisions) ?? of.read(later ?? root, []), fields);
        },
        variables: new Map(),
        under: yes,
        fails: (one) => wrong.push(one),
        rounds: (one) => {
          wrong.push(one);
          roundings.push(one);
          rounded.add(name);
        },
      }),
    );
  const decided: Term[] = [...isDecided(before)];
  const [taken, sayable]: [Term[], Term[]] = [[], []];
  let other: ReadonlyMap<string, Symbolic> = new Map();
  if (step !== null) {
    const own = { ...unknowns, formula: prefixed(formula, 'after ') };
    const stepped = stepFormula(step, {
      edition,
      ruleSets,
      before: before.of,
      unknowns: own,
      valueOf: ({ is }) => valueOf(is),
    });
    other = stepped.other;
    const instant = step.later ? own.formula.declare('asOf', 'Int') : asOf;
    if (step.later) formula.assert(and(compare('>=', instant, asOf), compare('<=', instant, lastInstant)));
    after = decide(
      makeCase({ edition, ruleSets, unknowns: own, asOf: instant, isLoose: false, given: stepped.given }),
      ruleSets,
      step.isDecided,
    );
    if (step.isDecided) {
      decided.push(...isDecided(after));
      sayable.push(...stepped.isSayable);
    }
  }
  for (const { root, fields } of invariant.needs)
    for (const one of after === undefined ? [before] : [before, after])
      taken.push(not(one.of.read(root, fields).absent));
  const meant = when === null ? yes : conditionOf(valueOf(when));
  const [decisions, later] = [before.decisions, after?.decisions ?? []];
  const wanted = and(
    conditionOf(valueOf(holds)),
    ...invariant.unchanged.map((one) => same(said(one, decisions) ?? nothing, said(one, later) ?? nothing)),
  );
  for (const one of [...before.of.roundings, ...(after?.of.roundings ?? [])]) {
    rounded.add(one.what);
    roundings.push(one.when);
  }
  return {
    before: before.of,
    after: after?.of,
    other,
    isMeant: formula.share(and(...decided, ...sayable, ...taken, meant, not(or(...wrong)))),
    isSayable: formula.share(and(...sayable)),
    holds: formula.share(wanted),
    isRounded: formula.share(or(...roundings)),
    rounded: [...rounded],
  };
};

/** @param isTaken whether it must be a case that the decisions take; else only facts of it are looked at */
const decide = (of: CaseFormula, ruleSets: readonly RuleSet[], isTaken: boolean): Decided => {
  for (const { name } of ruleSets.flatMap(({ facts }) => facts)) of.read(name, []);
  const decisions = isTaken ? ruleSets.map((ruleSet) => decideCase(of, ruleSet)) : [];
  if (isTaken) of.close();
  return { of, decisions };
};

/** That everything can be computed, and that each decision is resolved. */
const isDecided = ({ of, decisions }: Decided): readonly Term[] => [
  ...[...of.failures, ...of.roundings].map(({ when }) => not(when)),
  ...decisions.map(({ gap, disagreements }) => not(or(gap, ...disagreements.map(({ when }) => when)))),
];

/** What a name stands for that is of a decision; `undefined` of any other. */
const said = (name: string, decisions: readonly DecisionFormula[]): Symbolic | undefined => {
  for (const { ruleSet, outcome, effects } of decisions) {
    if (name === outcomeName(ruleSet.decision)) return outcome;
    for (const [effect, value] of effects) if (name === effectName(ruleSet.decision, effect)) return value;
  }
  return undefined;
};
