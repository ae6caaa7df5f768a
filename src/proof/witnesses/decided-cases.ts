import { exploreRuleSet } from '../../analysis/boundary/boundaries.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Evaluator, Question } from '../../engine/evaluation.js';
import type { Case } from '../property.js';

/** Cases to start from, and how many to look at. */
export interface LookingForCases {
  readonly starts: readonly Case[];
  readonly limit: number;
}

/** Of the cases, one in so many is looked at with each set of clauses that a case to start from holds invalid. */
const fewerWhereInvalid = 8;

/** Cases that a decision takes and decides, near its boundaries and around those that are known: each once. */
export const decidedCases = async (
  evaluator: Evaluator,
  edition: Edition,
  ruleSet: RuleSet,
  { starts, limit }: LookingForCases,
): Promise<readonly Case[]> => {
  const { decision } = ruleSet;
  const found = new Map<string, Case>();
  /** Takes note of what is decided, with the clauses held invalid that the starts hold so. */
  const noting = (invalid: Pick<Case, 'invalid'>): Evaluator => {
    const asked = (question: Question): Question => ({ ...question, ...invalid });
    return {
      ...evaluator,
      explain: (question) => evaluator.explain(asked(question)),
      decide: async (question) => {
        const answer = await evaluator.decide(asked(question));
        const one: Case = { facts: question.facts, asOf: question.asOf, ...invalid };
        if (answer.code === 'decided') found.set(JSON.stringify(one), one);
        return answer;
      },
    };
  };
  const groups = new Map<string, readonly Case[]>([['', []]]);
  for (const one of starts) {
    const key = one.invalid === undefined ? '' : JSON.stringify(one.invalid);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, group] of groups) {
    const invalid = group[0]?.invalid;
    const asking = noting(invalid === undefined ? {} : { invalid });
    for (const { facts, asOf } of group)
      await Promise.resolve(asking.decide({ decision, facts, asOf })).catch(() => undefined);
    await exploreRuleSet(asking, edition, ruleSet, {
      limit: key === '' ? limit : Math.ceil(limit / fewerWhereInvalid),
      starts: group,
    });
  }
  return [...found.values()];
};
