import { canonical } from '../../record/canonical.js';
import { NotRecordedError } from '../decision-log.js';
import {
  isDecision,
  isEvent,
  isStub,
  type LogEvent,
  type LogLine,
  type StoredEvent,
} from '../../record/log-line.js';
import { isAbout } from '../../record/opening.js';
import type { PersonalKey } from '../../record/personal-storage.js';
import {
  erasureEvent,
  makeRemove,
  recordsOf,
  retentionEvent,
  type DropRequest,
  type ErasureRequest,
  type RemovalRequest,
  type Removed,
} from '../../removal/removal.js';
import type { EventToRecord } from './chain-writer.js';
import { attempt } from './connection.js';
import type { Reader } from './reader.js';
import { otherOutcomes } from './record-row.js';
import { readRow, type PlacedRow } from './records.js';
import { subjectKeys } from './search.js';

/** What removing from a database needs. */
export interface RemovalParts {
  readonly reader: Reader;
  readonly salt: string;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
  readonly recordEvent: (event: EventToRecord) => Promise<readonly LogLine[]>;
}

/** Removes what a database holds, one removal after the other; another process may do the same at once. */
export interface Removal {
  readonly erase: (request: ErasureRequest) => Promise<Removed>;
  readonly drop: (request: DropRequest) => Promise<Removed>;
  /** Finishes removals that were cut short. */
  readonly finish: () => Promise<void>;
  /** Resolves when no removal is under way. */
  readonly settled: () => Promise<void>;
}

const columns = 'decided_at, chain, sequence, body, hash, open';
const atOnce = 500;

/** Makes the removal of one database. */
export const makeRemoval = ({ reader: { rows }, salt, key, recordEvent }: RemovalParts): Removal => {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const next = last.then(() => attempt('What was to be removed could not be.', run));
    last = next.catch(() => undefined);
    return next;
  };

  /** Puts what is left of some rows in their place. */
  const replace = async (found: readonly PlacedRow[], remove: (line: LogLine) => LogLine): Promise<void> => {
    for (const row of found) {
      const line = readRow(row);
      const left = remove(line);
      if (left === line || isEvent(left)) continue;
      const place = [row.chain, row.sequence, row.decided_at];
      if (isStub(left))
        await rows(
          `WITH uncited AS (DELETE FROM clausebook.citation WHERE chain = $1 AND sequence = $2 AND decided_at = $3),
             unkeyed AS (DELETE FROM clausebook.once WHERE $4 = ANY (ids))
           UPDATE clausebook.record SET decision = '', outcome = $5, clauses = '{}', rules = '{}', subject = NULL, body = $6, open = ''
           WHERE chain = $1 AND sequence = $2 AND decided_at = $3`,
          [...place, left.id, otherOutcomes.dropped, canonical(left)],
        );
      else
        await rows(
          `UPDATE clausebook.record SET open = $4, subject = NULL WHERE chain = $1 AND sequence = $2 AND decided_at = $3`,
          [...place, canonical(left.open)],
        );
    }
  };

  const carryOut = async (recorded: StoredEvent): Promise<void> => {
    const { event, id } = recorded.body;
    const remove = makeRemove(recorded);
    if (event.kind === 'erasure') {
      const ids = event.records.map((record) => record.id);
      for (let from = 0; from < ids.length; from += atOnce)
        await replace(
          await rows<PlacedRow>(
            `SELECT ${columns} FROM clausebook.place JOIN clausebook.record USING (chain, sequence, decided_at)
             WHERE place.id = ANY ($1)`,
            [ids.slice(from, from + atOnce)],
          ),
          remove,
        );
    } else
      for (const { chain = '', first, last: end } of event.ranges)
        for (let next = first; next <= end; next += atOnce)
          await replace(
            await rows<PlacedRow>(
              `SELECT record.decided_at, record.chain, record.sequence, body, record.hash, open
               FROM clausebook.record JOIN clausebook.chain ON chain.number = record.chain
               WHERE chain.name = $1 AND record.sequence BETWEEN $2 AND $3 AND decided_at < $4 AND decision <> ''`,
              [chain, next, Math.min(end, next + atOnce - 1), event.before],
            ),
            remove,
          );
    await rows('DELETE FROM clausebook.removal WHERE event = $1', [id]);
  };

  const remove = async (request: RemovalRequest, event: LogEvent | undefined): Promise<Removed> => {
    if (event === undefined) return { event: null, records: 0 };
    const { id, at, by, reason } = request;
    // Before the event: after it, a start knows by this that something may be left to do.
    await rows('INSERT INTO clausebook.removal (event) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    const [recorded] = await recordEvent({ id, at, by, reason, event });
    if (recorded === undefined || !isEvent(recorded))
      throw new NotRecordedError('A write of one event gave none.');
    await carryOut(recorded);
    return { event: id, records: recordsOf(event) };
  };

  return {
    erase: (request) =>
      inTurn(async () => {
        const { subject, reason } = request;
        const found = await rows<PlacedRow>(
          `SELECT ${columns} FROM clausebook.record WHERE subject = ANY ($1) ORDER BY chain, sequence`,
          [subjectKeys(subject, { salt, key })],
        );
        const about = found
          .map(readRow)
          .filter(isDecision)
          .filter((record) => isAbout(record, subject, key));
        return remove(request, erasureEvent(about, reason));
      }),
    drop: (request) =>
      inTurn(async () => {
        const found = await rows<{ readonly name: string; readonly sequence: string }>(
          `SELECT chain.name, record.sequence FROM clausebook.record JOIN clausebook.chain ON chain.number = record.chain
           WHERE decided_at < $1 AND decision <> ''`,
          [new Date(request.before).toISOString()],
        );
        const places = found.map(({ name, sequence }) => ({
          chain: name === '' ? null : name,
          sequence: Number(sequence),
        }));
        return remove(request, retentionEvent(places, request));
      }),
    finish: async () => {
      const begun = await rows<{ readonly event: string }>('SELECT event FROM clausebook.removal');
      for (const { event } of begun) {
        const [row] = await rows<PlacedRow>(
          `SELECT ${columns} FROM clausebook.place JOIN clausebook.record USING (chain, sequence, decided_at)
           WHERE place.id = $1`,
          [event],
        );
        const line = row === undefined ? undefined : readRow(row);
        if (line !== undefined && isEvent(line)) await carryOut(line);
      }
      // What was never recorded by now is given up; another process may be about to record a fresh one.
      await rows(`DELETE FROM clausebook.removal WHERE begun_at < now() - interval '1 hour'`);
    },
    settled: async () => {
      await last;
    },
  };
};
