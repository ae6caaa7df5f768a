import fc from 'fast-check';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { compileToSql } from '../../../src/sql/compile-to-sql.js';
import type { Dialect } from '../../../src/sql/dialects/dialect.js';
import { Untranslatable } from '../../../src/sql/untranslatable.js';
import type { Tally } from '../../engine/compiled/support/differential.js';
import { arbitraryDecision, loadArbitrary, sayableEditionFiles } from '../../support/arbitrary-editions.js';
import type { Engine } from './engine.js';
import { compareRows } from './held-to-evaluator.js';
import { randomQuestions } from './questions.js';

/** Holds the queries of all decisions of an edition that can be said in SQL to the evaluator, as many random cases for each. */
export const compareDecisions = async (
  edition: Edition,
  each: number,
  seed: number,
  engine: Engine,
  dialect: Dialect,
  told: (decision: string, tally: Tally) => void = () => undefined,
): Promise<Tally> => {
  const compiled = makeCompiledEvaluator(edition);
  const all: Tally = new Map();
  for (const ruleSet of edition.decisions.values()) {
    try {
      compileToSql(edition, ruleSet, dialect);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      add(all, new Map([[`refused: ${ruleSet.decision}: ${error.message}`, 1]]));
      continue;
    }
    const questions = randomQuestions(edition, ruleSet, compiled, each, seed);
    const tally = await compareRows(edition, ruleSet, compiled, questions, engine, dialect);
    told(ruleSet.decision, tally);
    add(all, tally);
  }
  return all;
};

/** The same of small random editions. */
export const compareRandomEditions = async (
  editions: number,
  each: number,
  seed: number,
  engine: Engine,
  dialect: Dialect,
): Promise<Tally> => {
  const all: Tally = new Map();
  for (const [place, files] of fc.sample(sayableEditionFiles(), { numRuns: editions, seed }).entries()) {
    const edition = loadArbitrary(files);
    if (edition?.decisions.has(arbitraryDecision) !== true) continue;
    try {
      add(all, await compareDecisions(edition, each, seed + place, engine, dialect));
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
