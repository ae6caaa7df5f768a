import { quotedList } from '../../language/json-text.js';
import type { Edition, Rule, RuleSet } from '../../edition/model/edition.js';
import type { Decision } from '../../engine/evaluation.js';
import { citationsOf } from './answer.js';

/** What an answer says by its standing rules alone, as JSON: all of `clauses` but the reasons, `overridden`, `readings`. */
export interface StandingTexts {
  /** Ids of the clauses that are cited, in the contract's order. */
  readonly cites: readonly string[];
  /** The standing rules that cite a clause. */
  readonly rules: readonly Rule[];
  /** One entry for each clause of `clauses`, up to its reason; `rule` is the place of its rule among `rules`. */
  readonly cited: readonly { readonly start: string; readonly rule: number }[];
  /** From after the clauses to what was assumed. */
  readonly after: string;
}

/**
 * Writes what follows from the standing rules once for all decisions that share it. Decisions share a list where an evaluator made it
 * once and froze it; of others nothing is kept.
 */
export const makeStandingTexts = (
  edition: Edition,
  ruleSet: RuleSet,
): ((decision: Decision) => StandingTexts) => {
  const known = new WeakMap<Decision['standing'], Known>();
  const clausesOf = new Map(ruleSet.rules.map(({ id, clauses }) => [id, clauses]));
  return (decision) => {
    const { standing, overridden, readings } = decision;
    const here = known.get(standing);
    if (here?.overridden === overridden && here.readings === readings) return here.texts;
    const texts = write(edition, ruleSet, clausesOf, decision);
    if (isFrozen(standing) && isFrozen(overridden) && isFrozen(readings))
      known.set(standing, { overridden, readings, texts });
    return texts;
  };
};

interface Known extends Pick<Decision, 'overridden' | 'readings'> {
  readonly texts: StandingTexts;
}

const write = (
  edition: Edition,
  ruleSet: RuleSet,
  clausesOf: ReadonlyMap<string, readonly string[]>,
  { standing, overridden, readings }: Decision,
): StandingTexts => {
  const citations = citationsOf(edition, ruleSet, standing);
  const rules = [...new Set(citations.map(({ rule }) => rule))];
  const told = overridden.map(({ rule, by }) => ({ rule, clauses: clausesOf.get(rule) ?? [], by }));
  return {
    cites: citations.map(({ clause }) => clause.id),
    rules,
    cited: citations.map(({ clause, rule }) => ({
      start: `${JSON.stringify({ id: clause.id, rule: rule.id, text: clause.words }).slice(0, -1)},"because":`,
      rule: rules.indexOf(rule),
    })),
    after: `,"overridden":${JSON.stringify(told)},"readings":${quotedList(readings)},"assumed":`,
  };
};

const isFrozen = (list: readonly unknown[]): boolean =>
  Object.isFrozen(list) && list.every((item) => typeof item !== 'object' || Object.isFrozen(item));
