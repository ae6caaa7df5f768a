import { makeRemoveText, recordsOf, erasureEvent, retentionEvent } from '../../removal/removal.js';
import type { DropRequest, ErasureRequest, RemovalRequest, Removed } from '../../removal/removal.js';
import { removeBeside } from '../../removal/beside.js';
import { isDecision, isEvent, isStub, type LogEvent, type StoredEvent } from '../../record/log-line.js';
import { parseLine } from '../../record/log-line-shape.js';
import type { StoredRecord } from '../../record/record.js';
import type { Report } from '../failures.js';
import type { Database, SqlValue } from './database.js';
import type { Queries } from './queries.js';
import type { Writer } from './writer.js';

/** What removing from a log needs. */
export interface RemovalParts {
  readonly database: Database;
  readonly writer: Writer;
  readonly queries: Queries;
  /** `null` where the log is in memory. */
  readonly directory: string | null;
  readonly report: (report: Report) => void;
  readonly pause: (ms: number) => Promise<void>;
}

/** Removes what a log holds, one removal after the other, in transactions between which records are written. */
export interface Removal {
  readonly erase: (request: ErasureRequest) => Promise<Removed>;
  readonly drop: (request: DropRequest) => Promise<Removed>;
  /** Finishes removals that were cut short. */
  readonly finish: () => Promise<void>;
}

const atOnce = 250;
const clearing = { tries: 100, pauseMs: 100 };

/** Makes the removal of one log. */
export const makeRemoval = (parts: RemovalParts): Removal => {
  const { database, writer, queries, directory, pause } = parts;
  const blank = database.prepare('UPDATE record SET line = zeroblob(length(line)) WHERE place = ?');
  const keepLeft = database.prepare('UPDATE record SET line = ?, subject = NULL WHERE place = ?');
  const keepStub = database.prepare(
    'UPDATE record SET line = ?, subject = NULL, once = NULL, kind = NULL, decided_at = 0 WHERE place = ?',
  );
  const lineAt = database.prepare('SELECT line FROM record WHERE place = ?');
  const placeOf = database.prepare('SELECT place FROM record WHERE id = ?');
  const chainAt = database.prepare(
    'SELECT name, record.sequence FROM record JOIN chain ON number = chain WHERE place = ?',
  );
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };

  const placesOf = (event: LogEvent): readonly number[] =>
    event.kind === 'retention'
      ? queries.before(Date.parse(event.before))
      : event.records.flatMap(({ id }) => {
          const place = placeOf.get(id)?.[0];
          return place === undefined ? [] : [Number(place)];
        });

  const carryOut = async (recorded: StoredEvent): Promise<void> => {
    const { event, id } = recorded.body;
    const remove = makeRemoveText(recorded);
    const places = placesOf(event);
    for (let from = 0; from < places.length; from += atOnce) {
      writer.change(() => {
        for (const place of places.slice(from, from + atOnce)) replace(place, remove);
      });
      await pause(0);
    }
    await clear();
    if (directory !== null) await removeBeside(directory, event);
    writer.change(() => {
      database.prepare('DELETE FROM removal WHERE event = ?').run(id);
    });
  };

  const replace = (place: number, remove: (text: string) => string): void => {
    const text = textOf(lineAt.get(place)?.[0]);
    const left = remove(text);
    if (left === text) return;
    // In its own bytes first: what is shorter then moves within its page without what it was.
    blank.run(place);
    const line = parseLine(left);
    (line !== undefined && isStub(line) ? keepStub : keepLeft).run(Buffer.from(left), place);
  };

  /** Takes what was removed out of the write-ahead file; who reads from it meanwhile is waited for. */
  const clear = async (): Promise<void> => {
    if (directory === null) return;
    let cause: unknown = new Error('a reader holds it');
    for (let tries = 0; tries < clearing.tries; tries += 1) {
      try {
        if (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.[0] === 0) return;
      } catch (error) {
        cause = error;
      }
      await pause(clearing.pauseMs);
    }
    parts.report({ code: 'removal-not-cleared', cause });
  };

  const remove = async (request: RemovalRequest, event: LogEvent | undefined): Promise<Removed> => {
    if (event === undefined) return { event: null, records: 0 };
    let recorded: StoredEvent | undefined;
    writer.recordEvent({ ...request, event }, (stored) => {
      recorded = stored;
      database.prepare('INSERT INTO removal VALUES (?)').run(request.id);
    });
    if (recorded !== undefined) await carryOut(recorded);
    return { event: request.id, records: recordsOf(event) };
  };

  return {
    erase: (request) =>
      inTurn(() => {
        const about = queries.about(request.subject).flatMap((text): readonly StoredRecord[] => {
          const line = parseLine(text);
          return line !== undefined && isDecision(line) ? [line] : [];
        });
        return remove(request, erasureEvent(about, request.reason));
      }),
    drop: (request) =>
      inTurn(() => {
        const places = queries.before(request.before).map((place) => {
          const [name, sequence] = chainAt.get(place) ?? [];
          return { chain: name === '' ? null : String(name), sequence: Number(sequence) };
        });
        return remove(request, retentionEvent(places, request));
      }),
    finish: () =>
      inTurn(async () => {
        for (const [event] of database.prepare('SELECT event FROM removal').all()) {
          const place = placeOf.get(String(event))?.[0];
          const line = place === undefined ? undefined : parseLine(textOf(lineAt.get(place)?.[0]));
          if (line !== undefined && isEvent(line)) await carryOut(line);
        }
      }),
  };
};

const textOf = (line: SqlValue | undefined): string =>
  Buffer.isBuffer(line) ? line.toString('utf8') : String(line);
