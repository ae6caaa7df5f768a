import { makeTurns } from '../../../workers/turns.js';
import { makeRemoveText, recordsOf, erasureEvent, retentionEvent } from '../../removal/removal.js';
import type { DropRequest, ErasureRequest, RemovalRequest, Removed } from '../../removal/removal.js';
import { isEvent, isStub, type LogEvent, type StoredEvent } from '../../record/log-line.js';
import { parseLine } from '../../record/log-line-shape.js';
import { BrokenChainError } from '../failures.js';
import type { Bundle } from './group.js';
import { errorOf, type Outcome } from './outcome.js';
import { chainAt } from './record/place.js';
import { rowOf } from './record/record-row.js';
import { subjectSalt } from './fill.js';
import type { Queries } from './queries.js';
import { rows, textOf, type Dialect, type Run, type Steps } from './statement.js';

/** What removing from a log needs. */
export interface RemovalParts {
  readonly dialect: Dialect;
  readonly queries: Queries;
  readonly run: Run;
  /** Runs work that writes, in a transaction of its own where the store can. */
  readonly change: Run;
  readonly record: (bundle: Bundle) => Promise<Outcome>;
  /** Told of an event that was altered, by its place. */
  readonly foundAltered: (at: string) => void;
  /** Clears away what stands beside the table, once it is gone from there. */
  readonly clear: (event: LogEvent) => Promise<void>;
}

/** Removes what a log holds, one removal after the other, between which records are written; another process may do the same at once. */
export interface Removal {
  readonly erase: (request: ErasureRequest) => Promise<Removed>;
  readonly drop: (request: DropRequest) => Promise<Removed>;
  /** Finishes removals that were cut short; `now`: epoch milliseconds. */
  readonly finish: (now: number) => Promise<void>;
  /** Resolves when no removal is under way. */
  readonly settled: () => Promise<void>;
}

const atOnce = 250;
const hourMs = 3_600_000;

/** Makes the removal of one log, in either dialect. */
export const makeRemoval = (parts: RemovalParts): Removal => {
  const { dialect, queries, run, change, clear } = parts;
  const inTurn = makeTurns();

  const carryOut = async (recorded: StoredEvent): Promise<void> => {
    const { event, id } = recorded.body;
    const remove = makeRemoveText(recorded);
    const places = await run(placesOf(event, queries, dialect));
    const salt = await run(subjectSalt());
    for (let from = 0; from < places.length; from += atOnce)
      await change(replace(places.slice(from, from + atOnce), remove, salt, dialect));
    if (event.kind === 'retention')
      await run(rows('DELETE FROM once WHERE made_at < ?', Date.parse(event.before)));
    await clear(event);
    await change(rows('DELETE FROM removal WHERE event = ?', id));
  };

  const remove = async (request: RemovalRequest, event: LogEvent | undefined): Promise<Removed> => {
    if (event === undefined) return { event: null, records: 0 };
    const { id, at, by, reason } = request;
    // Before the event: after it, a start knows by this that something may be left to do.
    await run(rows('INSERT INTO removal (event, begun_at) VALUES (?, ?) ON CONFLICT DO NOTHING', id, at));
    const outcome = await parts.record({ entries: [], event: { id, at, by, reason, event } });
    if (outcome.code !== 'recorded') throw errorOf(outcome);
    const recorded = await run(eventOf(id, queries));
    if (recorded === undefined) throw new RangeError('An event that was recorded is not there.');
    await carryOut(recorded);
    return { event: id, records: recordsOf(event) };
  };

  return {
    erase: (request) =>
      inTurn(async () => {
        const { records, unread } = await run(queries.about(request.subject));
        const removed = await remove(request, erasureEvent(records, request.reason));
        return unread.length === 0 ? removed : { ...removed, unread };
      }),
    drop: (request) =>
      inTurn(async () =>
        remove(request, retentionEvent(await run(chainPlaces(request.before, queries)), request)),
      ),
    finish: (now) =>
      inTurn(async () => {
        const altered: string[] = [];
        for (const [event] of await run(rows('SELECT event FROM removal'))) {
          try {
            const recorded = await run(eventOf(String(event), queries));
            if (recorded !== undefined) await carryOut(recorded);
          } catch (cause) {
            if (!(cause instanceof BrokenChainError)) throw cause;
            // Nobody knows what it is about. It is carried out at the start after its line was brought back from a copy.
            parts.foundAltered(cause.at);
            altered.push(String(event));
          }
        }
        // What was never recorded by now is given up; another process may be about to record a fresh one.
        await run(
          rows(
            `DELETE FROM removal WHERE begun_at < ? AND NOT (event ${dialect.amongTexts})`,
            now - hourMs,
            altered,
          ),
        );
      }),
    settled: async () => {
      await inTurn(() => Promise.resolve());
    },
  };
};

function* eventOf(id: string, queries: Queries): Steps<StoredEvent | undefined> {
  const line = yield* queries.withId(id);
  return line !== undefined && isEvent(line.record) ? line.record : undefined;
}

/** Where the records stand that an event is about. */
function* placesOf(event: LogEvent, queries: Queries, { amongTexts }: Dialect): Steps<readonly number[]> {
  if (event.kind === 'retention') return yield* queries.before(Date.parse(event.before));
  const ids = event.records.map(({ id }) => id);
  const found = yield* rows(`SELECT place FROM record WHERE id ${amongTexts} ORDER BY place`, ids);
  return found.map(([place]) => Number(place));
}

/** The places of the records decided before a time, as an event tells them. */
function* chainPlaces(
  before: number,
  queries: Queries,
): Steps<readonly { readonly chain: string | null; readonly sequence: number }[]> {
  const names = new Map((yield* queries.extents()).map(({ number, name }) => [number, name]));
  return (yield* queries.before(before)).map((place) => {
    const { chain, sequence } = chainAt(place);
    return { chain: names.get(chain) || null, sequence };
  });
}

/** Puts what is left of some lines in their place. */
function* replace(
  places: readonly number[],
  remove: (text: string) => string,
  salt: string,
  { blank, lineValue }: Dialect,
): Steps<void> {
  for (const place of places) {
    const [row] = yield* rows('SELECT line FROM record WHERE place = ?', place);
    const text = textOf(row?.[0]);
    const left = remove(text);
    if (left === text) continue;
    yield* rows('DELETE FROM metadata WHERE place = ?', place);
    if (blank !== undefined) yield* rows(blank, place);
    const line = parseLine(left);
    // What it is found by of its facts is nobody's, and stays.
    const { terms, at } =
      line === undefined ? { terms: [], at: 0 } : rowOf(line, place, Buffer.alloc(0), salt);
    for (const term of terms)
      yield* rows('INSERT INTO metadata (place, term, decided_at) VALUES (?, ?, ?)', place, term, at);
    const isDropped = line !== undefined && isStub(line);
    yield* rows(
      `UPDATE record SET line = ?, subject = NULL${isDropped ? ', kind = NULL, decided_at = 0' : ''} WHERE place = ?`,
      lineValue(left),
      place,
    );
  }
}
