import type { Edition } from '../../edition/model/edition.js';
import type { Parameter } from '../../edition/model/declarations.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { readsOf } from '../../language/syntax/walk.js';
import { makeCase, type CaseFormula, type CaseOptions } from '../cases/case-formula.js';
import { unknownFact } from '../cases/unknown-facts.js';
import { termOf } from '../expressions/translating.js';
import { idOfFigure, type Property } from '../property.js';
import { decideCase, type DecisionFormula } from '../rules.js';
import { and, no, not, or, yes, type Term } from '../terms/term.js';
import { Untranslatable } from '../untranslatable.js';
import { discretions } from '../difference/differing.js';
import { assertedApart } from '../difference/taken-cases.js';
import { decidedOtherwise, otherUnknowns } from './other-case.js';

/**
 * That every figure which a decision needs makes a difference in some case: with another value of it alone, that parameters.yaml would let it have,
 * a case is decided differently. What can't be said of a figure is told with its property, and is no hindrance to the others.
 * @param options as the case was made
 */
export const figuresMatter = (
  options: CaseOptions,
  of: CaseFormula,
  decision: DecisionFormula,
  parameters: readonly Parameter[],
): readonly Property[] =>
  parameters.map((parameter): Property => {
    const { name, clauses } = parameter;
    const common = {
      id: idOfFigure(name),
      kind: 'parameter-matters',
      clauses,
      wanted: 'a-case',
      isConfirmedBy: () => true,
      changing: name,
    } as const;
    try {
      return { ...common, term: withAnother(parameter, options, of, decision) };
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      return { ...common, term: no, unsaid: error.message };
    }
  });

const withAnother = (
  { name, shape, values }: Parameter,
  options: CaseOptions,
  of: CaseFormula,
  decision: DecisionFormula,
): Term => {
  const { formula, asserted } = assertedApart(options.unknowns.formula);
  const unknowns = otherUnknowns({ ...options.unknowns, formula });
  // A list that is as long as it is now may always be looked at.
  const mostItems = Math.max(unknowns.mostItems, ...values.map(({ value }) => longestIn(value)));
  const bounds = (list: string): void => {
    unknowns.bounds(`another ${list}`);
  };
  const value = unknownFact(name, shape, true, 'all', { ...unknowns, mostItems, bounds });
  const other = makeCase({ ...options, unknowns, given: of.given, figures: new Map([[name, value]]) });
  const holds = constraintsOn(options.edition, name).map((constraint) =>
    termOf(other.translate(constraint.holds, constraint.code, yes)),
  );
  const decided = decideCase(other, decision.ruleSet);
  const differs = [
    decidedOtherwise(decision, decided),
    ...discretions({ of, decision }, { of: other, decision: decided }),
  ];
  other.close();
  const fails = [...other.failures, ...other.roundings].map(({ when }) => when);
  return and(asserted(), ...holds, not(or(...fails)), or(...differs));
};

/** How many items the longest list in a value has. */
const longestIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).map(longestIn);
  return Math.max(Array.isArray(value) ? value.length : 0, ...inside);
};

/** What must hold of a figure, beside others. */
const constraintsOn = (edition: Edition, name: string): Edition['parameterConstraints'] =>
  edition.parameterConstraints.filter(({ holds }) =>
    readsOf(holds).some(({ root }) => figureOf(root) === name),
  );

/** A rule set with the figures that constrain those that it needs. */
export const withConstraining = (edition: Edition, ruleSet: RuleSet): RuleSet => {
  const names = new Set(ruleSet.parameters.map(({ name }) => name));
  const read = ruleSet.parameters.flatMap(({ name }) =>
    constraintsOn(edition, name).flatMap(({ holds }) => readsOf(holds).map(({ root }) => figureOf(root))),
  );
  const more = [...new Set(read)].filter((name) => !names.has(name));
  return {
    ...ruleSet,
    parameters: [...ruleSet.parameters, ...more.flatMap((name) => edition.parameters.get(name) ?? [])],
  };
};
