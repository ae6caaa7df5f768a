import type { Random } from '../../record/commitment.js';
import { KeyInUseError, NotRecordedError } from '../decision-log.js';
import {
  linkEvent,
  makeEventDraft,
  type EventDraft,
  type LogEvent,
  type StoredEvent,
} from '../../record/log-line.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import {
  lineText,
  link,
  makeDraft,
  type Draft,
  type Entry,
  type Linked,
  type StoredRecord,
} from '../../record/record.js';
import type { RemovalRequest } from '../../removal/removal.js';
import type { ChainSession } from './chain-session.js';
import { isToBeTriedAgain, sqlState } from './failures.js';
import { keysOf, type ChainEnd } from './group-statement.js';
import type { KeptSession } from './kept-session.js';
import { rowOf, type RecordRow } from './record-row.js';

/** Entries that are recorded together or not at all. */
export interface Bundle {
  readonly entries: readonly Entry[];
  /** In place of entries. */
  readonly event?: EventToRecord;
  /** Sealed for the chain that was held when they came. */
  readonly chain: string;
  readonly drafts: readonly (Draft | EventDraft)[];
}

/** An event that is to be recorded. */
export type EventToRecord = RemovalRequest & { readonly event: LogEvent };

type AnyRecord = StoredRecord | StoredEvent;

/** Its records, or why it is refused. */
export type Recorded = readonly AnyRecord[] | NotRecordedError | KeyInUseError;

/** What a chain writer needs. */
export interface ChainWriterParts {
  readonly session: KeptSession;
  readonly salt: string;
  readonly random: Random;
  readonly personal: PersonalStorage | undefined;
  /**
   * How long records that were not sent yet wait for a connection before they are refused; and how long those that were sent wait for one that
   * tells what became of them.
   */
  readonly patienceMs: number;
  /** RFC 3339; a key that was used before is free again. */
  readonly keysSince: () => string;
}

/** Writes bundles as groups, each in one transaction, over whatever becomes of the connection. One group at a time. */
export interface ChainWriter {
  /** Seals entries for the chain that is held now. */
  readonly bundle: (entries: readonly Entry[]) => Bundle;
  /** The same for an event. */
  readonly bundleEvent: (event: EventToRecord) => Bundle;
  /** Gives each bundle's outcome, in order; rejects with `NotRecordedError` where none of them could be recorded. */
  readonly write: (bundles: readonly Bundle[]) => Promise<readonly Recorded[]>;
}

/** Makes the writer of a session's chain. */
export const makeChainWriter = (parts: ChainWriterParts): ChainWriter => {
  const { session: kept, salt, random, personal, patienceMs, keysSince } = parts;

  const sealFor = (chain: string, { entries, event }: Pick<Bundle, 'entries' | 'event'>): Bundle => ({
    entries,
    ...(event === undefined ? {} : { event }),
    chain,
    drafts: [
      ...entries.map((entry) => makeDraft(entry, random, chain, personal)),
      ...(event === undefined ? [] : [makeEventDraft(event, chain)]),
    ],
  });

  /** What an unknown group came to, once a later session proves that the one that sent it has ended. */
  const isThere = async (name: string, records: readonly AnyRecord[]): Promise<boolean> => {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const session = await kept.current(giveUpAt - performance.now());
      if (session === undefined)
        throw new NotRecordedError(
          'The server did not come back: whether the record is there is not known.',
          { code: 'in-doubt', cause: kept.problem },
        );
      try {
        return await findsFirst(session, name, records);
      } catch {
        kept.discard(session);
      }
    }
  };

  const write = async (bundles: readonly Bundle[]): Promise<readonly Recorded[]> => {
    const outcomes = new Map<Bundle, Recorded>();
    const giveUpAt = performance.now() + patienceMs;
    for (let conflicts = 0; ;) {
      const left = bundles.filter((each) => !outcomes.has(each));
      if (left.length === 0) return bundles.flatMap((each) => [outcomes.get(each) ?? []]);
      const session = await kept.current(giveUpAt - performance.now());
      if (session === undefined)
        throw new NotRecordedError('There is no connection to the database.', { cause: kept.problem });
      const { name } = session.chain;
      const sealed = left.map((each) => (each.chain === name ? each : sealFor(name, each)));
      const { records, rows, after } = linkAll(sealed, session.end, salt);
      const written = await session.write({
        chain: session.chain.number,
        before: session.end,
        after,
        rows,
        keys: keysOf(records.flat()),
      });
      const keep = (): void => {
        for (const [place, each] of left.entries()) outcomes.set(each, records[place] ?? []);
      };
      switch (written.code) {
        case 'written':
          keep();
          break;
        case 'unknown':
          kept.discard(session);
          if (await isThere(name, records.flat())) keep();
          else if (performance.now() > giveUpAt) throw notWritten(written.cause);
          break;
        case 'not-ours':
          kept.discard(session);
          break;
        case 'conflict': {
          const refused = await refusalsOf(session, left, keysSince());
          for (const [each, refusal] of refused) outcomes.set(each, refusal);
          conflicts = refused.size > 0 ? 0 : conflicts + 1;
          if (conflicts > mostConflicts) throw new NotRecordedError('Ids or keys came and went meanwhile.');
          break;
        }
        case 'refused':
          if (!isToBeTriedAgain(sqlState(written.cause) ?? '') || performance.now() > giveUpAt)
            throw notWritten(written.cause);
      }
    }
  };

  return {
    bundle: (entries) => sealFor(kept.held?.chain.name ?? '', { entries }),
    bundleEvent: (event) => sealFor(kept.held?.chain.name ?? '', { entries: [], event }),
    write,
  };
};

