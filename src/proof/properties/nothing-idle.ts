import { comparisonsOf } from '../../engine/comparisons-of.js';
import { flipped } from '../../analysis/boundary/flipped-condition.js';
import { comparisonsIn } from '../../edition/model/rule-expressions.js';
import type { RuleTrace, Trace } from '../../engine/evaluation.js';
import { isLastResort } from '../../engine/severability.js';
import type { Property } from '../property.js';
import type { DecisionFormula } from '../rules.js';
import { and, not, or, type Term } from '../terms/term.js';

/** That every rule, override and condition makes a difference in some case, whatever clauses are held invalid. */
export const nothingIdle = ({ rules }: DecisionFormula): readonly Property[] =>
  rules.flatMap(({ rule, fires, stands, turned }): readonly Property[] => {
    const some = (
      kind: Property['kind'],
      id: string,
      term: Term,
      isShownBy: (own: RuleTrace, trace: Trace) => boolean,
    ): Property => ({
      id: `${kind} ${id}`,
      kind,
      clauses: rule.clauses,
      wanted: 'a-case',
      term,
      isConfirmedBy: () => true,
      isShownBy: (trace) => {
        const own = traceOf(trace, rule.id);
        return own !== undefined && isShownBy(own, trace);
      },
    });
    const overrides = [...new Set(rule.overrides)].flatMap((name) => {
      const other = rules.find((one) => one.rule.id === name);
      if (other === undefined) return [];
      return [
        some(
          'override-matters',
          `${rule.id} over ${name}`,
          and(fires, other.fires),
          ({ fired }, trace) => fired && traceOf(trace, name)?.fired === true,
        ),
      ];
    });
    const conditions = (isLastResort(rule) ? [] : comparisonsIn(rule.when)).flatMap((comparison, place) => {
      const other = turned(comparison);
      const differs = or(and(fires, not(other.fires)), and(not(fires), other.fires));
      const name = `${rule.id} #${place + 1} ${comparison.name}`;
      const isWhere =
        (result: boolean) =>
        ({ when, severed }: RuleTrace): boolean =>
          severed !== true &&
          comparisonsOf(when)[place]?.result === result &&
          flipped(when, place) !== when.result;
      return [
        some('condition-matters', `${name}, where it holds`, and(other.holds, differs), isWhere(true)),
        some(
          'condition-matters',
          `${name}, where it does not`,
          and(not(other.holds), differs),
          isWhere(false),
        ),
      ];
    });
    return [
      some('rule-fires', rule.id, fires, ({ fired }) => fired),
      some('rule-stands', rule.id, stands, ({ standing }) => standing),
      ...overrides,
      ...conditions,
    ];
  });

const traceOf = ({ rules }: Trace, id: string): RuleTrace | undefined =>
  rules.find(({ rule }) => rule === id);
