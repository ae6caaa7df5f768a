import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askJson, withQuery } from './request.js';

/** A run of words that both texts have, or only one of them. */
export interface WordRun {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly words: string;
}

/** What may be said of a changed clause's effect. */
export interface ClauseClaim {
  readonly code: 'proven' | 'no-decision' | 'differs' | 'none-found';
  readonly decisions: readonly string[];
  readonly cases: number;
}

/** What became of a clause. */
export type ClauseChange =
  | { readonly code: 'added'; readonly right: string; readonly words: string }
  | { readonly code: 'removed'; readonly left: string; readonly words: string }
  | { readonly code: 'moved'; readonly left: string; readonly right: string; readonly words: string }
  | {
      readonly code: 'reworded' | 'editorial';
      readonly left: string;
      readonly right: string;
      readonly aside?: readonly string[];
      readonly runs: readonly WordRun[];
    };

/** One thing that only one of two editions has, or that they write differently. */
export interface ItemChange {
  readonly code: 'added' | 'removed' | 'changed';
  readonly kind: string;
  readonly name: string;
  readonly clauses: readonly string[];
  readonly parts: readonly { readonly path: string; readonly left?: unknown; readonly right?: unknown }[];
}

/** What one edition says of a case. */
export type Said =
  | {
      readonly code: 'decided';
      readonly outcome: string;
      readonly effects: Readonly<Record<string, unknown>>;
      readonly clauses: readonly string[];
    }
  | {
      readonly code: 'refused';
      readonly errors: readonly { readonly pointer: string; readonly code: string }[];
    }
  | { readonly code: 'failed'; readonly why: string };

/** A case of which the two say different things. */
export interface CaseSides {
  readonly kinds: readonly string[];
  readonly left: Said;
  readonly right: Said;
}

/** How one decision fares. */
export interface DecisionChange {
  readonly decision: string;
  readonly verdict: 'same' | 'same-where-accepted' | 'different' | 'none-found' | 'added' | 'removed';
  readonly cases: number;
  readonly scenarioCases: number;
  readonly changedScenarios: number;
  readonly scenarios: readonly ({ readonly name: string } & CaseSides)[];
  /** Ways in which it was found to differ; the first of them are in `found`. */
  readonly ways: number;
  readonly found: readonly ({
    readonly from: string;
    readonly changes: readonly { readonly path: string; readonly from?: unknown; readonly to?: unknown }[];
    readonly cases: number;
  } & CaseSides)[];
}

/** What differs between two releases of a document in words, and in what they write. */
export interface DifferenceBook {
  readonly unchanged: number;
  readonly headings: readonly { readonly left: string | null; readonly right: string | null }[];
  readonly clauses: readonly ClauseChange[];
  readonly items: readonly ItemChange[];
}

/** What differs between them in effect. */
export interface EffectBook {
  readonly decisions: readonly DecisionChange[];
  /** One for each changed clause, in the order of {@link DifferenceBook.clauses}. */
  readonly claims: readonly ClauseClaim[];
  readonly sameInEffect: boolean;
}

/** What differs between two releases in words, by their digests. */
export const useDifference = (left: string, right: string): UseQueryResult<DifferenceBook> =>
  useQuery({
    queryKey: ['difference', left, right],
    queryFn: ({ signal }) =>
      askJson<DifferenceBook>(withQuery('/book-data/difference', { left, right }), { signal }),
    staleTime: Infinity,
  });

/** What differs in effect; takes some seconds the first time. */
export const useEffectDifference = (left: string, right: string): UseQueryResult<EffectBook> =>
  useQuery({
    queryKey: ['effect', left, right],
    queryFn: ({ signal }) =>
      askJson<EffectBook>(withQuery('/book-data/difference/effect', { left, right }), { signal }),
    staleTime: Infinity,
  });
