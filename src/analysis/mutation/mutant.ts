import type { Edition } from '../../edition/model/edition.js';
import type { Position } from '../../edition/model/declarations.js';

/** A change that a person might make by mistake, and the edition that it gives. */
export interface Mutant {
  /** Stable while what it changes is: `refund/law-requires-refund: override of fees-are-not-refundable dropped`. */
  readonly id: string;
  readonly kind: MutantKind;
  /** Where what it changes stands. */
  readonly position: Position;
  /** The decisions whose answers it may change. */
  readonly decisions: readonly string[];
  /** The changed edition, with the identity of the original. */
  readonly edition: Edition;
}

/** What kind of mistake a mutant makes. */
export type MutantKind =
  | 'rule-dropped'
  | 'override-dropped'
  | 'condition-negated'
  | 'condition-removed'
  | 'operator-changed'
  | 'bound-moved'
  | 'value-changed'
  | 'all-for-any'
  | 'outcome-swapped'
  | 'effect-dropped'
  | 'effect-changed'
  | 'discretion-changed'
  | 'definition-changed'
  | 'function-changed'
  | 'default-changed'
  | 'constraint-dropped'
  | 'constraint-changed'
  | 'parameter-nudged';

/** A changed part, before it is put into its edition. */
export interface Change<Part> {
  /** What was done, in words. */
  readonly what: string;
  readonly part: Part;
  /** Of a decision table, the place of the row that is changed, from 0. */
  readonly row?: number;
}
