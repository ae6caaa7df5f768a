import type { Unknowns } from '../cases/unknown-facts.js';
import type { DecisionFormula } from '../rules.js';
import { same } from '../terms/symbolic.js';
import { equal, not, or, type Term } from '../terms/term.js';

/** The unknowns of a second case, which have names of their own. */
export const otherUnknowns = (unknowns: Unknowns): Unknowns => {
  const { formula } = unknowns;
  return {
    ...unknowns,
    formula: { ...formula, declare: (name, sort) => formula.declare(`other ${name}`, sort) },
  };
};

/** Whether one rule set decides two cases by other rules, and so other clauses and reasons, or with other effects. */
export const decidedOtherwise = (one: DecisionFormula, other: DecisionFormula): Term =>
  or(
    ...[...one.effects].map(([effect, value]) => not(same(value, other.effects.get(effect) ?? value))),
    ...one.rules.map(({ stands }, place) => not(equal(stands, other.rules[place]?.stands ?? stands))),
  );
