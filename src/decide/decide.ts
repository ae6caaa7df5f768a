import type { Edition, EditionIdentity } from '../edition/model/edition.js';
import type { Answer, Evaluator, FactError } from '../engine/evaluation.js';
import { formatInstant } from '../language/instants.js';
import { andThen } from './and-then.js';
import { answerOf, type Decided, type DecisionAnswer } from './answer/answer.js';
import { answerText } from './answer/answer-text.js';
import type { DecideRequest } from './request/decide-request.js';
import { readOtherwise } from './request/read-otherwise.js';
import { whyNotSevered } from './request/why-not-severed.js';
import type { DraftShadow } from './shadow/draft-shadow.js';
import type { Editions } from './editions/editions.js';
import type { Failure } from './failure.js';
import { makeDecideOnce, type KnownRequest, type OnceParts } from './record/once.js';
import { makeRecording, type Evaluated, type RecordingParts } from './record/recording.js';

/** What deciding needs from outside. */
export interface DecideParts extends RecordingParts {
  readonly log: RecordingParts['log'] & OnceParts['log'];
  readonly editions: Editions;
  readonly evaluators: Evaluators;
  /** Offered each decision that was recorded, before it is answered. */
  readonly draftShadow?: Pick<DraftShadow, 'offer'>;
}

/** The evaluator of an edition; the same one each time. */
export type Evaluators = (edition: Edition) => Evaluator;

/** Why a request was not decided, or its decision not answered. */
export type DecideFailure = Extract<
  Failure,
  {
    readonly code:
      | 'invalid-facts'
      | 'out-of-range'
      | 'unknown-clause'
      | 'not-severable'
      | 'unknown-reading'
      | 'unknown-decision'
      | 'unknown-edition'
      | 'no-governing-edition'
      | 'invalid-request'
      | 'idempotency-key-reused'
      | 'not-recorded'
      | 'overloaded'
      | 'in-doubt';
  }
>;

/** What is answered, told when it is asked for: as JSON text, made fast, or as data; both say the same to the byte. */
export interface Answered<Answer> {
  readonly code: 'decided';
  readonly text: () => string;
  readonly answer: () => Answer;
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
  const decide = makeRecordedDecide(parts, ({ edition }, decided) => oneOf(edition, decided));
  return (decision, request) => decide([decision], request);
};

/** Decides several and records all of them in one write; where one cannot be decided or recorded, none is. */
export const makeDecideTogether = (parts: DecideParts): DecideTogether => makeRecordedDecide(parts, together);

/** What is told of decisions besides each of them. */
type Shared = Pick<Evaluated, 'asOf' | 'edition'>;

const makeRecordedDecide = <Told extends { readonly code: 'decided' }>(
  parts: DecideParts,
  tell: (shared: Shared, decided: readonly Decided[]) => Told,
) => {
  const record = makeRecording(parts);
  const decideOnce = makeDecideOnce(parts);
  type Result = Told | DecideFailure;
  const decide = (decisions: readonly string[], request: DecideRequest): Result | Promise<Result> =>
    andThen(evaluate(parts, decisions, request), (evaluated) =>
      evaluated.code === 'decided'
        ? record(evaluated).then((recorded) => {
            if (recorded.code !== 'recorded') return recorded;
            parts.draftShadow?.offer(evaluated);
            return tell(evaluated, recorded.decided);
          })
        : evaluated,
    );
  return (decisions: readonly string[], request: DecideRequest): Result | Promise<Result> =>
    isKnown(request)
      ? decideOnce<Result>(
          request,
          () => decide(decisions, request),
          (before) => ({ ...tell(before, before.decided), replayed: true }),
        )
      : decide(decisions, request);
};

const isKnown = (request: DecideRequest): request is KnownRequest => request.once !== undefined;

/** What deciding without recording needs from outside. */
export type PreviewParts = Pick<DecideParts, 'editions' | 'clock' | 'evaluators'>;

