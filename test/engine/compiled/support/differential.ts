import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../../../../src/edition/model/edition.js';
import { readEditionFolder } from '../../../../src/edition/read/read-edition-folder.js';
import {
  makeCompiledEvaluator,
  type CompiledEvaluator,
} from '../../../../src/engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../../../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../../../src/engine/reference/reference-evaluator.js';
import { arbitraryQuestion, preferring, type ArbitraryQuestion } from '../../../support/arbitrary-facts.js';
import {
  arbitraryDecision,
  arbitraryEditionFiles,
  loadArbitrary,
} from '../../../support/arbitrary-editions.js';
import { loadReviewed } from './load-reviewed.js';
import { assertSame } from './same-decision.js';

/** How many cases came to what. */
export type Tally = Map<string, number>;

/** The folder of the edition in `rules/` that is tested. */
export const editionFolder = fileURLToPath(
  new URL('../../../../rules/kommo-ai-agent-terms/2026-04-27', import.meta.url),
);

let real: Promise<Edition> | undefined;

/** The edition in `rules/`, loaded once in a process: nothing can be changed in it. */
export const loadRealEdition = (): Promise<Edition> =>
  (real ??= readEditionFolder(editionFolder).then(loadReviewed));

/** Holds both evaluators to each other on random facts of an edition's decisions; a counterexample is shrunk and told with its seed. */
export const compareOnRandomFacts = async (edition: Edition, cases: number, seed: number): Promise<Tally> => {
  const reference = makeReferenceEvaluator(edition);
  const compiled = makeCompiledEvaluator(edition);
  const tally: Tally = new Map();
  const questions = [...edition.decisions.values()].map((ruleSet) =>
    preferring(arbitraryQuestion(edition, ruleSet), (question) => suits(compiled, question)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(...questions),
      shrinkingEnds((question: ArbitraryQuestion) => compare(reference, compiled, question, tally)),
    ),
    { numRuns: cases, seed },
  );
  return tally;
};

/** How often a counterexample that was found is tried in a smaller form. */
const shrinkingSteps = 500;

/**
 * Shrinking ends, after so many steps and not after a time: a counterexample that is told is worth more than a smaller one that is not.
 */
export const shrinkingEnds = <Arguments extends readonly unknown[]>(
  check: (...given: Arguments) => Promise<void>,
): ((...given: Arguments) => Promise<void>) => {
  let left: number | undefined;
  return async (...given) => {
    if (left === 0) return;
    if (left !== undefined) left -= 1;
    try {
      await check(...given);
    } catch (error) {
      left ??= error instanceof fc.PreconditionFailure ? undefined : shrinkingSteps;
      throw error;
    }
  };
};

/** Questions that each random edition is asked. */
const questionsEach = 10;

/**
 * The same on random small editions, some questions to each. A counterexample is the files of an edition, shrunk; the question stands in
 * the message.
 */
export const compareOnRandomEditions = async (
  cases: number,
  seed: number,
  editions = arbitraryEditionFiles(),
): Promise<Tally> => {
  const tally: Tally = new Map();
  const check = shrinkingEnds(async (files: ReadonlyMap<string, string>, questionSeed: number) => {
    const edition = loadArbitrary(files);
    const ruleSet = edition?.decisions.get(arbitraryDecision);
    fc.pre(edition !== undefined && ruleSet !== undefined);
    const reference = makeReferenceEvaluator(edition);
    const compiled = makeCompiledEvaluator(edition);
    const questions = arbitraryQuestion(edition, ruleSet);
    for (const question of fc.sample(questions, { numRuns: questionsEach, seed: questionSeed })) {
      await compare(reference, compiled, question, tally);
    }
  });
  await fc.assert(fc.asyncProperty(editions, fc.nat(), check), {
    numRuns: Math.ceil(cases / questionsEach),
    seed,
    maxSkipsPerRun: 10,
  });
  return tally;
};

/** Only guides the choice of questions: what is refused says little about rules. */
const suits = (compiled: CompiledEvaluator, question: ArbitraryQuestion): boolean => {
  try {
    return compiled.decide(question).code === 'decided';
  } catch {
    return true;
  }
};

const compare = async (
  reference: Evaluator,
  compiled: CompiledEvaluator,
  question: ArbitraryQuestion,
  tally: Tally,
): Promise<void> => {
  const outcome = await assertSame(reference, compiled, question).catch((cause: unknown) => {
    throw new Error(`The evaluators differ on ${JSON.stringify(question)}`, { cause });
  });
  const key = `${question.decision}: ${outcome}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
};
