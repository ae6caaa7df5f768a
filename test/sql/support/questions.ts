import fc from 'fast-check';
import type { Edition } from '../../../src/edition/model/edition.js';
import type { RuleSet } from '../../../src/edition/model/rule-set.js';
import type { CompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { factsOf } from '../../../src/sql/facts/facts-of.js';
import { arbitraryQuestion, type ArbitraryQuestion } from '../../support/arbitrary-facts.js';

/** One in so many is taken as it comes; the others are such as are decided, as far as they are found. */
const asItComes = 5;

/** So many times as many questions are drawn at most. */
const mostRounds = 10;

/** Random questions to a decision, with the facts that play a part in it. */
export const randomQuestions = (
  edition: Edition,
  ruleSet: RuleSet,
  compiled: CompiledEvaluator,
  count: number,
  seed: number,
): readonly ArbitraryQuestion[] => {
  const { roots } = factsOf(edition, ruleSet);
  const facts = new Map([...edition.facts].filter(([name]) => roots.has(name)));
  const questions = arbitraryQuestion({ ...edition, facts }, ruleSet);
  const taken: ArbitraryQuestion[] = fc.sample(questions, { numRuns: Math.ceil(count / asItComes), seed });
  const refused: ArbitraryQuestion[] = [];
  for (let round = 1; round <= mostRounds && taken.length < count; round += 1)
    for (const question of fc.sample(questions, { numRuns: count, seed: seed + round }))
      (isDecided(compiled, question) ? taken : refused).push(question);
  return [...taken, ...refused].slice(0, count);
};

const isDecided = (compiled: CompiledEvaluator, question: ArbitraryQuestion): boolean => {
  try {
    return compiled.decide(question).code === 'decided';
  } catch {
    return true;
  }
};
