import { NotRecordedError, type DecisionLog } from '../audit/decision-log.js';
import { personalPointers } from '../audit/personal.js';
import type { Edition } from '../edition/edition.js';
import type { Evaluator } from '../engine/evaluation.js';
import { answerOf, type Decided, type DecisionAnswer } from './answer.js';
import type { DecideRequest } from './decide-request.js';
import type { Editions } from './editions.js';
import type { Failure } from './failure.js';

/** What deciding needs from outside. */
export interface DecideParts {
  readonly editions: Editions;
  readonly log: Pick<DecisionLog, 'append' | 'keepRelease'>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  readonly evaluators: Evaluators;
}

/** The evaluator of an edition; the same one each time. */
export type Evaluators = (edition: Edition) => Evaluator;

/** What came of a request to decide. */
export type DecideResult =
  | { readonly code: 'decided'; readonly answer: DecisionAnswer }
  | Extract<
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

/** Decides one request. */
export type Decide = (decision: string, request: DecideRequest) => Promise<DecideResult>;

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
  const { log, clock, newId } = parts;
  const keep = makeKeeping(log);
  return async (decision, request) => {
    const decided = await evaluate(parts, decision, request);
    if (decided.code !== 'decided') return decided;
    const { edition } = decided;
    const recorded: Decided = { ...decided, id: newId(), decidedAt: clock() };
    try {
      await keep(edition);
      const answer = answerOf(edition, recorded);
      await log.append({
        id: recorded.id ?? '',
        decidedAt: recorded.decidedAt,
        inputs: {
          decision,
          asOf: recorded.asOf,
          ...(request.subject === null ? {} : { subject: request.subject }),
          facts: request.facts,
          edition: edition.identity,
        },
        decision: decided.decision,
        cites: answer.clauses.map(({ id }) => id),
        personal: personalPointers(edition, request.facts),
      });
      return { code: 'decided', answer };
    } catch (error) {
      if (error instanceof NotRecordedError) return { code: error.code };
      throw error;
    }
  };
};

/** Decides without recording; the answer has no id. */
export const makePreview =
  (parts: Omit<DecideParts, 'log' | 'newId'>): Decide =>
  async (decision, request) => {
    const decided = await evaluate(parts, decision, request);
    if (decided.code !== 'decided') return decided;
    const answer = answerOf(decided.edition, { ...decided, id: null, decidedAt: parts.clock() });
    return { code: 'decided', answer };
  };

const evaluate = async (
  { editions, clock, evaluators }: Pick<DecideParts, 'editions' | 'clock' | 'evaluators'>,
  decision: string,
  { facts, asOf: given, subject, edition: query }: DecideRequest,
) => {
  const asOf = given ?? clock();
  const choice = await editions.choose(query, decision, asOf);
  if (choice.code !== 'chosen') return choice;
  const { edition } = choice;
  const answer = await evaluators(edition).decide({ decision, facts, asOf });
  if (answer.code === 'invalid-facts') return answer;
  return { code: 'decided', edition, asOf, subject, decision: answer.decision } as const;
};

/** Keeps each release once; what failed is tried again with the next decision. */
const makeKeeping = (log: Pick<DecisionLog, 'keepRelease'>): ((edition: Edition) => Promise<void>) => {
  const kept = new Map<string, Promise<void>>();
  return ({ identity, files }) => {
    const here = kept.get(identity.digest);
    if (here !== undefined) return here;
    const keeping = log.keepRelease({ identity, files });
    kept.set(identity.digest, keeping);
    keeping.catch(() => kept.delete(identity.digest));
    return keeping;
  };
};