/** A conflict whose cause is gone when it is looked for is tried again so often. */
const mostConflicts = 5;

const notWritten = (cause: unknown): NotRecordedError =>
  new NotRecordedError('The record could not be written.', { cause });

const linkAll = (
  bundles: readonly Bundle[],
  before: ChainEnd,
  salt: string,
): {
  readonly records: readonly (readonly AnyRecord[])[];
  readonly rows: readonly RecordRow[];
  readonly after: ChainEnd;
} => {
  let after = before;
  const rows: RecordRow[] = [];
  const records = bundles.map(({ drafts }) =>
    drafts.map((draft) => {
      const at = { sequence: after.sequence + 1, previous: after.hash };
      const linked = 'open' in draft ? inText(link(draft, at)) : linkEvent(draft, at);
      rows.push(rowOf(linked, salt));
      after = { sequence: after.sequence + 1, hash: linked.record.hash };
      return linked.record;
    }),
  );
  return { records, rows, after };
};

const inText = ({ record, line }: Linked): { readonly record: StoredRecord; readonly line: string } => ({
  record,
  line: lineText(line),
});

/** A group is there whole or not at all, so its first record stands for it. */
const findsFirst = async (
  session: ChainSession,
  chain: string,
  records: readonly AnyRecord[],
): Promise<boolean> => {
  const [first] = records;
  if (first === undefined) return true;
  const found = await session.query(
    `SELECT 1 FROM clausebook.place JOIN clausebook.chain ON chain.number = place.chain
     WHERE id = $1 AND chain.name = $2 AND place.sequence = $3`,
    [first.body.id, chain, first.body.sequence],
  );
  return found.length > 0;
};

/** Which bundles have an id or key that is there already; keys whose life is over are cleared away. */
const refusalsOf = async (
  session: ChainSession,
  bundles: readonly Bundle[],
  keysSince: string,
): Promise<ReadonlyMap<Bundle, NotRecordedError | KeyInUseError>> => {
  const entries = bundles.flatMap((each) => each.entries);
  const keys = entries.flatMap(({ once }) => once?.key ?? []);
  const refused = new Map<Bundle, NotRecordedError | KeyInUseError>();
  try {
    await session.query('DELETE FROM clausebook.once WHERE key = ANY ($1) AND made_at < $2', [
      keys,
      keysSince,
    ]);
    const alive = await session.query<{ readonly key: string }>(
      'SELECT key FROM clausebook.once WHERE key = ANY ($1)',
      [keys],
    );
    const taken = await session.query<{ readonly id: string }>(
      'SELECT id FROM clausebook.place WHERE id = ANY ($1)',
      [entries.map(({ id }) => id)],
    );
    const aliveKeys = new Set(alive.map(({ key }) => key));
    const takenIds = new Set(taken.map(({ id }) => id));
    for (const each of bundles) {
      const key = each.entries.find(({ once }) => once !== undefined && aliveKeys.has(once.key))?.once?.key;
      const id = each.entries.find((entry) => takenIds.has(entry.id))?.id;
      if (key !== undefined) refused.set(each, new KeyInUseError(key));
      else if (id !== undefined)
        refused.set(each, new NotRecordedError(`A record with the id ${id} exists.`));
    }
    return refused;
  } catch (cause) {
    throw notWritten(cause);
  }
};
