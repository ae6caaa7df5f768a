import type { ClauseId } from '../../contract/contract.js';
import type { HitPolicy, OwnFunction, TypedExpression } from '../../language/syntax/expression.js';
import type { Type, Value } from '../../language/types/types.js';

/** Where something stands in an edition's file; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
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
  /** The question by which somebody is asked for it; left out where it is asked for by what it describes. */
  readonly asks?: string;
  /** How sentences name it; left out where its description or name does. */
  readonly called?: string;
  /** Who can bring it about that it is otherwise: `customer`, `nobody`, or another party by its name; left out where nobody said. */
  readonly controlledBy?: string;
  /** Whether recorded decisions are found by its value; left out where they are not. */
  readonly findBy?: true;
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
  /** How sentences name it; left out where its description or name does. */
  readonly called?: string;
  readonly readings: readonly string[];
  readonly position: Position;
  /** Of a decision table, its rows as they were written. */
  readonly table?: TableWords;
}

/** A function of the edition's own, that definitions, tables and rules call. */
export interface FunctionDeclaration extends OwnFunction {
  readonly clauses: readonly ClauseId[];
  readonly describes: string | null;
  /** Its expression as it was written. */
  readonly source: string;
  readonly position: Position;
}

/** A decision table as it was written. */
export interface TableWords {
  readonly hit: HitPolicy;
  /** Names of its columns in order; those of inputs with the name that each is of. */
  readonly inputs: readonly { readonly column: string; readonly name: string }[];
  readonly outputs: readonly string[];
  readonly rows: readonly TableRowWords[];
}

/** A row of a table as it was written. */
export interface TableRowWords {
  readonly clauses: readonly ClauseId[];
  /** By column; inputs for which any value will do are left out. */
  readonly cells: Readonly<Record<string, string>>;
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
  /** The same, with what else holds of the values inside it. */
  readonly shape: FactShape;
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
