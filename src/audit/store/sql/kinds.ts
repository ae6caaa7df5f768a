import type { Query, Tally } from '../decision-log.js';
import type { StoredRecord } from '../../record/record.js';

/** What was decided, and what stands behind it: the same for many records. */
export type Kind = Pick<Tally, 'decision' | 'outcome' | 'rules' | 'clauses'>;

/** The text by which a kind is known in a store. */
export const kindText = ({ decision, cites }: Pick<StoredRecord['body'], 'decision' | 'cites'>): string =>
  JSON.stringify([decision.decision, decision.outcome, decision.standing, cites]);

/** The kind that a text tells. */
export const kindOf = (text: string): Kind => {
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

/** The kinds of a store by their numbers, as far as they were read; a store only ever gets more. */
export class Kinds {
  readonly #kinds = new Map<number, Kind>();
  #last = 0;

  /** The highest number that was read. */
  get last(): number {
    return this.#last;
  }

  /** Takes kinds in the order of their numbers. */
  add(number: number, text: string): void {
    this.#kinds.set(number, kindOf(text));
    this.#last = Math.max(this.#last, number);
  }

  get(number: number): Kind | undefined {
    return this.#kinds.get(number);
  }

  /** The numbers of the kinds whose records a query may mean. */
  meant(query: KindQuery): readonly number[] {
    return [...this.#kinds].filter(([, kind]) => isMeant(kind, query)).map(([number]) => number);
  }
}
