import { comparisonsIn } from '../../engine/compiled/code/condition-code.js';
import { isLastResort } from '../../engine/severability.js';
import type { Property } from '../property.js';
import type { DecisionFormula } from '../rules.js';
import { and, not, or, type Term } from '../terms/term.js';

/** That every rule, override and condition makes a difference in some case, whatever clauses are held invalid. */
export const nothingIdle = ({ rules }: DecisionFormula): readonly Property[] =>
  rules.flatMap(({ rule, fires, stands, turned }): readonly Property[] => {
    const some = (kind: Property['kind'], id: string, term: Term): Property => ({
      id: `${kind} ${id}`,
      kind,
      clauses: rule.clauses,
      wanted: 'a-case',
      term,
      isConfirmedBy: () => true,
    });
    const overrides = [...new Set(rule.overrides)].flatMap((name) => {
      const other = rules.find((one) => one.rule.id === name);
      if (other === undefined) return [];
      return [some('override-matters', `${rule.id} over ${name}`, and(fires, other.fires))];
    });
    const conditions = (isLastResort(rule) ? [] : comparisonsIn(rule.when)).flatMap((comparison, place) => {
      const other = turned(comparison);
      const differs = or(and(fires, not(other.fires)), and(not(fires), other.fires));
      const name = `${rule.id} #${place + 1} ${comparison.name}`;
      return [
        some('condition-matters', `${name}, where it holds`, and(other.holds, differs)),
        some('condition-matters', `${name}, where it does not`, and(not(other.holds), differs)),
      ];
    });
    return [
      some('rule-fires', rule.id, fires),
      some('rule-stands', rule.id, stands),
      ...overrides,
      ...conditions,
    ];
  });
