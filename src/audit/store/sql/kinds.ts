import type { Query, Tally } from '../decision-log.js';
import type { StoredRecord } from '../../record/record.js';
import { rows, type Steps } from './statement.js';

/** What was decided, and what stands behind it: the same for many records. */
export type Kind = Pick<Tally, 'decision' | 'outcome' | 'rules' | 'clauses'>;

/** The text by which a kind is known in a store. */
export const kindText = ({ decision, cites }: Pick<StoredRecord['body'], 'decision' | 'cites'>): string =>
  JSON.stringify([decision.decision, decision.outcome, decision.standing, cites]);

const kindOf = (text: string): Kind => {
  const [decision, outcome, rules, clauses] = JSON.parse(text) as [string, string, string[], string[]]; // `kindText`
  return { decision, outcome, rules, clauses };
};

/** Whether records of a kind are meant by a query, as far as the kind tells. */
const isMeant = (kind: Kind, query: KindQuery): boolean =>
  (query.decision === undefined || kind.decision === query.decision) &&
  (query.outcome === undefined || kind.outcome === query.outcome) &&
  (query.rule === undefined || kind.rules.includes(query.rule)) &&
  (query.clause === undefined || kind.clauses.includes(query.clause));

/** What a query says of kinds. */
export type KindQuery = Pick<Query, 'decision' | 'outcome' | 'rule' | 'clause'>;

/** Whether a query says anything of kinds. */
export const asksForKinds = ({ decision, outcome, rule, clause }: KindQuery): boolean =>
  (decision ?? outcome ?? rule ?? clause) !== undefined;

/** The kinds of a store by their numbers, as far as they were read; a store only ever gets more. */
export class Kinds {
  readonly #kinds = new Map<number, Kind>();
  readonly #numbers = new Map<string, number>();

  /** Reads what came since. */
  *read(): Steps<void> {
    // Numbers have no gaps, whoever gives them.
    const found = yield* rows(
      'SELECT number, kind FROM kind WHERE number > ? ORDER BY number',
      this.#kinds.size,
    );
    for (const [number, text] of found) {
      this.#kinds.set(Number(number), kindOf(String(text)));
      this.#numbers.set(String(text), Number(number));
    }
  }

  get(number: number): Kind | undefined {
    return this.#kinds.get(number);
  }

  /** The text of the kind of that number, as `kindText` makes it; `null` where there is none. */
  text(number: number): string | null {
    const kind = this.#kinds.get(number);
    return kind === undefined
      ? null
      : JSON.stringify([kind.decision, kind.outcome, kind.rules, kind.clauses]);
  }

  /** The numbers of the kinds whose records a query may mean. */
  meant(query: KindQuery): readonly number[] {
    return [...this.#kinds].filter(([, kind]) => isMeant(kind, query)).map(([number]) => number);
  }

  /** The numbers of some kinds, which are made where they are not there. */
  *numbersOf(texts: ReadonlySet<string>): Steps<ReadonlyMap<string, number>> {
    for (;;) {
      const missing = [...texts].filter((text) => !this.#numbers.has(text));
      if (missing.length === 0) return this.#numbers;
      // Of two who make the next at once, one makes none, and tries again.
      for (const text of missing)
        yield* rows(
          'INSERT INTO kind (number, kind) SELECT coalesce(max(number), 0) + 1, ? FROM kind WHERE true ON CONFLICT DO NOTHING',
          text,
        );
      yield* this.read();
    }
  }
}
