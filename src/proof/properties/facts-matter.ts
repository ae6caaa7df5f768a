import type { CaseFormula, CaseOptions } from '../cases/case-formula.js';
import { makeCase } from '../cases/case-formula.js';
import type { Property } from '../property.js';
import { decideCase, type DecisionFormula } from '../rules.js';
import { same } from '../terms/symbolic.js';
import { equal, not, or } from '../terms/term.js';

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
    const { formula } = options.unknowns;
    const renamed = {
      ...options.unknowns,
      formula: {
        ...formula,
        declare: (fact: string, sort: Parameters<typeof formula.declare>[1]) =>
          formula.declare(`other ${fact}`, sort),
      },
    };
    const other = makeCase({ ...options, unknowns: renamed, given });
    const decided = decideCase(other, decision.ruleSet);
    other.close();
    const differences = [...decision.effects].map(([effect, value]) =>
      not(same(value, decided.effects.get(effect) ?? value)),
    );
    return {
      id: `fact-matters ${name}`,
      kind: 'fact-matters',
      clauses: options.edition.facts.get(name)?.clauses ?? [],
      wanted: 'a-case',
      term: or(
        ...differences,
        // Other rules, and with them other clauses and reasons.
        ...decision.rules.map(({ stands }, place) =>
          not(equal(stands, decided.rules[place]?.stands ?? stands)),
        ),
      ),
      isConfirmedBy: () => true,
      changing: name,
    };
  });
