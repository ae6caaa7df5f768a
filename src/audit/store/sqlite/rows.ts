import { kindText } from '../sql/kinds.js';
import { subjectKeyOf } from '../sql/subject-keys.js';
import { chainPlaceOf, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import type { Database, Statement } from './database.js';

/** Puts lines into the table. */
export class Rows {
  readonly #insert: Statement;
  readonly #addKind: Statement;
  readonly #findKind: Statement;
  readonly #salt: string;
  readonly #kinds = new Map<string, number>();
  /** Kinds that were read in the transaction under way, which may be rolled back. */
  #fresh: string[] = [];

  constructor(database: Database, salt: string) {
    this.#salt = salt;
    this.#insert = database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#addKind = database.prepare('INSERT INTO kind (kind) VALUES (?) ON CONFLICT DO NOTHING');
    this.#findKind = database.prepare('SELECT number FROM kind WHERE kind = ?');
  }

  /** @param chain number of the chain */
  add(place: number, chain: number, record: LogLine, line: Buffer): void {
    const { id, sequence } = chainPlaceOf(record);
    if (isDecision(record)) {
      const at = Date.parse(record.body.decidedAt);
      const { once } = record.body;
      const kind = this.#kind(kindText(record.body));
      const subject = subjectKeyOf(record, this.#salt);
      this.#insert.run(place, chain, sequence, id, at, kind, subject, once?.key ?? null, line);
    } else {
      const at = isStub(record) ? 0 : Date.parse(record.body.at);
      this.#insert.run(place, chain, sequence, id, at, null, null, null, line);
    }
  }

  /** Forgets what the transaction under way added. */
  rolledBack(): void {
    for (const text of this.#fresh) this.#kinds.delete(text);
    this.#fresh = [];
  }

  /** The transaction is durable. */
  committed(): void {
    this.#fresh = [];
  }

  #kind(text: string): number {
    const known = this.#kinds.get(text);
    if (known !== undefined) return known;
    this.#addKind.run(text);
    const number = Number(this.#findKind.get(text)?.[0]);
    this.#kinds.set(text, number);
    this.#fresh.push(text);
    return number;
  }
}
