import { canonical } from '../../language/canonical.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { Query } from '../../audit/store/query.js';
import { BrokenChainError, NotRecordedError } from '../../audit/store/failures.js';
import { closedBy, openFacts } from '../../audit/record/opening.js';
import { openMetadata } from '../../audit/record/metadata.js';
import type { PersonalKey } from '../../audit/record/personal-storage.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import { EvaluationDefect } from '../../engine/defect.js';
import { tellTrace } from '../../engine/tell-trace.js';
import type { Trace } from '../../engine/evaluation.js';
import type { DecisionAnswer, DecisionPage } from '../../wire/decision.js';
import type { CustomerLetter } from '../../wire/letter.js';
import type { RecordedTrace } from '../../wire/trace.js';
import { answerOf, askedInOrder, metadataInOrder } from '../answer/answer.js';
import { namesCompared } from '../../analysis/words/term-words.js';
import { tellChoices } from '../answer/tell-choices.js';
import { tellAsked } from '../answer/tell-asked.js';
import { letterTold } from '../answer/letter-told.js';
import type { Evaluators } from '../evaluate.js';
import { leavesChoice, type StoredChoice } from '../../audit/record/choice.js';
import { toldChoice } from './choosing.js';
import { decidedBefore, releaseOf } from './decided-before.js';
import type { Editions } from '../editions/editions.js';
import { AlteredReleaseError } from '../editions/genuine-release.js';
import type { Failure } from '../failure.js';

type NotFound = Extract<Failure, { readonly code: 'not-found' }>;
type Unread = Extract<Failure, { readonly code: NotRecordedError['code'] | 'altered-record' }>;
type Dropped = Extract<Failure, { readonly code: 'dropped' }>;
type NoLetter = Extract<Failure, { readonly code: 'no-letter' }>;
type Closed = Extract<Failure, { readonly code: 'erased' | 'masked' | 'sealed' }>;

