import { differingPaths } from './differing-paths.js';
import type { Answer, Evaluator, Explained, Question } from './evaluation.js';

/** What an evaluator said of a question: an answer, an explanation, or that it threw. */
export type EvaluatorAnswer = Answer | Explained | Threw;

interface Threw {
  readonly code: 'threw';
  readonly error: unknown;
}

/** Two evaluators that say different things of one question. */
export interface Difference {
  readonly asked: 'decide' | 'explain';
  readonly question: Question;
  /** JSON Pointers into what they said, never values. */
  readonly paths: readonly string[];
  readonly leading: EvaluatorAnswer;
  readonly reference: EvaluatorAnswer;
}

/** What shadow evaluation came to since it began. */
export interface ShadowCounts {
  /** Questions that both evaluated. */
  evaluated: number;
  /** Of these, those on which they differed. */
  differed: number;
}

/** What an evaluator with a shadow is made from. */
export interface ShadowParts {
  /** Answers what is not chosen. */
  readonly leading: Evaluator;
  /** Answers what is chosen. */
  readonly reference: Evaluator;
  /** The share of questions that both evaluate, more than 0 to 1. */
  readonly share: number;
  /** From 0 to less than 1; asked once per question. */
  readonly random: () => number;
  /** Counted up. */
  readonly counts: ShadowCounts;
  /** Told of each difference before the question is answered; must not throw. */
  readonly onDifference: (difference: Difference) => void;
}

/**
 * An evaluator made from two: a share of the questions, chosen at random, is evaluated by both and answered by the reference, whether they
 * agree or not; the others by the leading one alone, as if the reference were not there. One that throws where the other answers differs
 * from it; where both throw, whatever they throw, they agree. A throw of the reference is the answer like any other.
 */
export const makeShadowEvaluator = ({
  leading,
  reference,
  share,
  random,
  counts,
  onDifference,
}: ShadowParts): Evaluator => {
  const both = async <Result extends Answer | Explained>(
    asked: Difference['asked'],
    question: Question,
    ask: (evaluator: Evaluator) => Result | Promise<Result>,
  ): Promise<Result> => {
    const ours = await attempt(() => ask(leading));
    const theirs = await attempt(() => ask(reference));
    counts.evaluated += 1;
    const paths =
      ours.code === 'threw' && theirs.code === 'threw' ? [] : differingPaths(toldOf(ours), toldOf(theirs));
    if (paths.length > 0) {
      counts.differed += 1;
      onDifference({ asked, question, paths, leading: ours, reference: theirs });
    }
    if (theirs.code === 'threw') throw theirs.error;
    return theirs;
  };

  return {
    name: leading.name,
    warmUp: (decision) => leading.warmUp?.(decision),
    ...(leading.holding === undefined ? {} : { holding: leading.holding }),
    decide: (question) =>
      random() < share
        ? both('decide', question, (evaluator) => evaluator.decide(question))
        : leading.decide(question),
    explain: (question) =>
      random() < share
        ? both('explain', question, (evaluator) => evaluator.explain(question))
        : leading.explain(question),
  };
};

const attempt = async <Result>(evaluate: () => Result | Promise<Result>): Promise<Result | Threw> => {
  try {
    return await evaluate();
  } catch (error) {
    return { code: 'threw', error };
  }
};

/** What is compared: everything that was said, but not which error was thrown. */
const toldOf = (said: EvaluatorAnswer): unknown => (said.code === 'threw' ? { code: said.code } : said);
