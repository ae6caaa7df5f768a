import type { EditionIdentity } from '../edition/model/edition.js';
import type { Case, PropertyKind } from './property.js';

/** A property with what became of it, as data. */
export interface ProvedProperty {
  readonly id: string;
  readonly kind: PropertyKind;
  readonly clauses: readonly string[];
  /**
   * `proved`, `shown`: as wanted. `elsewhere`: nothing shows that a figure matters to this decision, and it does to others. All else is a finding; a
   * case that evaluators do not confirm is a fault of the translation.
   */
  readonly verdict: 'proved' | 'shown' | 'elsewhere' | 'refuted' | 'not-confirmed' | 'idle' | 'unknown';
  readonly ms: number;
  /** The cases that refute it, facts as a request gives them. */
  readonly cases?: readonly Case[];
  /** Why it is unknown. */
  readonly why?: string;
  /** Of an invariant that is proved, the others from which it follows, which are proved too. */
  readonly from?: readonly string[];
  /** Of what is `elsewhere`, the decisions to which the figure matters. */
  readonly matters?: readonly string[];
}

/** Whether a property is no finding. */
export const isFine = ({ verdict }: Pick<ProvedProperty, 'verdict'>): boolean =>
  verdict === 'proved' || verdict === 'shown' || verdict === 'elsewhere';

/** What is known of a decision after a proof was tried. */
export type ProvedDecision =
  | {
      readonly code: 'tried';
      readonly decision: string;
      /** SHA-256 of `smt`, in hex. */
      readonly digest: string;
      readonly smt: string;
      readonly properties: readonly ProvedProperty[];
      /** Lists of facts of which no more items than so many were looked at. */
      readonly bounded: readonly string[];
      /** What rests on products and sums of which 34 digits are counted; where there are more, nothing is proved. */
      readonly rounded: readonly string[];
      /** How many of the properties were proved before, of the very same questions. */
      readonly kept: number;
      /** True where all of them were. */
      readonly isKept: boolean;
    }
  /** A part of it can't be said exactly, so that nothing is proved. */
  | { readonly code: 'untranslatable'; readonly decision: string; readonly why: string };

/** What is known of an invariant after a proof was tried. */
export type ProvedInvariant = Proved & { readonly invariant: string; readonly decisions: readonly string[] };

/** What is known of what was put to a solver. */
export type Proved = Tried | { readonly code: 'untranslatable'; readonly why: string };
type Tried = Omit<Extract<ProvedDecision, { code: 'tried' }>, 'decision'>;

/** A proof of an edition, or of some of its decisions. */
export interface EditionProof {
  readonly edition: EditionIdentity;
  readonly solver: string;
  /** No list of facts has more items than this. */
  readonly mostItems: number;
  readonly decisions: readonly ProvedDecision[];
  /** What the edition declares in always.yaml of these decisions. */
  readonly invariants: readonly ProvedInvariant[];
  /** The parameters that no decision of the edition needs: each is a finding. */
  readonly unread: readonly string[];
}
