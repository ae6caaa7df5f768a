import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Edition } from '../../../src/edition/model/edition.js';
import {
  makeCompiledEvaluator,
  type CompiledEvaluator,
} from '../../../src/engine/compiled/compiled-evaluator.js';
import { Untranslatable } from '../../../src/proof/untranslatable.js';
import { arbitraryDecision, loadArbitrary, sayableEditionFiles } from '../../support/arbitrary-editions.js';
import { arbitraryQuestion, preferring, type ArbitraryQuestion } from '../../support/arbitrary-facts.js';
import { shrinkingEnds, type Tally } from '../../engine/compiled/support/differential.js';
import { compareCase } from './held-to-evaluator.js';
import { translated, type Translated } from './translated.js';

/** Told of a case that is decided or left unresolved, and was compared. */
type Seen = (translation: Translated, question: ArbitraryQuestion) => void;

/**
 * Holds the formulas of all decisions of an edition to the compiled evaluator on random facts, as many for each.
 * @returns how many cases came to what
 */
export const compareOnRandomFacts = async (
  edition: Edition,
  cases: number,
  seed: number,
  seen: Seen = () => undefined,
): Promise<Tally> => {
  const compiled = makeCompiledEvaluator(edition);
  const tally: Tally = new Map();
  const each = Math.ceil(cases / edition.decisions.size);
  for (const ruleSet of edition.decisions.values()) {
    const translation = translated(edition, ruleSet);
    const questions = preferring(arbitraryQuestion(edition, ruleSet), (question) =>
      suits(compiled, question),
    );
    await fc.assert(
      fc.asyncProperty(
        questions,
        shrinkingEnds((question: ArbitraryQuestion) => {
          if (compare(translation, compiled, question, tally)) seen(translation, question);
          return Promise.resolve();
        }),
      ),
      { numRuns: each, seed },
    );
  }
  return tally;
};

const questionsEach = 20;

/** The same on random small editions, of which some are refused by the translation: they are counted, and another is taken. */
export const compareOnRandomEditions = async (
  cases: number,
  seed: number,
  seen: Seen = () => undefined,
): Promise<Tally> => {
  const tally: Tally = new Map();
  const check = shrinkingEnds((files: ReadonlyMap<string, string>, questionSeed: number) => {
    const edition = loadArbitrary(files);
    const ruleSet = edition?.decisions.get(arbitraryDecision);
    fc.pre(edition !== undefined && ruleSet !== undefined);
    const translation = unlessUntranslatable(() => translated(edition, ruleSet), tally);
    fc.pre(translation !== undefined);
    const compiled = makeCompiledEvaluator(edition);
    const questions = arbitraryQuestion(edition, ruleSet);
    for (const question of fc.sample(questions, { numRuns: questionsEach, seed: questionSeed })) {
      if (compare(translation, compiled, question, tally)) seen(translation, question);
    }
    return Promise.resolve();
  });
  await fc.assert(fc.asyncProperty(sayableEditionFiles(), fc.nat(), check), {
    numRuns: Math.ceil(cases / questionsEach),
    seed,
    maxSkipsPerRun: 20,
  });
  return tally;
};

const unlessUntranslatable = <Result>(make: () => Result, tally: Tally): Result | undefined => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    count(tally, `refused: ${error.message}`);
    return undefined;
  }
};

const suits = (compiled: CompiledEvaluator, question: ArbitraryQuestion): boolean => {
  try {
    return compiled.decide(question).code === 'decided';
  } catch {
    return true;
  }
};

/** @returns whether there was a decision, resolved or not */
const compare = (
  translation: Translated,
  compiled: CompiledEvaluator,
  question: ArbitraryQuestion,
  tally: Tally,
): boolean => {
  try {
    const came = compareCase(translation, compiled, question);
    count(tally, came);
    return ['decided', 'conflict', 'gap'].includes(came);
  } catch (cause) {
    assert.ok(cause instanceof Error);
    throw new Error(`The formula differs on ${JSON.stringify(question)}: ${cause.message}`, { cause });
  }
};

const count = (tally: Tally, what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1);
};
