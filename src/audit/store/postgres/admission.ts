import type { Digest } from '../../record/canonical.js';
import { KeyInUseError, NotRecordedError } from '../decision-log.js';
import { chainPlaceOf, isDecision, type LogLine } from '../../record/log-line.js';
import type { Entry, StoredRecord } from '../../record/record.js';

/** What a log finds in its index, which may take one record for another, and in its records, which do not. */
export interface Holdings {
  /** Places of records that may have this id. */
  readonly withId: (id: string) => readonly number[];
  /** Places of records that may have been made under this key and whose life is not over. */
  readonly withKey: (key: Digest) => readonly number[];
  readonly read: (places: readonly number[]) => Promise<readonly LogLine[]>;
}

/** Lets records in whose ids and keys are not there yet, nor being written. */
export interface Admission {
  /**
   * Writes where the entries may be recorded; rejects with `NotRecordedError` where an id is taken, and with `KeyInUseError` where a key
   * is. Who comes under a key that is being written waits until that is decided.
   */
  readonly admit: <Result>(entries: readonly Entry[], write: () => Promise<Result>) => Promise<Result>;
  /** The records that were made under a key and whose life is not over, in their order. */
  readonly once: (key: Digest) => Promise<readonly StoredRecord[]>;
}

/** Makes the gate of one log. Nothing else may write to it. */
export const makeAdmission = ({ withId, withKey, read }: Holdings): Admission => {
  const ids = new Set<string>();
  const keys = new Map<Digest, Promise<unknown>>();

  const once: Admission['once'] = async (key) =>
    (await read(withKey(key))).filter(isDecision).filter(({ body }) => body.once?.key === key);

  const taken = (id: string): NotRecordedError => new NotRecordedError(`A record with the id ${id} exists.`);

  /** What must be awaited before the entries may be let in; `undefined` where nothing stands against them in this turn. */
  const obstacle = (entries: readonly Entry[], others: Set<number>): Promise<unknown> | undefined => {
    const unread = (places: readonly number[]) => places.filter((place) => !others.has(place));
    const refuse = async (
      places: readonly number[],
      is: (line: LogLine) => boolean,
      refusal: () => Error,
    ): Promise<void> => {
      if ((await read(places)).some(is)) throw refusal();
      for (const place of places) others.add(place);
    };
    for (const { id, once: made } of entries) {
      if (ids.has(id)) throw taken(id);
      const sameId = unread(withId(id));
      if (sameId.length > 0)
        return refuse(
          sameId,
          (line) => chainPlaceOf(line).id === id,
          () => taken(id),
        );
      if (made === undefined) continue;
      const writing = keys.get(made.key);
      if (writing !== undefined) return writing.catch(() => undefined);
      const sameKey = unread(withKey(made.key));
      if (sameKey.length > 0)
        return refuse(
          sameKey,
          (line) => isDecision(line) && line.body.once?.key === made.key,
          () => new KeyInUseError(made.key),
        );
    }
    return undefined;
  };

  const admit: Admission['admit'] = async (entries, write) => {
    const own = new Set(entries.map(({ id }) => id));
    if (own.size < entries.length) throw new NotRecordedError('Two of the records have one id.');
    // Places whose records were read and are of another id or key.
    const others = new Set<number>();
    for (let wait = obstacle(entries, others); wait !== undefined; wait = obstacle(entries, others))
      await wait;
    const ownKeys = new Set(entries.flatMap((entry) => entry.once?.key ?? []));
    for (const id of own) ids.add(id);
    const writing = write();
    for (const key of ownKeys) keys.set(key, writing);
    try {
      return await writing;
    } finally {
      for (const id of own) ids.delete(id);
      for (const key of ownKeys) keys.delete(key);
    }
  };
  return { admit, once };
};
