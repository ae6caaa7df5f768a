import type { Term } from '../terms/term.js';

/** Something that can't be computed, and when. */
export interface Failure {
  /** The definition, effect, fact or constraint. */
  readonly what: string;
  readonly when: Term;
  /** `undefined`: a division by zero, a month beyond the calendar; `misfit`: a value that is none of its type. */
  readonly kind: 'undefined' | 'misfit';
}

/** Where the evaluators compute with fewer digits than a number has. */
export interface Rounding {
  readonly what: string;
  readonly when: Term;
}
