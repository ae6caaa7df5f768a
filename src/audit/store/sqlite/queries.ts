import type { Checkpoint, ChainHead } from '../../chain/checkpoint.js';
import type { Digest } from '../../record/canonical.js';
import { chainPlaceOf, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import { verifyLine } from '../../verify/verification.js';
import type { Query, Tally, TallyQuery } from '../decision-log.js';
import { BrokenChainError } from '../failures.js';
import { Kinds } from '../sql/kinds.js';
import { cursorOf, positionOf, type Position } from '../sql/position.js';
import { subjectKeys, type SubjectSecrets } from '../sql/subject-keys.js';
import type { Database, SqlRow, SqlValue, Statement } from './database.js';

/** A page of a search; the records are lines. */
export interface LinePage {
  readonly lines: readonly string[];
  readonly next: string | null;
}

/** One line and its place among all of the log. */
export interface PlacedLine {
  readonly place: number;
  readonly text: string;
}

interface Found {
  readonly decidedAt: number;
  readonly place: number;
}

/** So many lines around a record are looked at for its neighbours, where several chains stand among one another. */
const nearby = 1000;

/** Reads a log, each record verified by itself. Throws `BrokenChainError` where one was altered. */
export class Queries {
  readonly #secrets: SubjectSecrets;
  readonly #database: Database;
  readonly #kinds = new Kinds();
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, secrets: SubjectSecrets) {
    this.#database = database;
    this.#secrets = secrets;
  }

  get(id: string): string | null {
    const line = this.#withId(id);
    return line !== undefined && isDecision(line.record) ? line.text : null;
  }

  dropped(id: string): string | null {
    const line = this.#withId(id);
    return line !== undefined && isStub(line.record) ? line.text : null;
  }

  once(key: Digest, since: number): readonly string[] {
    return this.#all('SELECT place, line FROM record WHERE once = ? AND decided_at >= ? ORDER BY place', [
      key,
      since,
    ]).map((row) => this.#verified(row).text);
  }

  search(query: Query): LinePage | 'bad-cursor' {
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor, 1);
    if (query.cursor !== undefined && after === undefined) return 'bad-cursor';
    const found = this.#newest(query, after);
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    return {
      lines: page.map(
        ({ place }) =>
          this.#verified(this.#one('SELECT place, line FROM record WHERE place = ?', [place]) ?? []).text,
      ),
      next:
        found.length > page.length && last !== undefined
          ? cursorOf({ decidedAt: last.decidedAt, places: [last.place] })
          : null,
    };
  }

  tally(query: TallyQuery): readonly Tally[] {
    const { widthMs } = query;
    const { where, values } = bounds(query, undefined);
    const counted = new Map<string, { readonly kind: number; readonly slot: number; records: number }>();
    for (const list of this.#lists(query)) {
      // Integer division goes towards zero, slots go down.
      const rows = this.#all(
        `SELECT kind, (decided_at - ((decided_at % ?) + ?) % ?) AS slot, count(*) FROM record
         WHERE ${list.where}${where} GROUP BY kind, slot`,
        [widthMs, widthMs, widthMs, ...list.values, ...values],
      );
      for (const [kind, slot, records] of rows) {
        const at = `${String(kind)}/${String(slot)}`;
        const known = counted.get(at);
        if (known === undefined)
          counted.set(at, { kind: Number(kind), slot: Number(slot), records: Number(records) });
        else known.records += Number(records);
      }
    }
    return [...counted.values()].flatMap(({ kind, slot, records }) => {
      const told = this.#kinds.get(kind);
      return told === undefined ? [] : [{ ...told, slot, records }];
    });
  }

  around(id: string): { readonly before: string | null; readonly after: string | null } | null {
    const row = this.#one('SELECT place, chain, sequence FROM record WHERE id = ?', [id]);
    if (row === undefined) return null;
    const [place = 0, chain = 0, sequence = 0] = row;
    const beside = (sign: '<' | '>', order: 'DESC' | 'ASC', wanted: number): string | null => {
      const found = this.#one(
        `SELECT place, line FROM (
           SELECT place, chain, sequence, line FROM record WHERE place ${sign} ? ORDER BY place ${order} LIMIT ${nearby}
         ) WHERE chain = ? AND sequence = ?`,
        [place, chain, wanted],
      );
      return found === undefined ? null : this.#verified(found).text;
    };
    return {
      before: beside('<', 'DESC', Number(sequence) - 1),
      after: beside('>', 'ASC', Number(sequence) + 1),
    };
  }

  heads(): readonly ChainHead[] {
    return this.#all('SELECT name, sequence, hash FROM chain WHERE sequence > 0 ORDER BY number', []).map(
      ([name, sequence, hash]) => ({
        chain: name === '' ? null : String(name),
        sequence: Number(sequence),
        hash: String(hash),
      }),
    );
  }

  /** How many lines the log has. */
  records(): number {
    return Number(this.#one('SELECT coalesce(max(place), 0) FROM record', [])?.[0]);
  }

  /** Lines after a place, as they are stored, not verified. */
  linesAfter(place: number, last: number, most: number): readonly PlacedLine[] {
    return this.#all('SELECT place, line FROM record WHERE place > ? AND place <= ? ORDER BY place LIMIT ?', [
      place,
      last,
      most,
    ]).map(([at, line]) => ({ place: Number(at), text: textOf(line) }));
  }

  /** Document, revision and the text of the files. */
  release(digest: Digest): { document: string; revision: string; files: string } | null {
    const row = this.#one('SELECT document, revision, files FROM release WHERE digest = ?', [digest]);
    return row === undefined
      ? null
      : { document: String(row[0]), revision: String(row[1]), files: String(row[2]) };
  }

  /** Oldest first, as they are stored. */
  checkpoints(): readonly Checkpoint[] {
    return this.#all('SELECT checkpoint FROM checkpoint ORDER BY number', []).map(
      ([text]) => JSON.parse(String(text)) as Checkpoint, // `keepCheckpoint`; whether it holds is the auditor's question
    );
  }

  /** The lines of a subject's records, oldest first. */
  about(subject: string): readonly string[] {
    return subjectKeys(subject, this.#secrets)
      .flatMap((key) => this.#all('SELECT place, line FROM record WHERE subject = ?', [key]))
      .sort(([one], [other]) => Number(one) - Number(other))
      .map((row) => this.#verified(row).text);
  }

  /** The places of the records decided before a time. */
  before(time: number): readonly number[] {
    this.#readKinds();
    return this.#kinds
      .meant({})
      .flatMap((kind) =>
        this.#all('SELECT place FROM record WHERE kind = ? AND decided_at < ?', [kind, time]),
      )
      .map(([place]) => Number(place))
      .sort((one, other) => one - other);
  }

  /** Each kind or subject that is meant gives its newest; of all, so many as a page and one more are left. */
  #newest(query: Query, after: Position | undefined): readonly Found[] {
    const wanted = query.limit + 1;
    let best: Found[] = [];
    for (const list of this.#lists(query)) {
      const floor = best.length < wanted ? undefined : best.at(-1)?.decidedAt;
      const from = floor === undefined ? query.from : Math.max(floor, query.from ?? floor);
      const { where, values } = bounds({ ...query, from }, after);
      const rows = this.#all(
        `SELECT decided_at, place FROM record WHERE ${list.where}${where} ORDER BY decided_at DESC, place DESC LIMIT ?`,
        [...list.values, ...values, wanted],
      );
      if (rows.length === 0) continue;
      const found = rows.map(([decidedAt, place]) => ({
        decidedAt: Number(decidedAt),
        place: Number(place),
      }));
      best = [...best, ...found].sort(newestFirst).slice(0, wanted);
    }
    return best;
  }

  /** The lists whose records are meant, each in the order of an index. */
  #lists(query: Omit<Query, 'limit'>): readonly { where: string; values: readonly SqlValue[] }[] {
    this.#readKinds();
    const kinds = this.#kinds.meant(query);
    if (query.subject === undefined) return kinds.map((kind) => ({ where: 'kind = ?', values: [kind] }));
    return subjectKeys(query.subject, this.#secrets).map((subject) => ({
      where: 'subject = ? AND kind IN (SELECT value FROM json_each(?))',
      values: [subject, JSON.stringify(kinds)],
    }));
  }

  #readKinds(): void {
    for (const [number, kind] of this.#all('SELECT number, kind FROM kind WHERE number > ? ORDER BY number', [
      this.#kinds.last,
    ]))
      this.#kinds.add(Number(number), String(kind));
  }

  #withId(id: string): { readonly record: LogLine; readonly text: string } | undefined {
    const row = this.#one('SELECT place, line FROM record WHERE id = ?', [id]);
    if (row === undefined) return undefined;
    const line = this.#verified(row);
    if (chainPlaceOf(line.record).id !== id)
      throw new BrokenChainError({ at: `line ${String(row[0])}`, problem: { code: 'malformed' } });
    return line;
  }

  #verified([place, line]: SqlRow): { readonly record: LogLine; readonly text: string } {
    const text = textOf(line);
    const verified = verifyLine(text, null);
    if (verified.code !== 'verified')
      throw new BrokenChainError({ at: `line ${String(place)}`, problem: verified });
    return { record: verified.record, text };
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #one(sql: string, values: readonly SqlValue[]): SqlRow | undefined {
    return this.#prepared(sql).get(...values);
  }

  #all(sql: string, values: readonly SqlValue[]): readonly SqlRow[] {
    return this.#prepared(sql).all(...values);
  }
}

const textOf = (line: SqlValue | undefined): string =>
  Buffer.isBuffer(line) ? line.toString('utf8') : String(line);

const newestFirst = (one: Found, other: Found): number =>
  other.decidedAt - one.decidedAt || other.place - one.place;

/** The conditions on time of a query, to stand behind others. */
const bounds = (
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
  after: Position | undefined,
): { readonly where: string; readonly values: readonly SqlValue[] } => {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  const put = (condition: string, ...given: readonly number[]): void => {
    parts.push(` AND ${condition}`);
    values.push(...given);
  };
  if (from !== undefined) put('decided_at >= ?', from);
  if (to !== undefined) put('decided_at < ?', to);
  if (after !== undefined) {
    const [place = 0] = after.places;
    put('decided_at <= ?', after.decidedAt);
    put('(decided_at < ? OR place < ?)', after.decidedAt, place);
  }
  return { where: parts.join(''), values };
};
