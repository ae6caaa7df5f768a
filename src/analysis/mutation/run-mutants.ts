import type { Edition } from '../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import type { Answer, Question } from '../../engine/evaluation.js';
import type { Mutant } from './mutant.js';

/** One question of a scenario, and whether an answer to it is what the scenario expects. */
export interface Proof {
  readonly scenario: string;
  /** `file:line` of the scenario. */
  readonly at: string;
  /** Its facts are valid against the decision's schema, which no mutant changes. */
  readonly question: Question;
  readonly isMet: (edition: Edition, answer: Answer) => boolean;
}

/** What became of a mutant: which scenario noticed it first, or none. */
export interface MutantResult {
  readonly mutant: Mutant;
  readonly noticedBy: Proof | null;
}

/** Says how far a run has come, after each mutant. */
export type Progress = (done: number, survivors: number) => void;

/**
 * Runs each mutant against the questions of the decisions that it touches, until one of them is not answered as expected. An answer that
 * cannot be computed counts as noticed.
 */
export const runMutants = (
  mutants: readonly Mutant[],
  proofs: readonly Proof[],
  progress: Progress = () => undefined,
): readonly MutantResult[] => {
  const byDecision = new Map<string, Proof[]>();
  for (const proof of proofs) {
    const { decision } = proof.question;
    byDecision.set(decision, [...(byDecision.get(decision) ?? []), proof]);
  }
  const results: MutantResult[] = [];
  let survivors = 0;
  for (const mutant of mutants) {
    const noticedBy = noticed(mutant, byDecision);
    if (noticedBy === null) survivors += 1;
    results.push({ mutant, noticedBy });
    progress(results.length, survivors);
  }
  return results;
};

/** The questions whose scenario fails even on the unchanged edition: they prove nothing here. */
export const unmet = (edition: Edition, proofs: readonly Proof[]): readonly Proof[] => {
  const { decideValid: decide } = makeCompiledEvaluator(edition);
  return proofs.filter(({ question, isMet }) => !isMet(edition, decide(question)));
};

const noticed = (mutant: Mutant, byDecision: ReadonlyMap<string, readonly Proof[]>): Proof | null => {
  const { edition } = mutant;
  const { decideValid: decide } = makeCompiledEvaluator(edition);
  for (const decision of mutant.decisions) {
    const proof = byDecision.get(decision)?.find((one) => !isMetBy(edition, one, decide));
    if (proof !== undefined) return proof;
  }
  return null;
};

const isMetBy = (edition: Edition, proof: Proof, decide: (question: Question) => Answer): boolean => {
  try {
    return proof.isMet(edition, decide(proof.question));
  } catch {
    // What a mutant cannot compute is a difference that everybody would notice.
    return false;
  }
};
