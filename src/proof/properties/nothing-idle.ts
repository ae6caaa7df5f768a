import { isLastResort } from '../../engine/severability.js';
import type { Property } from '../property.js';
import { comparisonsOfRule, type DecisionFormula } from '../rules.js';
import { and, not, or, type Term } from '../terms/term.js';

/** That every rule, override and condition makes a difference in some case. A rule that speaks only where clauses are invalid is left out. */
export const nothingIdle = ({ rules }: DecisionFormula): readonly Property[] =>
  rules
    .filter(({ rule }) => !isLastResort(rule))
    .flatMap(({ rule, fires, stands, turned }): readonly Property[] => {
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
        const defeats = rules.filter(
          (one) => one.rule !== rule && one.rule.overrides.includes(name) && !isLastResort(one.rule),
        );
        // What it defeats, nobody else does.
        const alone = and(fires, other.fires, not(or(...defeats.map((one) => one.fires))));
        return [some('override-matters', `${rule.id} over ${name}`, alone)];
      });
      const conditions = comparisonsOfRule(rule).map((comparison, place) => {
        const other = turned(comparison);
        const differs = or(and(fires, not(other)), and(not(fires), other));
        return some('condition-matters', `${rule.id} #${place + 1} ${comparison.name}`, differs);
      });
      return [
        some('rule-fires', rule.id, fires),
        some('rule-stands', rule.id, stands),
        ...overrides,
        ...conditions,
      ];
    });
