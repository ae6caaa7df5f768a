import type { EditionIdentity } from '../edition/model/edition.js';
import { formatInstant } from '../language/instants.js';
import { andThen, evaluate, type Evaluated, type EvaluateParts, type Evaluation } from './evaluate.js';
import { answerOf, type Decided } from './answer/answer.js';
import { tellRecorded } from './answer/tell-recorded.js';
import type { Failure } from './failure.js';
import { type KnownRequest, makeDecideOnce, type OnceParts } from './record/once.js';
import { makeRecording, type Recording, type RecordingParts } from './record/recording.js';
import type { DecideRequest } from './request/decide-request.js';
import type { DecisionAnswer } from '../wire/decision.js';

/** What deciding needs from outside. */
export interface DecideParts extends EvaluateParts, RecordingParts {
  readonly log: RecordingParts['log'] & OnceParts['log'];
  readonly editions: EvaluateParts['editions'] & OnceParts['editions'];
  /** Offered each decision that was recorded, before it is answered. */
  readonly draftShadow?: { readonly offer: (evaluated: Evaluated) => void };
}

/** Why a request was not decided, or its decision not answered. */
export type DecideFailure =
  | Exclude<Evaluation, Evaluated>
  | Exclude<Recording, { readonly code: 'recorded' }>
  | Extract<Failure, { readonly code: 'idempotency-key-reused' }>;

/** What is answered. */
export interface Answered<Answer> {
  readonly code: 'decided';
  readonly answer: Answer;
  /** It was decided before, when the same request came under the same key. */
  readonly replayed?: true;
}

/** What came of a request to decide. */
export type DecideResult = Answered<DecisionAnswer> | DecideFailure;

/** Decides one request; at once where nothing must be read or written for it. */
export type Decide = (decision: string, request: DecideRequest) => DecideResult | Promise<DecideResult>;

/** Several decisions on one set of facts, as they are answered. */
export interface TogetherAnswer {
  /** RFC 3339. */
  readonly asOf: string;
  readonly edition: EditionIdentity;
  /** In the order in which they were asked for; each names the others' ids in `with`. */
  readonly decisions: readonly DecisionAnswer[];
}

/** What came of a request for several decisions. */
export type TogetherResult = Answered<TogetherAnswer> | DecideFailure;

/** Decides several decisions, each once, on one set of facts, at one instant, under one edition. */
export type DecideTogether = (
  decisions: readonly string[],
  request: DecideRequest,
) => TogetherResult | Promise<TogetherResult>;

/** Decides and records: an answer is given only once its record, and the release that it cites, are durable. */
export const makeDecide = (parts: DecideParts): Decide => {
  const decide = makeRecordedDecide(parts, oneOf);
  return (decision, request) => decide([decision], request);
};

/** Decides several and records all of them in one write; where one cannot be decided or recorded, none is. */
export const makeDecideTogether = (parts: DecideParts): DecideTogether => makeRecordedDecide(parts, together);

/** Decides without recording; the answer has no id. */
export const makePreview =
  (parts: EvaluateParts): Decide =>
  (decision, request) =>
    andThen(evaluate(parts, [decision], request), (evaluated) =>
      evaluated.code === 'decided' ? oneOf(evaluated, unrecorded(evaluated, parts.clock())) : evaluated,
    );

/** Decides several without recording; their answers have no ids. */
export const makePreviewTogether =
  (parts: EvaluateParts): DecideTogether =>
  (decisions, request) =>
    andThen(evaluate(parts, decisions, request), (evaluated) =>
      evaluated.code === 'decided' ? together(evaluated, unrecorded(evaluated, parts.clock())) : evaluated,
    );

/** What is told of decisions besides each of them. */
type Shared = Pick<Evaluated, 'asOf' | 'edition'>;

const makeRecordedDecide = <Answer>(
  parts: DecideParts,
  tell: (shared: Shared, decided: readonly Decided[]) => Answered<Answer>,
) => {
  const record = makeRecording(parts);
  const decideOnce = makeDecideOnce(parts);
  type Result = Answered<Answer> | DecideFailure;
  const decide = (decisions: readonly string[], request: DecideRequest): Result | Promise<Result> =>
    andThen(evaluate(parts, decisions, request), (evaluated) =>
      evaluated.code === 'decided'
        ? record(evaluated).then((recorded) => {
            if (recorded.code !== 'recorded') return recorded;
            return tellRecorded(recorded.decided, () => {
              parts.draftShadow?.offer(evaluated);
              return tell(evaluated, recorded.decided);
            });
          })
        : evaluated,
    );
  return (decisions: readonly string[], request: DecideRequest): Result | Promise<Result> =>
    isKnown(request)
      ? decideOnce<Result>(
          request,
          () => decide(decisions, request),
          (before) =>
            tellRecorded(before.decided, () => ({ ...tell(before, before.decided), replayed: true })),
        )
      : decide(decisions, request);
};

const isKnown = (request: DecideRequest): request is KnownRequest => request.once !== undefined;

const unrecorded = (
  { asOf, subject, decisions, holdsUntil, governing, invalid, rejected }: Evaluated,
  decidedAt: number,
): readonly Decided[] =>
  decisions.map((decision, place) => ({
    id: null,
    asOf,
    decidedAt,
    holdsUntil: holdsUntil[place],
    subject,
    decision,
    governing,
    ...(invalid === undefined ? {} : { invalid }),
    ...(rejected === undefined ? {} : { rejected }),
  }));

const oneOf = ({ edition }: Shared, [decided]: readonly Decided[]): Answered<DecisionAnswer> => {
  if (decided === undefined) throw new RangeError('One decision was asked for, and none was made.');
  return { code: 'decided', answer: answerOf(edition, decided) };
};

const together = ({ asOf, edition }: Shared, decided: readonly Decided[]): Answered<TogetherAnswer> => ({
  code: 'decided',
  answer: {
    asOf: formatInstant(asOf),
    edition: edition.identity,
    decisions: decided.map((one) => answerOf(edition, one)),
  },
});
