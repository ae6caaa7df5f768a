import type { Checkpoint, ChainHead } from '../../chain/checkpoint.js';
import { readCheckpoint } from '../../chain/checkpoint.js';
import type { Digest } from '../../../language/canonical.js';
import { chainPlaceOf, isChoice, isDecision, isSealedLine, isStub } from '../../record/log-line.js';
import { parseLine } from '../../record/log-line-shape.js';
import { isAbout } from '../../record/opening.js';
import { choiceId, mostChoices, type StoredChoice } from '../../record/choice.js';
import type { StoredRecord } from '../../record/record.js';
import type { ChainExtent, JoinedLines, PlacedLine } from '../lines.js';
import type { Query, Tally, TallyQuery } from '../query.js';
import { BrokenChainError } from '../failures.js';
import { chainAt, placeOf } from './record/place.js';
import { Kinds } from './record/kinds.js';
import { type SubjectSecrets } from './record/index-keys.js';
import { joinedLines } from './joined-lines.js';
import { extents, type SearchParts } from './lists.js';
import { placesBefore, placesOf, tallyOf } from './search.js';
import type { Covered, Uncovered } from '../../tree/covered.js';
import { coverOf } from './covered.js';
import { rows, textOf, type Dialect, type SqlRow, type Steps } from './statement.js';
import { chainNamed, TreeQueries } from './tree-queries.js';
import { isInNoColumn, lineIn, nameOf, rowsAt, verified, type Line } from './verified-line.js';
import { searchPage, type LinePage } from './search-page.js';

/** A subject's records, and what was chosen about them. */
export interface SubjectRecords {
  /**
   * Records in the order of the log, then choices. Those that were altered too, as far as they can be read: what is left of their values is the
   * subject's.
   */
  readonly records: readonly (StoredRecord | StoredChoice)[];
  /** Places of those that can't be read. */
  readonly unread: readonly string[];
}

/** Asks a log, in either dialect; each record is verified by itself. Throws `BrokenChainError` where the one that is asked for was altered. */
export class Queries extends TreeQueries {
  readonly #parts: SearchParts;

  constructor(dialect: Dialect, secrets: SubjectSecrets) {
    super();
    this.#parts = { dialect, secrets, kinds: new Kinds() };
  }

  *get(id: string): Steps<string | null> {
    const line = yield* this.withId(id);
    return line !== undefined && isDecision(line.record) ? line.text : null;
  }

  *dropped(id: string): Steps<string | null> {
    const line = yield* this.withId(id);
    return line !== undefined && isStub(line.record) ? line.text : null;
  }

  /** Those made under a key at or after a time. */
  *once(key: Digest, since: number): Steps<readonly string[]> {
    const [row] = yield* rows('SELECT first, last FROM once WHERE key = ? AND made_at >= ?', key, since);
    if (row === undefined) return [];
    const [first, last] = row.map(Number);
    const found = yield* rows(
      'SELECT place, line FROM record WHERE place >= ? AND place <= ? ORDER BY place',
      first ?? 0,
      last ?? 0,
    );
    return found
      .map(verified)
      .flatMap(({ record, text }) => (isDecision(record) && record.body.once?.key === key ? [text] : []));
  }

