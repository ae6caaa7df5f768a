import type { ClauseId } from '../../contract/contract.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Merge } from '../../language/merges.js';
import type { OperatorName } from '../../language/operators.js';
import type { Type, Value } from '../../language/types/types.js';
import type { Template } from './template.js';
import type { Position, Definition, Parameter } from './declarations.js';

export interface EffectDeclaration {
  readonly name: string;
  readonly type: Type;
  readonly merge: Merge;
  readonly default: TypedExpression;
  /** Whether a greater value is the customer's gain or cost; left out where it is neither, or told by another effect. */
  readonly customer?: 'gains' | 'pays';
  /** What an integer counts: `credits`; left out where nobody said. */
  readonly unit?: string;
  readonly position: Position;
}

/** The rules of one decision. */
export interface RuleSet {
  readonly decision: string;
  readonly question: string;
  readonly outcomes: readonly string[];
  /** Top-level fact names; optional ones may be left out and are then absent. */
  readonly facts: readonly { readonly name: string; readonly optional: boolean }[];
  readonly effects: ReadonlyMap<string, EffectDeclaration>;
  /** Every choice that discretion may offer, from mild to strict; empty where the decision has no discretion. */
  readonly choices: readonly string[];
  readonly rules: readonly Rule[];
  /** In the order of `Edition.definitions`: those that the rules and effects need, directly or not. */
  readonly definitions: readonly Definition[];
  readonly parameters: readonly Parameter[];
  /** Names of parameters: of those whose value at `asOf` is read, and of those that are read as they were at another time (`figure at`). */
  readonly parameterReads: { readonly inForce: readonly string[]; readonly atOtherTimes: readonly string[] };
  /** Dotted paths of the facts that the rules, definitions and effects read (`package.plan`), without duplicates. */
  readonly reads: readonly string[];
  readonly position: Position;
}

export type Modality = 'must' | 'must-not' | 'may';

/**
 * What becomes of a rule where clauses are held invalid, other than that it drops out with its own: it `stays`, since something outside the
 * contract gives it; or it `speaks` only where invalid clauses leave no other rule.
 */
export type RuleInvalid = 'stays' | 'speaks';

export interface Rule {
  readonly id: string;
  readonly clauses: readonly ClauseId[];
  readonly modality: Modality;
  /** Left out where the rule drops out with its clauses. */
  readonly invalid?: RuleInvalid;
  readonly when: Condition;
  readonly then: Consequence;
  /** Rules of the same set that are defeated when this one fires. */
  readonly overrides: readonly string[];
  readonly readings: readonly string[];
  readonly position: Position;
}

export interface Consequence {
  readonly outcome: string;
  readonly effects: ReadonlyMap<string, TypedExpression>;
  /** Plain words with `{dotted.name}` placeholders. */
  readonly because: Template;
  readonly discretion: DiscretionRule | null;
}

/** What the contract leaves to somebody's choice. */
export interface DiscretionRule {
  readonly decider: string;
  readonly choices: readonly string[];
  readonly recommended: TypedExpression;
  readonly upTo: TypedExpression | null;
  /** The parameter that holds the policy. */
  readonly policy: string;
}

/** json-rules-engine's format and meaning, with a position for each part. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'all'; readonly of: readonly Condition[]; readonly position: Position }
  | { readonly kind: 'any'; readonly of: readonly Condition[]; readonly position: Position }
  | { readonly kind: 'not'; readonly of: Condition; readonly position: Position }
  | ComparisonCondition;

export interface ComparisonCondition {
  readonly kind: 'comparison';
  /** A scalar by dotted name: a fact, a definition, a parameter, `asOf`. Typed as an expression, so that both evaluators read alike. */
  readonly left: TypedExpression;
  /** As it was written. */
  readonly name: string;
  readonly operator: OperatorName;
  readonly right:
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'fact'; readonly name: string; readonly expression: TypedExpression };
  readonly position: Position;
}
