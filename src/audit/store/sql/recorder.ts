import type { Digest } from '../../../language/canonical.js';
import { choiceId } from '../../record/choice.js';
import { tellCause, type Report } from '../failures.js';
import {
  linkBundles,
  sealBundle,
  type Bundle,
  type Chain,
  type Group,
  type Sealed,
  type SealingParts,
} from './group.js';
import type { Releases } from './keep.js';
import { Kinds } from './record/kinds.js';
import type { Outcome } from './outcome.js';
import { TreeAtCommit } from './tree-at-commit.js';
import { rows, type Dialect, type Run, type Steps } from './statement.js';

/** What came of writing a group. */
export type Written =
  | { readonly code: 'written' }
  /** Nothing is there: an id or key is there already. */
  | { readonly code: 'conflict' }
  /** Nothing is there, and it is to be made anew, behind the end that the chain has by now. */
  | { readonly code: 'again' }
  /** Nothing is there; or, in doubt, that is not known. */
  | { readonly code: 'not-recorded' | 'in-doubt'; readonly cause: unknown };

/** What writes one chain of a store. */
export interface Seat {
  /** The chain as it ends now. Rejects where there is none to be written. */
  readonly chain: () => Promise<Chain>;
  /** @param kinds the numbers of the kinds of its rows */
  readonly write: (group: Group, kinds: ReadonlyMap<string, number>) => Promise<Written>;
  readonly run: Run;
}

/** What recording needs. */
export interface RecorderParts extends SealingParts {
  readonly dialect: Dialect;
  readonly salt: string;
  readonly releases: Releases;
  /** The seat for the bundles that are to be recorded now. */
  readonly seat: () => Seat;
  readonly failing: Failing;
}

/** Tells once that records can't be written, and once that they can be again. */
export class Failing {
  readonly #report: (report: Report) => void;
  #is = false;

  constructor(report: (report: Report) => void) {
    this.#report = report;
  }

  get is(): boolean {
    return this.#is;
  }

