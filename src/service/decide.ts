import type { Edition, EditionIdentity } from '../edition/edition.js';
import type { Decision, Evaluator, FactError } from '../engine/evaluation.js';
import { formatInstant } from '../language/instants.js';
import { answerOf, type DecisionAnswer } from './answer.js';
import type { DecideRequest } from './decide-request.js';
import type { Editions } from './editions.js';
import type { Failure } from './failure.js';
import { makeRecording, type Evaluated, type RecordingParts } from './recording.js';

/** What deciding needs from outside. */
export interface DecideParts extends RecordingParts {
  readonly editions: Editions;
  readonly evaluators: Evaluators;
}

/** The evaluator of an edition; the same one each time. */
export type Evaluators = (edition: Edition) => Evaluator;

/** Why a request was not decided, or its decision not answered. */
export type DecideFailure = Extract<
  Failure,
  {
    readonly code:
      | 'invalid-facts'
      | 'unknown-decision'
      | 'unknown-edition'
      | 'no-governing-edition'
      | 'invalid-request'
      | 'not-recorded'
      | 'overloaded';
  }
>;

/** What came of a request to decide. */
export type DecideResult = { readonly code: 'decided'; readonly answer: DecisionAnswer } | DecideFailure;

/** Decides one request. */
export type Decide = (decision: string, request: DecideRequest) => Promise<DecideResult>;

/** Several decisions on one set of facts, as they are answered. */
export interface TogetherAnswer {
  /** RFC 3339. */
  readonly asOf: string;
  readonly edition: EditionIdentity;
  /** In the order in which they were asked for; each names the others' ids in `with`. */
  readonly decisions: readonly DecisionAnswer[];
}

/** What came of a request for several decisions. */
export type TogetherResult = { readonly code: 'decided'; readonly answer: TogetherAnswer } | DecideFailure;

/** Decides several decisions, each once, on one set of facts, at one instant, under one edition. */
export type DecideTogether = (
  decisions: readonly string[],
  request: DecideRequest,
) => Promise<TogetherResult>;

/** Makes each evaluator once, when its edition is first asked. */
export const makeEvaluators = (make: (edition: Edition) => Evaluator): Evaluators => {
  const made = new WeakMap<Edition, Evaluator>();
  return (edition) => {
    const known = made.get(edition);
    if (known !== undefined) return known;
    const evaluator = make(edition);
    made.set(edition, evaluator);
    return evaluator;
  };
};

/** Decides and records: an answer is given only once its record, and the release that it cites, are durable. */
export const makeDecide = (parts: DecideParts): Decide => {
  const record = makeRecording(parts);
  return async (decision, request) => {
    const evaluated = await evaluate(parts, [decision], request);
    if (evaluated.code !== 'decided') return evaluated;
    const recorded = await record(evaluated);
    return recorded.code === 'recorded' ? oneOf(recorded.answers) : recorded;
  };
};

/** Decides several and records all of them in one write; where one cannot be decided or recorded, none is. */
export const makeDecideTogether = (parts: DecideParts): DecideTogether => {
  const record = makeRecording(parts);
  return async (decisions, request) => {
    const evaluated = await evaluate(parts, decisions, request);
    if (evaluated.code !== 'decided') return evaluated;
    const recorded = await record(evaluated);
    if (recorded.code !== 'recorded') return recorded;
    const { asOf, edition } = evaluated;
    const answer = {
      asOf: formatInstant(asOf),
      edition: edition.identity,
      decisions: recorded.answers,
    };
    return { code: 'decided', answer };
  };
};

/** Decides without recording; the answer has no id. */
export const makePreview =
  (parts: Pick<DecideParts, 'editions' | 'clock' | 'evaluators'>): Decide =>
  async (decision, request) => {
    const evaluated = await evaluate(parts, [decision], request);
    if (evaluated.code !== 'decided') return evaluated;
    const decidedAt = parts.clock();
    return oneOf(
      evaluated.decisions.map((made) =>
        answerOf(evaluated.edition, { ...evaluated, decision: made, id: null, decidedAt }),
      ),
    );
  };

const oneOf = ([answer]: readonly DecisionAnswer[]): DecideResult => {
  if (answer === undefined) throw new RangeError('One decision was asked for, and none was made.');
  return { code: 'decided', answer };
};

const evaluate = async (
  { editions, clock, evaluators }: Pick<DecideParts, 'editions' | 'clock' | 'evaluators'>,
  names: readonly string[],
  { facts, asOf: given, subject, edition: query }: DecideRequest,
): Promise<({ readonly code: 'decided' } & Evaluated) | DecideFailure> => {
  const asOf = given ?? clock();
  const choice = await editions.choose(query, names, asOf);
  if (choice.code !== 'chosen') return choice;
  const { edition } = choice;
  const evaluator = evaluators(edition);
  const decisions: Decision[] = [];
  const wrong: { readonly decision: string; readonly errors: readonly FactError[] }[] = [];
  for (const decision of names) {
    const answer = await evaluator.decide({ decision, facts, asOf });
    if (answer.code === 'decided') decisions.push(answer.decision);
    else wrong.push({ decision, errors: answer.errors });
  }
  const [first] = wrong;
  if (first !== undefined)
    return { code: 'invalid-facts', errors: names.length === 1 ? first.errors : eachOnce(wrong) };
  return { code: 'decided', edition, facts, asOf, subject, decisions };
};

/** An error that several decisions have stands once, at the first of them. */
const eachOnce = (
  wrong: readonly { readonly decision: string; readonly errors: readonly FactError[] }[],
): readonly (FactError & { readonly decision: string })[] => {
  const met = new Set<string>();
  return wrong.flatMap(({ decision, errors }) =>
    errors.flatMap((error) => {
      const key = JSON.stringify([error.pointer, error.code, error.message]);
      if (met.has(key)) return [];
      met.add(key);
      return [{ ...error, decision }];
    }),
  );
};
