import fc from 'fast-check';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { compileToSql } from '../../../src/sql/compile-to-sql.js';
import { Untranslatable } from '../../../src/sql/untranslatable.js';
import type { Tally } from '../../engine/compiled/support/differential.js';
import { arbitraryDecision, loadArbitrary, sayableEditionFiles } from '../../support/arbitrary-editions.js';
import type { RuleSet } from '../../../src/edition/model/rule-set.js';
import type { Target } from './engine.js';
import { ask, compareRows } from './held-to-evaluator.js';
import { randomQuestions } from './questions.js';

/**
 * Holds the queries of all decisions of an edition that can be said in SQL to the evaluator, as many random cases for each.
 * @param compared told of each decision when all its cases were compared
 * @returns how many cases came to what in each engine
 */
export const compareDecisions = async (
  edition: Edition,
  each: number,
  seed: number,
  targets: readonly Target[],
  compared: (decision: string) => void = () => undefined,
): Promise<readonly Tally[]> => {
  const compiled = makeCompiledEvaluator(edition);
  const all = targets.map((target) => ({ target, tally: new Map<string, number>() }));
  for (const ruleSet of edition.decisions.values()) {
    const saying = all.filter(({ target, tally }) => {
      const refusal = refusalOf(edition, ruleSet, target);
      if (refusal !== undefined) add(tally, new Map([[`refused: ${ruleSet.decision}: ${refusal}`, 1]]));
      return refusal === undefined;
    });
    if (saying.length === 0) continue;
    const asked = ask(edition, ruleSet, compiled, randomQuestions(edition, ruleSet, compiled, each, seed));
    for (const { target, tally } of saying) add(tally, await compareRows(edition, ruleSet, asked, target));
    compared(ruleSet.decision);
  }
  return all.map(({ tally }) => tally);
};

/** Why a decision can't be said in SQL. */
const refusalOf = (edition: Edition, ruleSet: RuleSet, { dialect }: Target): string | undefined => {
  try {
    compileToSql(edition, ruleSet, dialect);
    return undefined;
  } catch (error) {
    if (error instanceof Untranslatable) return error.message;
    throw error;
  }
};

/** The same of small random editions. */
export const compareRandomEditions = async (
  editions: number,
  each: number,
  seed: number,
  targets: readonly Target[],
): Promise<readonly Tally[]> => {
  const all = targets.map((): Tally => new Map());
  for (const [place, files] of fc.sample(sayableEditionFiles(), { numRuns: editions, seed }).entries()) {
    const edition = loadArbitrary(files);
    if (edition?.decisions.has(arbitraryDecision) !== true) continue;
    try {
      const tallies = await compareDecisions(edition, each, seed + place, targets);
      for (const [at, tally] of all.entries()) add(tally, tallies[at] ?? new Map<string, number>());
    } catch (cause) {
      const written = [...files].map(([name, text]) => `--- ${name}\n${text}`).join('\n');
      throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${written}`, { cause });
    }
  }
  return all;
};

const add = (all: Tally, more: Tally): void => {
  for (const [what, count] of more) all.set(what, (all.get(what) ?? 0) + count);
};
