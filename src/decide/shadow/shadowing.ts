import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { makeShadowEvaluator, type ShadowCounts } from '../../engine/shadow-evaluator.js';
import { makeDifferences, type DifferencesParts } from './differences.js';

/** What came of evaluating a share of the questions twice, since the service started. */
export interface ShadowingCounts extends Readonly<ShadowCounts> {
  /** Differences whose case is not kept. */
  readonly notKept: number;
}

/** Evaluation of a share of the questions by two evaluators. */
export interface Shadowing {
  readonly makeEvaluator: (edition: Edition) => Evaluator;
  /** As they are at the time of reading. */
  readonly counts: ShadowingCounts;
  /** Resolves when every difference so far is kept or given up. */
  readonly settled: () => Promise<void>;
}

/** What shadowing needs from outside. */
export interface ShadowingParts extends Omit<DifferencesParts, 'counts'> {
  /** From 0 to 1; at 0 the leading evaluator is what it was. */
  readonly share: number;
  readonly makeLeading: (edition: Edition) => Evaluator;
  readonly makeReference: (edition: Edition) => Evaluator;
  /** From 0 to less than 1. */
  readonly random: () => number;
}

/** Makes the evaluators of a service of which a share of the questions is asked twice. */
export const makeShadowing = (parts: ShadowingParts): Shadowing => {
  const { share, makeLeading, makeReference, random } = parts;
  const counts = { evaluated: 0, differed: 0, notKept: 0 };
  if (share === 0) return { makeEvaluator: makeLeading, counts, settled: () => Promise.resolve() };
  const differences = makeDifferences({ ...parts, counts });
  return {
    makeEvaluator: (edition) =>
      makeShadowEvaluator({
        leading: makeLeading(edition),
        reference: makeReference(edition),
        share,
        random,
        counts,
        onDifference: (difference) => {
          differences.keep(edition.identity, difference);
        },
      }),
    counts,
    settled: () => differences.settled(),
  };
};
