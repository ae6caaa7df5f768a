import type { CaseFormula, CaseOptions } from '../cases/case-formula.js';
import { makeCase } from '../cases/case-formula.js';
import type { Property } from '../property.js';
import { decideCase, type DecisionFormula } from '../rules.js';
import { decidedOtherwise, otherUnknowns } from './other-case.js';

/**
 * That every fact which a decision lists makes a difference in some case: two cases that differ in it alone are decided differently.
 * @param options as the case was made
 * @param names of the facts
 */
export const factsMatter = (
  options: CaseOptions,
  of: CaseFormula,
  decision: DecisionFormula,
  names: readonly string[],
): readonly Property[] =>
  names.map((name): Property => {
    const given = new Map([...of.given].filter(([fact]) => fact !== name));
    const other = makeCase({ ...options, unknowns: otherUnknowns(options.unknowns), given });
    const term = decidedOtherwise(decision, decideCase(other, decision.ruleSet));
    other.close();
    return {
      id: `fact-matters ${name}`,
      kind: 'fact-matters',
      clauses: options.edition.facts.get(name)?.clauses ?? [],
      wanted: 'a-case',
      term,
      isConfirmedBy: () => true,
      changing: name,
    };
  });
