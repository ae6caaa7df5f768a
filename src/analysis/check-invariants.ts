import type { LoadOptions } from '../edition/build/load-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { Invariant } from '../edition/model/invariant.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { Evaluator, Question } from '../engine/evaluation.js';
import { evaluateInvariant } from '../engine/invariants/evaluate-invariant.js';
import { knownCases } from '../engine/invariants/known-cases.js';
import type { CaseToTake } from '../engine/invariants/take-step.js';
import { makeFeelEvaluation } from '../engine/reference/feel-evaluation.js';
import { formatInstant } from '../language/instants.js';
import { diagnosticAt } from './diagnostic-at.js';

/** How invariants are tried. */
export interface InvariantOptions extends LoadOptions {
  /** Cases to try them in. */
  readonly cases: readonly Question[];
  /** The most cases for each. */
  readonly limit?: number;
}

/**
 * Tries the invariants of an edition in cases that are known, so that one that is false is noticed without a solver. That none is found broken is
 * no proof.
 */
export const brokenInvariants = async (
  edition: Edition,
  evaluator: Pick<Evaluator, 'explain'>,
  { cases, limit = 60, ...options }: InvariantOptions,
): Promise<readonly Diagnostic[]> => {
  const by = { edition, evaluator, evaluate: makeFeelEvaluation() };
  const of = (decision: string): readonly Question[] => cases.filter((one) => one.decision === decision);
  const found: Diagnostic[] = [];
  for (const invariant of edition.invariants)
    for (const one of knownCases(invariant, of, limit)) {
      const answer = await evaluateInvariant(invariant, one, by);
      if (answer.code !== 'broken') continue;
      found.push(tellBroken(edition, invariant, answer.cases, options));
      break;
    }
  return found;
};

const tellBroken = (
  edition: Edition,
  { name, clauses, position, describes }: Invariant,
  cases: readonly CaseToTake[],
  options: LoadOptions,
): Diagnostic => {
  const told = cases.map(({ facts, asOf }) => JSON.stringify({ asOf: formatInstant(asOf), facts }));
  return diagnosticAt(
    edition,
    position,
    {
      code: 'invariant-broken',
      message: `\`${name}\` does not hold in a case of the scenarios: ${told.join(', then ')}${describes === null ? '' : ` (${describes})`}`,
      hint: 'Mend the rules where the contract says otherwise than they, or else the invariant.',
      clauses,
    },
    options,
  );
};
