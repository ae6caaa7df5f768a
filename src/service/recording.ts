import { NotRecordedError, type DecisionLog } from '../audit/decision-log.js';
import { personalPointers } from '../audit/personal.js';
import type { Entry } from '../audit/record.js';
import type { Edition } from '../edition/edition.js';
import type { Decision } from '../engine/evaluation.js';
import { answerOf, type DecisionAnswer } from './answer.js';

/** What recording needs from outside. */
export interface RecordingParts {
  readonly log: Pick<DecisionLog, 'append' | 'appendTogether' | 'keepRelease'>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
}

/** What was decided on one set of facts, at one instant, under one edition. */
export interface Evaluated {
  readonly edition: Edition;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly subject: string | null;
  /** In the order in which they were asked for. */
  readonly decisions: readonly Decision[];
}

/** Answers whose records are durable, or why there are none. */
export type Recording =
  | { readonly code: 'recorded'; readonly answers: readonly DecisionAnswer[] }
  | { readonly code: 'not-recorded' | 'overloaded' };

/** Records decisions, all or none, and answers them: each record, and the release that it cites, is durable by then. */
export const makeRecording = (parts: RecordingParts): ((evaluated: Evaluated) => Promise<Recording>) => {
  const { log, clock, newId } = parts;
  const keep = makeKeeping(log);
  return async (evaluated) => {
    const { edition } = evaluated;
    const ids = evaluated.decisions.map(newId);
    const decidedAt = clock();
    const answered = evaluated.decisions.map((decision, place) => {
      const id = ids[place] ?? '';
      const others = ids.length === 1 ? {} : { with: ids.filter((other) => other !== id) };
      const answer = answerOf(edition, { ...evaluated, decision, decidedAt, id, ...others });
      return { answer, entry: entryOf(evaluated, decision, { id, decidedAt, answer, ...others }) };
    });
    try {
      await keep(edition);
      const [only, ...more] = answered;
      if (only !== undefined && more.length === 0) await log.append(only.entry);
      else await log.appendTogether(answered.map(({ entry }) => entry));
    } catch (error) {
      if (error instanceof NotRecordedError) return { code: error.code };
      throw error;
    }
    return { code: 'recorded', answers: answered.map(({ answer }) => answer) };
  };
};

interface Recorded {
  readonly id: string;
  readonly decidedAt: number;
  readonly with?: readonly string[];
  readonly answer: DecisionAnswer;
}

const entryOf = (
  { edition, facts, asOf, subject }: Evaluated,
  decision: Decision,
  { id, decidedAt, with: others, answer }: Recorded,
): Entry => ({
  id,
  decidedAt,
  inputs: {
    decision: decision.decision,
    asOf,
    ...(subject === null ? {} : { subject }),
    facts,
    edition: edition.identity,
    ...(others === undefined ? {} : { with: others }),
  },
  decision,
  cites: answer.clauses.map((clause) => clause.id),
  personal: personalPointers(edition, facts),
});

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
