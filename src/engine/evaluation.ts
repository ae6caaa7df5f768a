import type { Computed, Value } from '../language/types/types.js';
import type { FactErrorCode } from './facts/fact-error-codes.js';
import type { InvalidClause, Severed } from './severability.js';

/** What an evaluator is asked. `facts` as they came, validated against the decision's schema. */
export interface Question {
  readonly decision: string;
  /** JSON values; instants still RFC 3339. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Clauses that drop out, in which nothing is wrong; left out where the request names none. */
  readonly invalid?: readonly InvalidClause[];
}

/** A decision before it is recorded: pure data, ids and values, no prose. Values are as outside: instants RFC 3339. */
export interface Decision {
  readonly decision: string;
  /** One of the rule set's outcomes, or `unresolved`. */
  readonly outcome: string;
  readonly effects: Readonly<Record<string, Value>>;
  readonly discretion: Discretion | null;
  /** Ids of the rules that fired and were not defeated, in the rule set's order. */
  readonly standing: readonly string[];
  /** One entry for each defeated rule and each rule that defeated it. */
  readonly overridden: readonly { readonly rule: string; readonly by: string }[];
  /** What the texts of the standing rules mention, by dotted name, so that they can be told without evaluating again. */
  readonly values: Readonly<Record<string, Value>>;
  readonly readings: readonly string[];
  /** Facts that were left out, with the default used; parameters before their first date. */
  readonly assumed: readonly { readonly fact: string; readonly value: Value }[];
  /** The rules that disagree, empty for a gap; `null` where the decision is resolved. */
  readonly conflict: readonly string[] | null;
  /**
   * The tables on which it rests, each with the numbers of the rows that applied, from 1; left out where it rests on none. Their clauses are
   * cited as those of the standing rules are.
   */
  readonly tables?: readonly RowsOfTable[];
  /** What dropped out; left out where the question names no invalid clause. */
  readonly severed?: Severed;
}

/** The rows of a table that applied, from 1. */
export interface RowsOfTable {
  readonly table: string;
  readonly rows: readonly number[];
}

export interface Discretion {
  readonly decider: string;
  readonly choices: readonly string[];
  readonly recommended: string;
  readonly upTo?: Value;
  readonly policy: string;
}

/** A fact that is wrong: JSON Pointer inside `facts`, stable code, words. */
export interface FactError {
  readonly pointer: string;
  readonly code: FactErrorCode;
  readonly message: string;
}

/** That a value which is computed of the facts is out of range. */
export interface OutOfRangeAnswer {
  readonly code: 'out-of-range';
  /**
   * `undefined`: there is no value, as of a division by 0; `not-known`: it is not known at that time, as beyond the end of a calendar of business days;
   * `misfit`: the value is none of its type.
   */
  readonly kind: 'undefined' | 'not-known' | 'misfit';
  readonly errors: readonly FactError[];
}

/** What is wrong with the facts, or what cannot be computed of them. */
export type Refused =
  { readonly code: 'invalid-facts'; readonly errors: readonly FactError[] } | OutOfRangeAnswer;

/** Either a decision, or why there is none. */
export type Answer = { readonly code: 'decided'; readonly decision: Decision } | Refused;

/** How the answer came about. Kept out of the record: it follows from it. */
export interface Trace {
  readonly decision: Decision;
  readonly asOf: string;
  /** Clauses that are held invalid; left out where the request names none. */
  readonly invalid?: readonly InvalidClause[];
  /** Facts with defaults applied, as the rules saw them. */
  readonly facts: Readonly<Record<string, Value>>;
  /** Those whose value at `asOf` is read. */
  readonly parameters: readonly { readonly name: string; readonly from: string; readonly value: Value }[];
  /** Those that are read as they were at another time (`figure at`), with all their values; left out where there is none. */
  readonly figuresAtOtherTimes?: readonly {
    readonly name: string;
    readonly values: readonly { readonly from: string; readonly value: Value }[];
  }[];
  readonly definitions: readonly {
    readonly term: string;
    readonly expression: string;
    readonly clauses: readonly string[];
    readonly value: Value;
    /** Of a table: the rows that applied. */
    readonly rows?: readonly RowTrace[];
  }[];
  readonly rules: readonly RuleTrace[];
}

/** A row of a table that applied. */
export interface RowTrace {
  /** Its number, from 1. */
  readonly row: number;
  readonly clauses: readonly string[];
  /** Its cells as they are written, by column. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface RuleTrace {
  readonly rule: string;
  readonly clauses: readonly string[];
  readonly modality: string;
  /** Whether its conditions hold, and it did not drop out. */
  readonly fired: boolean;
  /** True where it dropped out, since all its clauses are invalid. */
  readonly severed?: true;
  readonly standing: boolean;
  readonly overriddenBy: readonly string[];
  readonly overrides: readonly string[];
  readonly when: ConditionTrace;
  readonly outcome: string;
}

/** How conditions came out. `Told`: the values that it tells, as outside; or, while it is made, as inside. */
export type ConditionTrace<Told extends Computed = Value> =
  | { readonly kind: 'always'; readonly result: true }
  | { readonly kind: 'all' | 'any'; readonly result: boolean; readonly of: readonly ConditionTrace<Told>[] }
  | { readonly kind: 'not'; readonly result: boolean; readonly of: ConditionTrace<Told> }
  | {
      readonly kind: 'comparison';
      readonly fact: string;
      readonly operator: string;
      /** The value read; `null` where absent. */
      readonly read: Told;
      readonly compared: Told;
      /** Where the comparison was with another fact, its name. */
      readonly comparedName?: string;
      readonly result: boolean;
    };

/** Until when the facts of a question are decided as they are, by one release. */
export interface Holding {
  /** The first instant at which they are not, in epoch milliseconds; `null` where they always are from here. */
  readonly until: number | null;
  /** What they come to then; left out where nothing changes, or it is not known whether anything does. */
  readonly next?: Answer;
}

/** One way to evaluate the rule sets of one edition. */
export interface Evaluator {
  readonly name: 'reference' | 'compiled';
  readonly decide: (question: Question) => Answer | Promise<Answer>;
  readonly explain: (question: Question) => Explained | Promise<Explained>;
  /** Until when a decision holds that was made for a question; left out where nobody can tell. */
  readonly holding?: (question: Question, decision: Decision) => Holding;
  /** Makes ready what the first question of a decision would else wait for, where there is anything. */
  readonly warmUp?: (decision: string) => void;
}

export type Explained = { readonly code: 'decided'; readonly trace: Trace } | Refused;
