import type { RuleSet } from '../../../edition/model/rule-set.js';
import { canonical } from '../../../language/canonical.js';
import { planOf } from '../../../sql/decision/plans.js';
import type { Edition } from '../../../edition/model/edition.js';
import { textOf, type Sql } from '../../../sql/values/sql-text.js';

/** What somebody may choose, as the canonical JSON that a record keeps of it. */
export interface DiscretionQuery {
  /** Over a row that is decided: the text, NULL where there is no discretion. @param sets the sets of fired rules that have a plan */
  readonly text: (sets: readonly bigint[]) => Sql;
}

/** How SQL says the discretion of a decision; `null` where the evaluator has to, as what it is limited to is no money. */
export const discretionQuery = (edition: Edition, ruleSet: RuleSet): DiscretionQuery | null => {
  const rules = new Map(ruleSet.rules.map((rule) => [rule.id, rule.then.discretion]));
  const limits = [...rules.values()].flatMap((discretion) => discretion?.upTo?.type ?? []);
  if (limits.some((type) => type.kind !== 'record' || type.name !== 'money')) return null;
  // The parts that a set of rules says alone, in the order of canonical JSON.
  const saidBy = (fired: bigint): string | null => {
    const given = planOf(edition, ruleSet, fired).rules.flatMap((id) => rules.get(id) ?? []);
    const [first] = given;
    if (first === undefined) return null;
    const choices = ruleSet.choices.filter((choice) => given.some((one) => one.choices.includes(choice)));
    const policy = [...new Set(given.map((one) => one.policy))].join(', ');
    return canonical({ choices, decider: first.decider, policy }).slice(0, -1);
  };
  return {
    text: (sets) => {
      const bySaid = new Map<string, bigint[]>();
      for (const fired of sets) {
        const said = saidBy(fired);
        if (said !== null) bySaid.set(said, [...(bySaid.get(said) ?? []), fired]);
      }
      const [only, ...others] = [...bySaid];
      if (only === undefined) return 'CAST(NULL AS VARCHAR)';
      const said =
        others.length === 0
          ? textOf(only[0])
          : `CASE ${[...bySaid].map(([text, of]) => `WHEN "fired" IN (${of.join(', ')}) THEN ${textOf(text)}`).join(' ')} END`;
      const upTo =
        limits.length === 0
          ? `''`
          : `CASE WHEN "discretion.upTo.minor" IS NULL THEN '' ELSE concat(',"upTo":{"currency":', to_json("discretion.upTo.currency"), ',"minor":', "discretion.upTo.minor", '}') END`;
      const sayable = [...bySaid.values()].flat().join(', ');
      // A decision that is not resolved has no discretion; one that is has a recommendation, or the edition has a defect that no check found.
      return `CASE WHEN "discretion.recommended" IS NOT NULL THEN concat(${said}, ',"recommended":', to_json("discretion.recommended"), ${upTo}, '}') WHEN "outcome" <> 'unresolved' AND "fired" IN (${sayable}) THEN error('a discretion recommends nothing: take --data or --store') END`;
    },
  };
};
