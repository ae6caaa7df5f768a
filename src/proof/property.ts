import type { ClauseId } from '../contract/contract.js';
import type { Answer, Trace } from '../engine/evaluation.js';
import type { InvalidClause } from '../engine/severability.js';
import type { CaseFormula } from './cases/case-formula.js';
import type { Term } from './terms/term.js';

/** What may be shown of a decision. */
export type PropertyKind =
  /** Some rule stands. */
  | 'no-gap'
  /** Two rules that stand agree. */
  | 'no-conflict'
  /** Nothing is divided by zero, and no month lies beyond the calendar. */
  | 'no-failure'
  /** What is computed is of its type. */
  | 'no-misfit'
  /** A rule fires in some case. */
  | 'rule-fires'
  /** A rule stands in some case. */
  | 'rule-stands'
  /** A rule and another that it overrides fire together in some case. */
  | 'override-matters'
  /** A rule would fire, or not fire, if one comparison came out the other way: in some case where it holds, and in one where it does not. */
  | 'condition-matters'
  /** Another value of a fact alone gives another decision, in some case. */
  | 'fact-matters'
  /** Another value of a parameter alone gives another decision, in some case. */
  | 'parameter-matters'
  /** What an edition declares (`always.yaml`). */
  | 'always'
  /** There is a case of which such an invariant says something. */
  | 'always-meant';

/** The id of the property that a parameter matters. */
export const idOfFigure = (figure: string): string => `parameter-matters ${figure}`;

/** Something to be proved of a decision: that there is no such case, or that there is one. */
export interface Property {
  /** Stable and unique within a decision: `no-conflict fees-are-not-refundable/law-gives-a-refund outcome`. */
  readonly id: string;
  readonly kind: PropertyKind;
  readonly clauses: readonly ClauseId[];
  /** `no-case`: proved where there is no case of the term; `a-case`: shown where there is one. */
  readonly wanted: 'no-case' | 'a-case';
  readonly term: Term;
  /** Whether evaluators answer the cases of {@link Questions.cases} as the term says. */
  readonly isConfirmedBy: (answers: readonly Answer[]) => boolean;
  /** The definition, effect, fact or constraint that may fail. */
  readonly about?: string;
  /** Whether a case that an evaluator explains is such a case. */
  readonly isShownBy?: (trace: Trace) => boolean;
  /** The fact, or the parameter, of which another value is to give another decision: two cases that differ in it alone show that. */
  readonly changing?: string;
  /** Why the term can't be said, where that is no hindrance to other properties: a known case may show it all the same. */
  readonly unsaid?: string;
}

/** What is asked of a solver: what holds of every case, and the properties. */
export interface Questions {
  /** The cases that the properties speak of; most of one alone. */
  readonly cases: readonly CaseFormula[];
  readonly properties: readonly Property[];
  /** Something that makes a case easier to find, and need not be so. */
  readonly easily: Term;
  /** Facts that the decision does not come to, whatever is given: it is decided alike with and without them, unless a constraint refuses. */
  readonly others: readonly string[];
  /** Whether these cases say all of a property: where there is none here, there is none. */
  readonly saysAll: (property: Property) => boolean;
}

/** A case as a request gives it. */
export interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Clauses that are held invalid; left out where none is. */
  readonly invalid?: readonly InvalidClause[];
}

/** What became of a property. */
export type Verdict = {
  readonly property: Property;
  readonly ms: number;
  /** By what it may be kept (`Formulated.keysFor`). */
  readonly key?: string;
} &
  /** @property from the invariants from which it follows, where it is not proved by itself */
  (
    | { readonly code: 'proved'; readonly from?: readonly string[] }
    | {
        readonly code: 'refuted';
        readonly cases: readonly Case[];
        /** Whether both evaluators answer as the solver says; a case that they do not confirm is a fault of the translation. */
        readonly isConfirmed: boolean;
      }
    /** There is such a case, as wanted. */
    | { readonly code: 'shown' }
    /** There is no such case, although one is wanted. */
    | { readonly code: 'idle' }
    /** The solver doesn't know, took longer than its time, or ended. */
    | { readonly code: 'unknown'; readonly why: string }
  );
