import type { DecisionLog } from '../../audit/store/decision-log.js';
import { NotRecordedError } from '../../audit/store/failures.js';
import type { Entry } from '../../audit/record/record.js';
import { personalPointers } from '../../audit/record/sealing.js';
import type { Edition } from '../../edition/model/edition.js';
import { findablePlaces } from '../../edition/model/findable-facts.js';
import { tellGoverning } from '../../edition/model/governing-edition.js';
import type { Decided } from '../answer/answer.js';
import { citedOf } from '../answer/cited.js';
import type { Evaluated } from '../evaluate.js';

/** What recording needs from outside. */
export interface RecordingParts {
  readonly log: Pick<DecisionLog, 'append' | 'appendTogether' | 'keepRelease'>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Keys of the metadata by which records are to be found; default: none. */
  readonly searchableMetadata?: readonly string[] | undefined;
}

/** Decisions whose records are durable, or why there are none. */
export type Recording =
  | { readonly code: 'recorded'; readonly decided: readonly Decided[] }
  | { readonly code: 'not-recorded' | 'overloaded' | 'in-doubt' };

/**
 * Records decisions, all or none: each record, and the release that it cites, is durable by then. Rejects with `KeyInUseError` where
 * the request was recorded before.
 */
export const makeRecording = (parts: RecordingParts): ((evaluated: Evaluated) => Promise<Recording>) => {
  const { log, clock, newId, searchableMetadata = [] } = parts;
  const keep = makeKeeping(log);
  return async (evaluated) => {
    const { edition, governing, asOf, subject, invalid, asked, metadata } = evaluated;
    const ids = evaluated.decisions.map(() => newId());
    const decidedAt = clock();
    const decided = evaluated.decisions.map((decision, place): Decided => {
      const id = ids[place] ?? '';
      const others = ids.length === 1 ? {} : { with: ids.filter((other) => other !== id) };
      const severed = invalid === undefined ? undefined : { invalid };
      const holdsUntil = evaluated.holdsUntil[place];
      return {
        id,
        asOf,
        decidedAt,
        holdsUntil,
        subject,
        decision,
        governing,
        asked,
        metadata,
        ...severed,
        ...others,
      };
    });
    const personal = personalPointers(edition, evaluated.facts);
    const searchable = [
      ...searchableMetadata.filter((key) => metadata !== undefined && Object.hasOwn(metadata, key)),
      ...findablePlaces(edition.facts, evaluated.facts),
    ];
    const [first, ...more] = decided.map((one) => entryOf(evaluated, one, { personal, searchable }));
    try {
      const keeping = keep(edition);
      if (keeping !== undefined) await keeping;
      if (first !== undefined)
        await (more.length === 0 ? log.append(first) : log.appendTogether([first, ...more]));
    } catch (error) {
      if (error instanceof NotRecordedError) return { code: error.code };
      throw error;
    }
    return { code: 'recorded', decided };
  };
};

const entryOf = (
  { edition, facts, asOf, subject, once, invalid, asked, metadata }: Evaluated,
  { id, decidedAt, decision, governing, holdsUntil, with: others }: Decided,
  { personal, searchable }: { readonly personal: Entry['personal']; readonly searchable: readonly string[] },
): Entry => ({
  id: id ?? '',
  decidedAt,
  inputs: {
    decision: decision.decision,
    asOf,
    ...(subject === null ? {} : { subject }),
    facts,
    edition: edition.identity,
    ...(governing === null ? {} : { governing: tellGoverning(governing) }),
    ...(invalid === undefined ? {} : { invalid }),
    ...(others === undefined ? {} : { with: others }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(searchable.length === 0 ? {} : { searchable }),
  },
  decision,
  cites: citedOf(edition, decision, invalid),
  ...(holdsUntil === undefined ? {} : { holdsUntil }),
  personal,
  ...(once === undefined ? {} : { once }),
  ...(asked === undefined ? {} : { asked }),
});

/** Keeps each release once, and then has nothing to wait for; what failed is tried again with the next decision. */
const makeKeeping = (
  log: Pick<DecisionLog, 'keepRelease'>,
): ((edition: Edition) => Promise<void> | undefined) => {
  const kept = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  return ({ identity, files }) => {
    const { digest } = identity;
    if (kept.has(digest)) return undefined;
    const here = underWay.get(digest);
    if (here !== undefined) return here;
    const keeping = log
      .keepRelease({ identity, files })
      .then(() => void kept.add(digest))
      .finally(() => underWay.delete(digest));
    underWay.set(digest, keeping);
    return keeping;
  };
};