  failed(cause: unknown): void {
    if (!this.#is) this.#report({ code: 'write-failed', cause });
    this.#is = true;
  }

  worked(): void {
    if (this.#is) this.#report({ code: 'write-recovered' });
    this.#is = false;
  }
}

/**
 * Records bundles, each whole or not at all, and tells what came of each.
 * @param since a key that was used before is free again; epoch milliseconds
 */
export type Recorder = (bundles: readonly Bundle[], since: number) => Promise<readonly Outcome[]>;

/** A conflict whose cause is gone when it is looked for is tried again so often. */
const mostConflicts = 5;
const hourMs = 3_600_000;

/** Makes what records in a store, in either dialect. */
export const makeRecorder = (parts: RecorderParts): Recorder => {
  const { dialect, salt, releases, failing } = parts;
  const kinds = new Kinds();
  const tree = new TreeAtCommit();
  let cleared = -Infinity;

  /** Seals the bundles of a turn; whichever can't be is a defect of who made it. */
  const seal = (
    turn: readonly Bundle[],
    chain: string,
    outcomes: Map<Bundle, Outcome>,
  ): Map<Bundle, Sealed> => {
    const sealed = new Map<Bundle, Sealed>();
    for (const bundle of turn)
      try {
        sealed.set(bundle, bundle.sealed?.chain === chain ? bundle.sealed : sealBundle(bundle, chain, parts));
      } catch (cause) {
        const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
        outcomes.set(bundle, { code: 'defect', name, message });
      }
    return sealed;
  };

  const write = async (
    bundles: readonly Bundle[],
    since: number,
    outcomes: Map<Bundle, Outcome>,
  ): Promise<void> => {
    const seat = parts.seat();
    for (const bundle of bundles) {
      const refusal = await seat.run(refusalOf(bundle, releases));
      if (refusal !== undefined) outcomes.set(bundle, refusal);
    }
    for (let conflicts = 0; ;) {
      const turn = firstOfEach(bundles.filter((bundle) => !outcomes.has(bundle)));
      if (turn.length === 0) return;
      const chain = await seat.chain();
      const sealed = seal(turn, chain.name, outcomes);
      if (sealed.size === 0) continue;
      const { group, outcomes: recorded } = linkBundles([...sealed.values()], chain, salt);
      const grown = await seat.run(
        tree.nodesOf(
          group,
          recorded.flatMap(({ hashes }) => hashes),
        ),
      );
      const numbers = await seat.run(kinds.numbersOf(new Set(group.rows.flatMap(({ kind }) => kind ?? []))));
      const written = await seat.write({ ...group, nodes: grown.nodes }, numbers);
      if (written.code === 'written') {
        grown.written();
        [...sealed.keys()].forEach((bundle, nth) => {
          const outcome = recorded[nth];
          if (outcome !== undefined) outcomes.set(bundle, outcome);
        });
        failing.worked();
      } else if (written.code === 'conflict') {
        const refused = await seat.run(conflictsOf([...sealed.keys()], since, dialect));
        for (const [bundle, outcome] of refused) outcomes.set(bundle, outcome);
        conflicts = refused.size > 0 ? 0 : conflicts + 1;
        if (conflicts > mostConflicts) throw new Error('Ids or keys came and went meanwhile.');
      } else if (written.code !== 'again') {
        failing.failed(written.cause);
        const because = tellCause(written.cause);
        for (const bundle of bundles)
          if (!outcomes.has(bundle)) outcomes.set(bundle, { code: written.code, because });
      }
    }
  };

  return async (bundles, since) => {
    const outcomes = new Map<Bundle, Outcome>();
    let because = '';
    try {
      await write(bundles, since, outcomes);
      if (since - cleared > hourMs) {
        cleared = since;
        // Nothing hangs on it: such a key counts as free also while it is there.
        await parts
          .seat()
          .run(clearKeys(since))
          .catch(() => undefined);
      }
    } catch (cause) {
      failing.failed(cause);
      because = tellCause(cause);
    }
    return bundles.map((bundle) => outcomes.get(bundle) ?? { code: 'not-recorded', because });
  };
};

/** The bundles whose ids and keys are those of none before them: the others are looked at once it is known what became of these. */
const firstOfEach = (bundles: readonly Bundle[]): readonly Bundle[] => {
  const seen = new Set<string>();
  return bundles.filter(({ entries, choice }) => {
    const own = new Set<string>(choice === undefined ? [] : [choiceId(choice.of.id, choice.nth)]);
    for (const { id, once } of entries) {
      own.add(id);
      if (once !== undefined) own.add(once.key);
    }
    for (const each of own) if (seen.has(each)) return false;
    for (const each of own) seen.add(each);
    return true;
  });
};

/** Why a bundle can't be recorded, whatever else is in the store. */
function* refusalOf({ entries }: Bundle, releases: Releases): Steps<Outcome | undefined> {
  const ids = new Set<string>();
  for (const { id, inputs } of entries) {
    const { digest } = inputs.edition;
    if (!(yield* releases.has(digest))) return { code: 'no-release', digest };
    if (ids.has(id)) return { code: 'id-taken', id };
    ids.add(id);
  }
  return undefined;
}

/** Which bundles have an id or key that is there already; keys whose life is over are cleared away. */
function* conflictsOf(
  bundles: readonly Bundle[],
  since: number,
  { amongTexts }: Dialect,
): Steps<ReadonlyMap<Bundle, Outcome>> {
  const entries = bundles.flatMap((each) => each.entries);
  const ids = bundles.flatMap(idsOf);
  const keys = entries.flatMap(({ once }) => once?.key ?? []);
  yield* rows(`DELETE FROM once WHERE key ${amongTexts} AND made_at < ?`, keys, since);
  const aliveKeys = yield* textsOf(rows(`SELECT key FROM once WHERE key ${amongTexts}`, keys));
  const takenIds = yield* textsOf(rows(`SELECT id FROM record WHERE id ${amongTexts}`, ids));
  const refused = new Map<Bundle, Outcome>();
  for (const bundle of bundles) {
    const key = bundle.entries.find(({ once }) => once !== undefined && aliveKeys.has(once.key))?.once?.key;
    const id = idsOf(bundle).find((each) => takenIds.has(each));
    if (key !== undefined) refused.set(bundle, { code: 'key-in-use', key });
    else if (id !== undefined) refused.set(bundle, { code: 'id-taken', id });
  }
  return refused;
}

const idsOf = ({ entries, choice, event }: Bundle): readonly string[] => [
  ...entries.map(({ id }) => id),
  ...(choice === undefined ? [] : [choiceId(choice.of.id, choice.nth)]),
  ...(event === undefined ? [] : [event.id]),
];

function* textsOf(found: ReturnType<typeof rows>): Steps<ReadonlySet<Digest>> {
  return new Set((yield* found).map(([text]) => String(text)));
}

function* clearKeys(since: number): Steps<void> {
  yield* rows('DELETE FROM once WHERE made_at < ?', since);
}