interface Evaluated {
  readonly code: 'found';
  readonly record: StoredRecord;
  readonly edition: Edition;
  readonly subject: string | null;
  readonly explained: Trace;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** Reads decisions back. */
export interface Recorded {
  /** As it was answered. */
  readonly answer: (
    id: string,
  ) => Promise<{ readonly code: 'found'; readonly answer: DecisionAnswer } | NotFound | Dropped | Unread>;
  /** `text` tells the trace in words. */
  readonly trace: (
    id: string,
  ) => Promise<
    | { readonly code: 'found'; readonly trace: RecordedTrace; readonly text: () => string }
    | NotFound
    | Dropped
    | Closed
    | Unread
  >;
  /** In words for the customer. */
  readonly letter: (
    id: string,
  ) => Promise<
    | { readonly code: 'found'; readonly letter: CustomerLetter; readonly text: () => string }
    | NotFound
    | Dropped
    | Closed
    | NoLetter
    | Unread
  >;
  readonly search: (query: Query) => Promise<
    | { readonly code: 'found'; readonly page: DecisionPage }
    /** The cursor is none of this log. */
    | { readonly code: 'bad-cursor' }
    | Unread
  >;
}

/** Reads decisions back from the log, each in the words of the release that decided it. */
export const makeRecorded = (parts: {
  readonly log: Pick<DecisionLog, 'get' | 'dropped' | 'search' | 'choices'>;
  readonly editions: Editions;
  readonly evaluators: Evaluators;
  /** Opens sealed values; only for who was asked to reveal them. */
  readonly personalKey?: PersonalKey | undefined;
}): Recorded => {
  const { log, editions, evaluators, personalKey } = parts;

  const missingOf = async (id: string): Promise<NotFound | Dropped> => {
    const stub = await log.dropped(id);
    return stub === undefined ? notFound(id) : { code: 'dropped', id, event: stub.dropped };
  };

  /** What was chosen about those records that leave something to choose. */
  const choicesAbout = (records: readonly StoredRecord[]): ReturnType<typeof log.choices> =>
    log.choices(records.filter(({ body }) => leavesChoice(body.decision)).map(({ body }) => body.id));

  /** The same, and the places of those that were altered: what is recorded beside them is told all the same. */
  const readableChoices = async (
    records: readonly StoredRecord[],
  ): Promise<{
    readonly choices: Awaited<ReturnType<typeof log.choices>>;
    readonly altered: readonly string[];
  }> => {
    try {
      return { choices: await choicesAbout(records), altered: [] };
    } catch (error) {
      if (!(error instanceof BrokenChainError)) throw error;
      const [only] = records;
      if (only === undefined || records.length === 1) return { choices: new Map(), altered: [error.at] };
      const halves = [records.slice(0, records.length / 2), records.slice(records.length / 2)];
      const [one, other] = await Promise.all(halves.map(readableChoices));
      return {
        choices: new Map([...(one?.choices ?? []), ...(other?.choices ?? [])]),
        altered: [...(one?.altered ?? []), ...(other?.altered ?? [])],
      };
    }
  };

  const answer = async (
    record: StoredRecord,
    choices: ReadonlyMap<string, readonly StoredChoice[]>,
  ): Promise<DecisionAnswer> => {
    const told = answerOf(await releaseOf(editions, record), decidedBefore(record));
    const chosen = choices.get(record.body.id);
    return chosen === undefined ? told : { ...told, choices: chosen.map(toldChoice) };
  };

  /** The same, or the altered release by which it can't be told. */
  const answerOrRelease = async (
    record: StoredRecord,
    choices: ReadonlyMap<string, readonly StoredChoice[]>,
  ): Promise<DecisionAnswer | string> => {
    try {
      return await answer(record, choices);
    } catch (error) {
      if (error instanceof AlteredReleaseError) return `release ${error.digest}`;
      throw error;
    }
  };

  /** A record with all that its decision goes through. */
  const evaluated = async (id: string): Promise<Evaluated | NotFound | Dropped | Closed> => {
    const record = await log.get(id);
    if (record === undefined) return missingOf(id);
    const { inputs } = record.body;
    const { facts, subject = null, missing } = openFacts(record, personalKey);
    const pointers = missing.filter((pointer) => pointer !== '/subject');
    if (pointers.length > 0) return { code: closedBy(record, pointers), id, pointers };
    const edition = await releaseOf(editions, record);
    const asOf = Date.parse(inputs.asOf);
    const explained = await evaluators(edition).explain({
      decision: inputs.decision,
      facts,
      asOf,
      ...(inputs.invalid === undefined ? {} : { invalid: inputs.invalid }),
    });
    if (explained.code !== 'decided')
      throw new EvaluationDefect(
        `The facts of record ${id} are refused: ${explained.errors[0]?.message ?? ''}`,
      );
    return { code: 'found', record, edition, subject, explained: explained.trace, asOf };
  };

  const recorded: Recorded = {
    answer: async (id) => {
      const record = await log.get(id);
      return record === undefined
        ? missingOf(id)
        : { code: 'found', answer: await answer(record, await choicesAbout([record])) };
    },
    trace: async (id) => {
      const found = await evaluated(id);
      if (found.code !== 'found') return found;
      const { record, edition, subject, explained, asOf } = found;
      const { body, hash } = record;
      const { asked } = body;
      const metadata = openMetadata(record, personalKey);
      const choices = ((await choicesAbout([record])).get(id) ?? []).map(toldChoice);
      const trace = {
        id,
        edition: body.inputs.edition,
        subject,
        decidedAt: body.decidedAt,
        ...(asked === undefined ? {} : { asked: askedInOrder(asked) }),
        ...(metadata === undefined ? {} : { metadata: metadataInOrder(metadata) }),
        record: { sequence: body.sequence, previous: body.previous, hash },
        reproduced: canonical(explained.decision) === canonical(body.decision),
        ...(choices.length === 0 ? {} : { choices }),
        ...explained,
      };
      return {
        code: 'found',
        trace,
        text: () =>
          `${tellTrace(edition, explained, asOf, namesCompared(edition))}${tellAsked(asked, metadata)}${tellChoices(edition, choices, leavesChoice(body.decision))}`,
      };
    },
    letter: async (id) => {
      const found = await evaluated(id);
      if (found.code !== 'found') return found;
      const { record, edition, explained, asOf } = found;
      const { decidedAt, decision, inputs } = record.body;
      return letterTold(edition, {
        id,
        asOf,
        decidedAt: Date.parse(decidedAt),
        // What was recorded is told, whatever the evaluation comes to now.
        decision,
        trace: explained,
        invalid: inputs.invalid ?? [],
      });
    },
    search: async (query) => {
      const page = await log.search(query);
      if ('code' in page) return page;
      const { choices, altered: alteredChoices } = await readableChoices(page.items);
      const told = await Promise.all(page.items.map((record) => answerOrRelease(record, choices)));
      const items = told.filter((one) => typeof one === 'object');
      const altered = [
        ...(page.altered ?? []),
        ...alteredChoices,
        ...new Set(told.filter((one) => typeof one === 'string')),
      ];
      return {
        code: 'found',
        page: { items, next: page.next, ...(altered.length === 0 ? {} : { altered }) },
      };
    },
  };
  return {
    answer: (id) => orUnread(recorded.answer(id)),
    trace: (id) => orUnread(recorded.trace(id)),
    letter: (id) => orUnread(recorded.letter(id)),
    search: (query) => orUnread(recorded.search(query)),
  };
};

/** What was found, or that the log can't be read now, or not there. */
const orUnread = async <Found>(reading: Promise<Found>): Promise<Found | Unread> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotRecordedError) return { code: error.code };
    if (error instanceof BrokenChainError) return { code: 'altered-record', at: error.at };
    throw error;
  }
};

const notFound = (id: string): NotFound => ({ code: 'not-found', what: 'decision', name: id });
