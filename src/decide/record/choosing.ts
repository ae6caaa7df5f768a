import {
  choiceId,
  type ChoiceEntry,
  leavesChoice,
  mostChoices,
  nthOf,
  reasonOf,
  type StoredChoice,
} from '../../audit/record/choice.js';
import type { Asked } from '../../audit/record/asked.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import { BrokenChainError, ChoiceTakenError, NotRecordedError } from '../../audit/store/failures.js';
import { canonical } from '../../language/canonical.js';
import type { Choice } from '../../wire/decision.js';
import { askedInOrder } from '../answer/answer.js';
import type { Editions } from '../editions/editions.js';
import type { Failure } from '../failure.js';
import type { ChoiceRequest } from '../request/choice-request.js';
import { releaseOf } from './decided-before.js';
import { whyNotAllowed } from './why-not-allowed.js';

type ChooseFailure = Extract<
  Failure,
  {
    readonly code:
      | 'not-found'
      | 'dropped'
      | 'altered-record'
      | 'nothing-to-choose'
      | 'choice-not-allowed'
      | 'choice-made'
      | 'too-many-choices'
      | NotRecordedError['code'];
  }
>;

/** Records what a person chose about a decision; asked again for the same, it tells what is recorded. */
export type Choose = (
  id: string,
  request: ChoiceRequest,
  asked?: Asked,
) => Promise<{ readonly code: 'chosen'; readonly choice: Choice } | ChooseFailure>;

/** What choosing needs from outside. */
export interface ChoosingParts {
  readonly log: Pick<DecisionLog, 'get' | 'dropped' | 'choices' | 'choose'>;
  readonly editions: Pick<Editions, 'release'>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
}

/** So often it is looked again where somebody else chose at the same moment. */
const attempts = 3;

/**
 * Makes what records choices. The number of a choice among those about its decision is what two who choose at once meet in, so that none of them
 * stands in the place of one that its maker has not seen.
 */
export const makeChoose = ({ log, editions, clock }: ChoosingParts): Choose => {
  const entryOf = (record: StoredRecord, nth: number, request: ChoiceRequest, asked?: Asked): ChoiceEntry => {
    const { chosen, amount, effects, reason } = request;
    return {
      of: { id: record.body.id, hash: record.hash },
      nth,
      chosenAt: clock(),
      chosen,
      ...(amount === undefined ? {} : { amount }),
      ...(effects === undefined ? {} : { effects }),
      reason,
      ...(asked === undefined ? {} : { asked }),
    };
  };

  const chooseOnce: Choose = async (id, request, asked) => {
    const record = await log.get(id);
    if (record === undefined) {
      const stub = await log.dropped(id);
      return stub === undefined
        ? { code: 'not-found', what: 'decision', name: id }
        : { code: 'dropped', id, event: stub.dropped };
    }
    if (!leavesChoice(record.body.decision)) return { code: 'nothing-to-choose', id };
    const errors = await whyNotAllowed(record.body.decision, await releaseOf(editions, record), request);
    if (errors.length > 0) return { code: 'choice-not-allowed', errors };
    const before = (await log.choices([id])).get(id) ?? [];
    const last = before.at(-1);
    if (last !== undefined && isSame(last, request, asked))
      return { code: 'chosen', choice: toldChoice(last) };
    if (last?.body.id !== request.instead)
      return last === undefined
        ? { code: 'choice-not-allowed', errors: [nothingBefore] }
        : { code: 'choice-made', id, choice: last.body.id };
    const nth = (last === undefined ? 0 : nthOf(last)) + 1;
    if (nth > mostChoices) return { code: 'too-many-choices', id, most: mostChoices };
    await log.choose(entryOf(record, nth, request, asked));
    const made = (await log.choices([id])).get(id)?.find(({ body }) => body.id === choiceId(id, nth));
    return made === undefined ? { code: 'in-doubt' } : { code: 'chosen', choice: toldChoice(made) };
  };

  return async (id, request, asked) => {
    try {
      for (let attempt = 1; ; attempt += 1)
        try {
          return await chooseOnce(id, request, asked);
        } catch (error) {
          if (!(error instanceof ChoiceTakenError) || attempt === attempts) throw error;
        }
    } catch (error) {
      if (error instanceof ChoiceTakenError) return { code: 'not-recorded' };
      if (error instanceof NotRecordedError) return { code: error.code };
      if (error instanceof BrokenChainError) return { code: 'altered-record', at: error.at };
      throw error;
    }
  };
};

const nothingBefore = {
  pointer: '/instead',
  code: 'not-allowed',
  message: 'Nothing was chosen yet in whose place this could stand. Leave `instead` out.',
} as const;

/** Whether a choice is what a request asks for, by the same caller: then the request came again. */
const isSame = (choice: StoredChoice, request: ChoiceRequest, asked: Asked | undefined): boolean => {
  const { chosen, amount, effects, instead } = choice.body.inputs;
  const said = (one: ChoiceRequest): string =>
    canonical([one.chosen, one.amount ?? null, one.effects ?? null, one.instead ?? null, one.reason]);
  const reason = reasonOf(choice);
  return (
    reason !== undefined &&
    choice.body.asked?.by === asked?.by &&
    said({
      chosen,
      reason,
      ...(amount === undefined ? {} : { amount }),
      ...(effects === undefined ? {} : { effects }),
      ...(instead === undefined ? {} : { instead }),
    }) === said(request)
  );
};

/** A choice as it is told; its members stand in one order. */
export const toldChoice = (choice: StoredChoice): Choice => {
  const { body, hash } = choice;
  const { decision, chosen, amount, effects, instead } = body.inputs;
  return {
    id: body.id,
    decision: decision.id,
    chosen,
    ...(amount === undefined ? {} : { amount }),
    ...(effects === undefined ? {} : { effects: effects }), // as they came, in JSON
    ...(instead === undefined ? {} : { instead }),
    reason: reasonOf(choice) ?? null,
    chosenAt: body.chosenAt,
    ...(body.asked === undefined ? {} : { asked: askedInOrder(body.asked) }),
    record: { sequence: body.sequence, hash },
  };
};
