import type { ClauseId } from '../../contract/contract.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import type { Position } from './declarations.js';

/**
 * What must hold of every case that its decisions take (always.yaml): wherever `when` does, `holds` does. Both read names of the case, what was
 * decided of it (`decided.refund.outcome`, `decided.refund.effects.amount`) and, with a step, the same of the case after (`after.refunded`).
 */
export interface Invariant {
  readonly name: string;
  readonly clauses: readonly ClauseId[];
  readonly describes: string | null;
  /** The decisions that are asked, all of the same facts. */
  readonly decisions: readonly string[];
  /** `null` where it holds of any case. */
  readonly when: TypedExpression | null;
  readonly holds: TypedExpression;
  /** Names of answers that are the same in the case after: `decided.refund.outcome`. */
  readonly unchanged: readonly string[];
  /** `null` where it speaks of one case alone. */
  readonly step: Step | null;
  /** Facts that are read as given: of cases that leave one of them out nothing is said. */
  readonly needs: readonly FactPath[];
  /** Invariants of the same cases that its proof takes as proved. */
  readonly provedFrom: readonly Invariant[];
  readonly position: Position;
}

/** A fact, or a part of one. */
export interface FactPath {
  readonly root: string;
  readonly fields: readonly string[];
}

/** How the case after differs from the one before; all else is the same. */
export interface Step {
  /** True where it is decided at any instant from the first on; else at the same one. */
  readonly later: boolean;
  /** What is computed of the case before. */
  readonly becomes: readonly Becoming[];
  /** What may be anything else. */
  readonly other: readonly FactPath[];
  /** Whether definitions or decisions of the case after are read, so that it must be one that decisions take; else only its facts are. */
  readonly isDecided: boolean;
}

/** A fact, or a part of one, that a step changes, by what the case before and its decisions are. */
export interface Becoming extends FactPath {
  readonly is: TypedExpression;
  /** The type of the fact or part. */
  readonly type: Type;
}
