import { noDigest, type Digest } from '../../../language/canonical.js';
import { chainPlaceOf } from '../../record/log-line.js';
import { verifyLine } from '../../verify/verification.js';
import type { Checkpoint } from '../../chain/checkpoint.js';
import type { Release } from '../decision-log.js';
import { inOrder, type ChainEnd, type Group } from './group.js';
import { keepCheckpoint, Releases } from './keep.js';
import { type KeyRow, keyRowOf, type RecordRow, rowOf } from './record/record-row.js';
import { Kinds } from './record/kinds.js';
import { placeOf } from './record/place.js';
import { rows, type Run, type Steps } from './statement.js';

/** What a log is made of, as it moves from one store to another. */
export type RestoreItem =
  | { readonly kind: 'release'; readonly release: Release }
  /** A record's line as it was stored. */
  | { readonly kind: 'record'; readonly line: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

/**
 * Fills an empty store: a release comes before the first record that cites it, the records of a chain in their order, and lines are kept
 * as they are. The items are verified while they are read: where reading throws, nothing is kept. Rejects with `StoreNotEmptyError`.
 */
export type Restore = (items: AsyncIterable<RestoreItem>) => Promise<void>;

/** A log can be restored only where there is none yet. */
export class StoreNotEmptyError extends Error {
  override readonly name = 'StoreNotEmptyError';
  /** The directory or database. */
  readonly store: string;

  constructor(store: string) {
    super(`\`${store}\` is not empty: a log is imported into an empty store.`);
    this.store = store;
  }
}

/** A store without records that is filled in one transaction. */
export interface Empty {
  readonly run: Run;
  /** Writes a group, without its keys; false where its chain does not end as the group says. */
  readonly write: (group: Group, kinds: ReadonlyMap<string, number>) => Promise<boolean>;
}

const atOnce = 500;

/** Fills a store, in either dialect. */
export const fill = async ({ run, write }: Empty, items: AsyncIterable<RestoreItem>): Promise<void> => {
  const salt = await run(subjectSalt());
  const releases = new Releases();
  const kinds = new Kinds();
  const chains = new Map<string, { readonly number: number; end: ChainEnd }>();
  let waiting: RecordRow[] = [];
  let keys = new Map<Digest, KeyRow>();
  let name = '';
  let after: ChainEnd = { sequence: 0, hash: noDigest };

  const chainOf = async (wanted: string): Promise<{ readonly number: number; end: ChainEnd }> => {
    const known = chains.get(wanted);
    if (known !== undefined) return known;
    const made = { number: await run(chainNumber(wanted)), end: { sequence: 0, hash: noDigest } };
    chains.set(wanted, made);
    return made;
  };
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const chain = await chainOf(name);
    const numbers = await run(kinds.numbersOf(new Set(waiting.flatMap(({ kind }) => kind ?? []))));
    const group = { chain: chain.number, before: chain.end, after, rows: waiting, keys: [], nodes: [] };
    if (!(await write(group, numbers)))
      throw new RangeError('Records came in another order than that of their chain.');
    for (const use of inOrder(keys)) await run(restoreKey(use));
    chain.end = after;
    waiting = [];
    keys = new Map();
  };

  for await (const item of items) {
    if (item.kind === 'release') await run(releases.keep(item.release));
    else if (item.kind === 'checkpoint') await run(keepCheckpoint(item.checkpoint));
    else {
      const verified = verifyLine(item.line, null);
      if (verified.code !== 'verified') throw new TypeError(`A line to restore is ${verified.code}.`);
      const { record } = verified;
      const { chain, sequence, hash } = chainPlaceOf(record);
      if ((chain ?? '') !== name || waiting.length >= atOnce) await flush();
      name = chain ?? '';
      const place = placeOf((await chainOf(name)).number, sequence);
      waiting.push(rowOf(record, place, Buffer.from(item.line), salt));
      const use = keyRowOf(record, place);
      if (use !== undefined) keys.set(use.key, laterUse(keys.get(use.key), use));
      after = { sequence, hash };
    }
  }
  await flush();
};

/** A key whose life was over may have been used again; what was made together was decided at one instant. */
const laterUse = (known: KeyRow | undefined, use: KeyRow): KeyRow => {
  if (known === undefined || use.madeAt > known.madeAt) return use;
  return use.madeAt === known.madeAt ? { ...known, last: use.last } : known;
};

/** What subjects are hashed with in this store. */
export function* subjectSalt(): Steps<string> {
  const [row] = yield* rows('SELECT subject_salt FROM log');
  if (row === undefined) throw new RangeError('The table `log` has no row.');
  return String(row[0]);
}

/** The number of a chain, which is made where it is not there. */
function* chainNumber(name: string): Steps<number> {
  yield* rows(
    'INSERT INTO chain (name, sequence, hash) VALUES (?, 0, ?) ON CONFLICT DO NOTHING',
    name,
    noDigest,
  );
  const [row] = yield* rows('SELECT number FROM chain WHERE name = ?', name);
  return Number(row?.[0]);
}

/** Keeps the use of a key: a later one goes before an earlier one; what was made together may come in several parts. */
function* restoreKey({ key, madeAt, first, last }: KeyRow): Steps<void> {
  yield* rows(
    `INSERT INTO once AS kept (key, made_at, first, last) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET
       made_at = excluded.made_at,
       first = CASE WHEN kept.made_at = excluded.made_at THEN kept.first ELSE excluded.first END,
       last = excluded.last
     WHERE kept.made_at <= excluded.made_at`,
    key,
    madeAt,
    first,
    last,
  );
}