/** Decides without recording; the answer has no id. */
export const makePreview =
  (parts: PreviewParts): Decide =>
  (decision, request) =>
    andThen(evaluate(parts, [decision], request), (evaluated) =>
      evaluated.code === 'decided'
        ? oneOf(evaluated.edition, unrecorded(evaluated, parts.clock()))
        : evaluated,
    );

/** Decides several without recording; their answers have no ids. */
export const makePreviewTogether =
  (parts: PreviewParts): DecideTogether =>
  (decisions, request) =>
    andThen(evaluate(parts, decisions, request), (evaluated) =>
      evaluated.code === 'decided' ? together(evaluated, unrecorded(evaluated, parts.clock())) : evaluated,
    );

const unrecorded = (
  { asOf, subject, decisions, governing, rejected }: Evaluated,
  decidedAt: number,
): readonly Decided[] =>
  decisions.map((decision) => ({
    id: null,
    asOf,
    decidedAt,
    subject,
    decision,
    governing,
    ...(rejected === undefined ? {} : { rejected }),
  }));

const oneOf = (edition: Edition, [decided]: readonly Decided[]): Answered<DecisionAnswer> => {
  if (decided === undefined) throw new RangeError('One decision was asked for, and none was made.');
  return {
    code: 'decided',
    text: () => answerText(edition, decided),
    answer: () => answerOf(edition, decided),
  };
};

const together = ({ asOf, edition }: Shared, decided: readonly Decided[]): Answered<TogetherAnswer> => {
  const shared = { asOf: formatInstant(asOf), edition: edition.identity };
  return {
    code: 'decided',
    text: () =>
      `${JSON.stringify(shared).slice(0, -1)},"decisions":[${decided.map((one) => answerText(edition, one)).join(',')}]}`,
    answer: () => ({ ...shared, decisions: decided.map((one) => answerOf(edition, one)) }),
  };
};

type Evaluation = ({ readonly code: 'decided' } & Evaluated) | DecideFailure;

const evaluate = (
  { editions, clock, evaluators }: PreviewParts,
  names: readonly string[],
  { facts, asOf: given, subject, edition: query, acts, once, invalid, rejected }: DecideRequest,
): Evaluation | Promise<Evaluation> => {
  const asOf = given ?? clock();
  return andThen(
    editions.choose(query, names, asOf, acts, facts),
    (choice): Evaluation | Promise<Evaluation> => {
      if (choice.code !== 'chosen') return choice;
      const { governing } = choice;
      const read = readOtherwise(choice.edition, rejected);
      if (read.code !== 'read') return read;
      const { edition } = read;
      const unsevered = whyNotSevered(edition, invalid);
      if (unsevered !== undefined) return unsevered;
      const named = invalid === undefined ? {} : { invalid };
      const otherwise = rejected === undefined ? {} : { rejected };
      const evaluator = evaluators(edition);
      const conclude = (answers: readonly Answer[]): Evaluation => {
        const wrong = answers.flatMap((answer, place) =>
          answer.code === 'decided' ? [] : [{ ...answer, decision: names[place] ?? '' }],
        );
        const [first] = wrong;
        if (first !== undefined) {
          const code = wrong.some((one) => one.code === 'invalid-facts') ? 'invalid-facts' : 'out-of-range';
          return { code, errors: names.length === 1 ? first.errors : eachOnce(wrong) };
        }
        const decisions = answers.flatMap((answer) => (answer.code === 'decided' ? [answer.decision] : []));
        return {
          code: 'decided',
          edition,
          governing,
          facts,
          asOf,
          subject,
          decisions,
          once,
          ...named,
          ...otherwise,
        };
      };
      const [only = '', ...more] = names;
      return more.length === 0
        ? andThen(evaluator.decide({ decision: only, facts, asOf, ...named }), (answer) => conclude([answer]))
        : inTurn(names, (decision) => evaluator.decide({ decision, facts, asOf, ...named })).then(conclude);
    },
  );
};

const inTurn = async (
  decisions: readonly string[],
  decide: (decision: string) => Answer | Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const decision of decisions) answers.push(await decide(decision));
  return answers;
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
