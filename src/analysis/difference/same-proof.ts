import type { Case } from '../boundary/boundary-case.js';

/** What a solver says of whether two editions decide alike, whatever the case. */
export type SameProof =
  /** There is no case that they answer otherwise. */
  | {
      readonly code: 'proved';
      /** Name and version. */
      readonly solver: string;
      /** SHA-256 of the formula, in hex. */
      readonly digest: string;
      /** Lists of facts of which no more than `mostItems` items were looked at. */
      readonly bounded: readonly string[];
      readonly mostItems: number;
      /** What rests on products and sums of which 34 digits are counted; where there are more, nothing is proved. */
      readonly rounded: readonly string[];
    }
  /** A case that both evaluators answer otherwise under the two editions. */
  | { readonly code: 'refuted'; readonly case: Case }
  /** A case that an evaluator answers alike under both: a fault of the translation. */
  | { readonly code: 'not-confirmed'; readonly case: Case }
  /** The solver does not know, or a part of a decision can't be said to it. */
  | { readonly code: 'unknown' | 'untranslatable'; readonly why: string };

/** Proves that two editions decide alike, or finds a case that shows otherwise. */
export type ProveSame = (decision: string) => Promise<SameProof>;
