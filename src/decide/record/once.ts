import type { DecisionLog } from '../../audit/store/decision-log.js';
import { KeyInUseError, NotRecordedError } from '../../audit/store/failures.js';
import type { Once, StoredRecord } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Decided } from '../answer/answer.js';
import type { DecideRequest } from '../request/decide-request.js';
import { decidedBefore, releaseOf } from './decided-before.js';
import type { Editions } from '../editions/editions.js';
import type { Failure } from '../failure.js';

/** What answering once needs from outside. */
export interface OnceParts {
  readonly log: Pick<DecisionLog, 'once'>;
  readonly editions: Pick<Editions, 'release'>;
}

/** A request that is known when it comes again. */
export type KnownRequest = DecideRequest & { readonly once: Once };

/** What was recorded under a key, its first record's release, and the decisions in the order in which they were asked for. */
export interface RecordedBefore {
  readonly edition: Edition;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly decided: readonly Decided[];
}

type OnceFailure = Extract<
  Failure,
  { readonly code: 'idempotency-key-reused' | 'not-recorded' | 'overloaded' | 'in-doubt' }
>;

/** Decides a request unless it was decided before: then what was recorded is told again. */
export type DecideOnce = <Result>(
  request: KnownRequest,
  decide: () => Result | Promise<Result>,
  tellAgain: (before: RecordedBefore) => Result,
) => Promise<Result | OnceFailure>;

/** How often it is decided anew where a key is in use when the record is written, and its life over when that is read. */
const attempts = 3;

/**
 * One decision for each key, whoever else is asked under it at the same moment: the log takes a key once, and this reads what it took. The
 * key of a request that was refused, or not recorded, stays free.
 */
export const makeDecideOnce =
  ({ log, editions }: OnceParts): DecideOnce =>
  async (request, decide, tellAgain) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const read = await readUnder(log, request.once);
      if (read.code !== 'read') return read;
      const [first] = read.records;
      if (first !== undefined) {
        if (first.body.once?.request !== request.once.request) return { code: 'idempotency-key-reused' };
        const edition = await releaseOf(editions, first);
        // The same request has the same subject and metadata; in the record they may be sealed.
        const decided = read.records.map((record) => ({
          ...decidedBefore(record),
          subject: request.subject,
          metadata: request.metadata,
        }));
        return tellAgain({ edition, asOf: Date.parse(first.body.inputs.asOf), decided });
      }
      try {
        return await decide();
      } catch (error) {
        if (!(error instanceof KeyInUseError)) throw error;
      }
    }
    return { code: 'not-recorded' };
  };

const readUnder = async (
  log: OnceParts['log'],
  { key }: Once,
): Promise<{ readonly code: 'read'; readonly records: readonly StoredRecord[] } | OnceFailure> => {
  try {
    return { code: 'read', records: await log.once(key) };
  } catch (error) {
    if (error instanceof NotRecordedError) return { code: error.code };
    throw error;
  }
};