  *search(query: Query): Steps<LinePage | 'bad-cursor'> {
    return yield* searchPage(this.#parts, query);
  }

  *tally(query: TallyQuery): Steps<readonly Tally[]> {
    return yield* tallyOf(this.#parts, query);
  }

  *around(id: string): Steps<{ readonly before: string | null; readonly after: string | null } | null> {
    if (isInNoColumn(id)) return null;
    const [row] = yield* rows('SELECT place FROM record WHERE id = ?', id);
    if (row === undefined) return null;
    const place = Number(row[0]);
    const rowsAround = yield* rowsAt(this.#parts.dialect, [place - 1, place + 1]);
    const textAt = (wanted: number): string | null => {
      const found = rowsAround.get(wanted);
      return found === undefined ? null : verified(found).text;
    };
    return { before: textAt(place - 1), after: textAt(place + 1) };
  }

  /** The end of each chain, as the bookkeeping says it. */
  *heads(): Steps<readonly ChainHead[]> {
    const found = yield* rows('SELECT name, sequence, hash FROM chain WHERE sequence > 0 ORDER BY number');
    return found.map(([name, sequence, hash]) => ({
      chain: name === '' ? null : String(name),
      sequence: Number(sequence),
      hash: String(hash),
    }));
  }

  /** How many lines the log has. */
  *records(): Steps<number> {
    const [row] = yield* rows('SELECT coalesce(sum(sequence), 0) FROM chain');
    return Number(row?.[0]);
  }

  /** Every chain as its lines are, also where the bookkeeping says otherwise. */
  *extents(): Steps<readonly ChainExtent[]> {
    return yield* extents();
  }

  /** Lines of a chain after one and up to another, as they are stored, not verified. */
  *linesAfter(chain: number, after: number, last: number, most: number): Steps<readonly PlacedLine[]> {
    const { kinds, secrets } = this.#parts;
    const found = yield* rows(
      'SELECT place, line, id, decided_at, kind, subject FROM record WHERE place > ? AND place <= ? ORDER BY place LIMIT ?',
      placeOf(chain, after),
      placeOf(chain, last),
      most,
    );
    yield* kinds.read();
    const terms = yield* termsBetween(Number(found[0]?.[0] ?? 0), Number(found.at(-1)?.[0] ?? 0));
    return found.map(([place, line, id, at, kind, subject]) => ({
      sequence: chainAt(Number(place)).sequence,
      text: textOf(line),
      indexed: {
        id: String(id),
        at: Number(at),
        kind: kind === null ? null : (kinds.text(Number(kind)) ?? 'none'),
        subject: Buffer.isBuffer(subject) ? subject.toString('hex') : null,
        terms: terms.get(Number(place)) ?? [],
        salt: secrets.salt,
      },
    }));
  }

  /** The same as one text, without what stands beside them; `null` where there are none, and where numbers are missing between them. */
  *linesJoined(chain: number, after: number, last: number, most: number): Steps<JoinedLines | null> {
    return yield* joinedLines(this.#parts.dialect, chain, after, last, most);
  }

  /** Document, revision and the text of the files. */
  *release(digest: Digest): Steps<{ document: string; revision: string; files: string } | null> {
    const [row] = yield* rows('SELECT document, revision, files FROM release WHERE digest = ?', digest);
    return row === undefined
      ? null
      : { document: String(row[0]), revision: String(row[1]), files: String(row[2]) };
  }

  /** Oldest first; whether they hold is the auditor's question. */
  *checkpoints(): Steps<readonly Checkpoint[]> {
    return (yield* keptCheckpoints()).flatMap(({ checkpoint }) => checkpoint ?? []);
  }

  /** The names of those that can't be read. */
  *unreadCheckpoints(): Steps<readonly string[]> {
    return (yield* keptCheckpoints()).flatMap(({ name, checkpoint }) =>
      checkpoint === undefined ? [name] : [],
    );
  }

  /** A record's line, and how a checkpoint covers it; `null` where there is no such record, or its content was dropped. */
  *covered(
    id: string,
    thorough: boolean,
  ): Steps<{ readonly line: string; readonly cover: Covered | Uncovered } | null> {
    const line = yield* this.withId(id);
    if (line === undefined || !isDecision(line.record)) return null;
    const { chain, sequence, hash } = chainPlaceOf(line.record);
    const found = yield* chainNamed(chain);
    if (found === undefined) return { line: line.text, cover: 'uncovered' };
    return { line: line.text, cover: yield* coverOf({ ...found, sequence, hash }, thorough) };
  }

  *about(subject: string): Steps<SubjectRecords> {
    const found = yield* rowsAt(this.#parts.dialect, yield* placesOf(this.#parts, { subject }));
    const unread: string[] = [];
    const readIn = (row: SqlRow): readonly (StoredRecord | StoredChoice)[] => {
      const line = lineIn(row);
      const isAltered = line instanceof BrokenChainError;
      const read = isAltered ? parseLine(textOf(row[1])) : line.record;
      if (read !== undefined && isSealedLine(read) && (!isAltered || read.body.id === row[2]))
        // What was altered is the subject's by where it stands.
        return isAltered || isChoice(read) || isAbout(read, subject, this.#parts.secrets.key) ? [read] : [];
      if (isAltered) unread.push(line.at);
      return [];
    };
    const records = [...found.values()].flatMap(readIn);
    const choices = yield* this.#choiceRows(records.map(({ body }) => body.id));
    return { records: [...records, ...choices.flatMap(readIn)], unread };
  }

  /** The choices about decisions, by their ids: in the order of their numbers. Throws `BrokenChainError` where one was altered. */
  *choices(ids: readonly string[]): Steps<readonly string[]> {
    return (yield* this.#choiceRows(ids))
      .map(verified)
      .flatMap(({ record, text }) => (isChoice(record) ? [text] : []));
  }

  *#choiceRows(decisions: readonly string[]): Steps<readonly SqlRow[]> {
    const found: SqlRow[] = [];
    let left = decisions.filter((id) => !isInNoColumn(id));
    // Most have one or none.
    for (let nth = 1; nth <= mostChoices && left.length > 0; nth += 1) {
      const rowsOfNth = yield* rows(
        `SELECT place, line, id FROM record WHERE id ${this.#parts.dialect.amongTexts} ORDER BY place`,
        left.map((id) => choiceId(id, nth)),
      );
      found.push(...rowsOfNth);
      const there = new Set(rowsOfNth.map(([, , id]) => String(id)));
      left = left.filter((id) => there.has(choiceId(id, nth)));
    }
    return found;
  }

  /** The places of the records and choices that were made before a time. */
  *before(time: number): Steps<readonly number[]> {
    return yield* placesBefore(this.#parts, time);
  }

  *withId(id: string): Steps<Line | undefined> {
    if (isInNoColumn(id)) return undefined;
    const [row] = yield* rows('SELECT place, line FROM record WHERE id = ?', id);
    if (row === undefined) return undefined;
    const line = verified(row);
    if (chainPlaceOf(line.record).id !== id)
      throw new BrokenChainError({ at: nameOf(row[0]), problem: { code: 'malformed' } });
    return line;
  }
}

/** By what records are found of their metadata, by their places. */
function* termsBetween(first: number, last: number): Steps<ReadonlyMap<number, readonly string[]>> {
  const terms = new Map<number, string[]>();
  for (const [place, term] of yield* rows(
    'SELECT place, term FROM metadata WHERE place >= ? AND place <= ?',
    first,
    last,
  )) {
    const here = terms.get(Number(place)) ?? [];
    here.push(Buffer.isBuffer(term) ? term.toString('hex') : '');
    terms.set(Number(place), here);
  }
  return terms;
}

function* keptCheckpoints(): Steps<
  readonly { readonly name: string; readonly checkpoint: Checkpoint | undefined }[]
> {
  const found = yield* rows('SELECT number, checkpoint FROM checkpoint ORDER BY number');
  return found.map(([number, text]) => ({
    name: `checkpoint ${String(number)}`,
    checkpoint: readCheckpoint(String(text)),
  }));
}
