import type { Contract, ClauseId } from '../../contract/contract.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Merge } from '../../language/merges.js';
import type { OperatorName } from '../../language/operators.js';
import type { Type, Value } from '../../language/types/types.js';
import type { Governing } from './governing.js';
import type { Letters } from './letters.js';
import type { Template } from './template.js';

/** Names one release of an edition: the contract's own revision, and the digest of the folder's canonical content. */
export interface EditionIdentity {
  readonly document: string;
  readonly revision: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

/** An edition as it was read: validated, typed, immutable. Everything that a decision needs, and nothing else. */
export interface Edition {
  readonly identity: EditionIdentity;
  readonly title: string;
  /** Epoch milliseconds; an earlier asOf has no governing edition. */
  readonly effectiveFrom: number;
  readonly contract: Contract;
  readonly ledger: ReadonlyMap<ClauseId, LedgerRow>;
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly constraints: readonly Constraint[];
  /** In an order in which each needs only those before it. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What must hold of the parameters at every instant. */
  readonly parameterConstraints: readonly ParameterConstraint[];
  readonly readings: ReadonlyMap<string, Reading>;
  readonly decisions: ReadonlyMap<string, RuleSet>;
  /** Which of the document's editions governs a case; `null` where it says nothing, and the one in effect does. */
  readonly governing: Governing | null;
  /** What customers are told; `null` where it has no letters.yaml. */
  readonly letters: Letters | null;
  /** The clause that keeps the rest in force where others are invalid; `null` where none does. */
  readonly severability: ClauseId | null;
  /** A case to try first, as a request gives it; `null` where edition.yaml has none. */
  readonly example: {
    readonly decision: string;
    readonly asOf: string;
    readonly facts: Readonly<Record<string, unknown>>;
  } | null;
  /** File name to text, as digested; from it alone the edition can be loaded again. */
  readonly files: ReadonlyMap<string, string>;
  /** What checks facts; left out where the edition was not prepared, and checks are made when facts come. */
  readonly factChecks?: PreparedChecks;
}

/** The code of the checks of facts, made when the product was built. */
export interface PreparedChecks {
  /** SHA-256, in hex, of the JSON of the schema that they check (`vocabularySchema`). */
  readonly schemaDigest: string;
  readonly quick: string;
  readonly whole: string;
}

/** Where something stands in an edition's file; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a clause is for: exactly one per clause. */
export type Disposition = 'rule' | 'definition' | 'precedence' | 'edition' | 'statement';

export interface LedgerRow {
  readonly clause: ClauseId;
  readonly disposition: Disposition;
  /** The decisions that decide a `rule` clause; may name decisions that the edition does not yet contain. */
  readonly decisions: readonly string[];
  /** Why, in a lawyer's words; compulsory for a `statement`. */
  readonly reason: string | null;
  readonly position: Position;
}

/** A fact of the vocabulary: a top-level name with its type, and what holds of the values inside it. */
export interface FactDeclaration {
  readonly name: string;
  readonly shape: FactShape;
  readonly clauses: readonly ClauseId[];
  readonly position: Position;
}

/** The shape of a fact or of a field in it. */
export interface FactShape {
  readonly type: Type;
  readonly describes: string;
  /** True where the value may identify a person: the log keeps a commitment in place of it. */
  readonly personal: boolean;
  /** What holds where it is left out; `null` where it may not be left out. May read other facts and asOf. */
  readonly default: TypedExpression | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly minLength: number | null;
  /** Of a text: the most characters. */
  readonly maxLength: number;
  /** Of a list: the most items. What is computed of a list may take as long as the square of its length. */
  readonly maxItems: number;
  readonly pattern: string | null;
  /** Of an instant: whether it may be `never`. */
  readonly orNever: boolean;
  /** Of a record, by field name; of a list, the single entry `[]` is the shape of an item. */
  readonly fields: ReadonlyMap<string, FactShape>;
}

/** A stable code of the edition's own. */
export type ConstraintCode = string & { readonly ofEdition: true };

/** What facts must not contradict. Applies where every fact that it reads is given or has a default. */
export interface Constraint {
  readonly holds: TypedExpression;
  /** JSON Pointer of the fact to mend. */
  readonly pointer: string;
  readonly code: ConstraintCode;
  readonly message: string;
  /** The decisions that it is for; `null` for all. */
  readonly decisions: readonly string[] | null;
  readonly position: Position;
}

/** A defined word of the contract, computed. */
export interface Definition {
  readonly term: string;
  readonly clauses: readonly ClauseId[];
  /** Where the definition says what it is without its clauses, a choice between the two (`invalidClausesName`). */
  readonly is: TypedExpression;
  /** The expression as it was written. */
  readonly source: string;
  /** What it is where all its clauses are invalid, as it was written; left out where it is the same. */
  readonly invalid?: string;
  readonly describes: string | null;
  readonly readings: readonly string[];
  readonly position: Position;
}

/** A figure or policy that the terms leave open, with its values over time. */
export interface Parameter {
  readonly name: string;
  readonly clauses: readonly ClauseId[];
  readonly describes: string;
  /** Who may change it. */
  readonly changedBy: string;
  /** True where the figure is only a sample. */
  readonly sample: boolean;
  readonly type: Type;
  /** In order of `from`. */
  readonly values: readonly DatedValue[];
  readonly position: Position;
}

export interface DatedValue {
  /** Epoch milliseconds; holds from here until the next value. */
  readonly from: number;
  /** When it was made known; a `from` before it needs a reference. */
  readonly published: number;
  readonly reference: string | null;
  readonly value: Value;
  readonly position: Position;
}

export interface ParameterConstraint {
  readonly holds: TypedExpression;
  readonly clauses: readonly ClauseId[];
  readonly code: string;
  readonly message: string;
  readonly position: Position;
}

/** How silent or ambiguous words were taken. */
export interface Reading {
  readonly id: string;
  readonly clauses: readonly ClauseId[];
  readonly words: string;
  readonly taken: string;
  readonly rejected: string;
  readonly because: string;
  /** Titles of the scenarios that show both sides. */
  readonly scenarios: readonly string[];
  /** Who takes responsibility for it, on which date, and how likely another reading is; left out where nobody signed. */
  readonly decidedBy?: string;
  readonly decidedOn?: string;
  readonly risk?: 'low' | 'medium' | 'high';
  /** What would hold if it were read the other way, as it is written; left out where nobody wrote it. */
  readonly otherwise?: Readonly<Record<string, unknown>>;
  readonly position: Position;
}

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
