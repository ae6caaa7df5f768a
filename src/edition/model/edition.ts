import type { Contract, ClauseId } from '../../contract/contract.js';
import type { Governing } from './governing.js';
import type { Invariant } from './invariant.js';
import type { Letters } from './letters.js';
import type { Language } from '../../language/language.js';
import type {
  Position,
  FactDeclaration,
  Constraint,
  Definition,
  FunctionDeclaration,
  Parameter,
  ParameterConstraint,
} from './declarations.js';
import type { RuleSet } from './rule-set.js';

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
  /** In an order in which each calls only those before it. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What must hold of the parameters at every instant. */
  readonly parameterConstraints: readonly ParameterConstraint[];
  readonly readings: ReadonlyMap<string, Reading>;
  readonly decisions: ReadonlyMap<string, RuleSet>;
  /** Which of the document's editions governs a case; `null` where it says nothing, and the one in effect does. */
  readonly governing: Governing | null;
  /** What customers are told; `null` where it has no letters.yaml. */
  readonly letters: Letters | null;
  /** What must hold of every case, to be proved. */
  readonly invariants: readonly Invariant[];
  /** The clause that keeps the rest in force where others are invalid; `null` where none does. */
  readonly severability: ClauseId | null;
  /** The time zone by whose clocks instants are told. */
  readonly zone: string;
  /** The language of what it says: its reasons and letters. */
  readonly language: Language;
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
