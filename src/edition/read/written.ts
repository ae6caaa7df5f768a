/**
 * The files of an edition as people write them and as the JSON Schemas in `schemas/` hold them. A value has these types where its
 * item is whole, see `structure.ts`.
 */
import type { Disposition, Reading } from '../model/edition.js';
import type { LanguageWords } from '../../language/language.js';
import type { HitPolicy } from '../../language/syntax/expression.js';
import type { Acceptance, ActKind } from '../model/governing.js';

/** What a value may be, in facts.yaml, parameters.yaml and effects. */
export interface WrittenShape {
  readonly type:
    | 'record'
    | 'list'
    | 'money'
    | 'calendar'
    | 'text'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'percent'
    | 'instant'
    | 'date'
    | 'time'
    | 'duration'
    | 'months';
  readonly describes?: string;
  readonly asks?: string;
  readonly called?: string;
  readonly controlledBy?: string;
  readonly findBy?: boolean;
  readonly personal?: boolean;
  readonly default?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly orNever?: boolean;
  readonly negative?: boolean;
  readonly values?: readonly string[];
  readonly fields?: Readonly<Record<string, WrittenShape>>;
  readonly of?: WrittenShape;
}

/** edition.yaml */
export interface WrittenEdition {
  readonly document: string;
  readonly revision: string;
  readonly title: string;
  readonly effectiveFrom: string;
  readonly text: { readonly file: string; readonly digest: string };
  readonly severability?: string;
  readonly zone?: string;
  readonly language?: string;
  readonly words?: Partial<LanguageWords>;
  readonly zones?: Readonly<Record<string, string>>;
  readonly example?: WrittenExample;
}

/** The case to try first. */
export interface WrittenExample {
  readonly decision: string;
  readonly asOf: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A row of ledger.yaml. */
export interface WrittenLedgerRow {
  readonly clause: string;
  readonly disposition: Disposition;
  readonly decisions?: readonly string[];
  readonly reason?: string;
}

/** A fact of facts.yaml. */
export interface WrittenFact extends WrittenShape {
  readonly describes: string;
  readonly clauses?: readonly string[];
}

/** A constraint of facts.yaml or parameters.yaml. */
export interface WrittenConstraint {
  readonly holds: string;
  readonly pointer: string;
  readonly clauses: readonly string[];
  readonly code: string;
  readonly message: string;
  readonly decisions?: readonly string[];
}

/** A definition of definitions.yaml. */
export interface WrittenDefinition {
  readonly term: string;
  readonly clauses: readonly string[];
  readonly is: string;
  /** Names that only this definition has, each with what it stands for. */
  readonly with?: Readonly<Record<string, string>>;
  readonly invalid?: string;
  readonly called?: string;
  readonly describes?: string;
  readonly readings?: readonly string[];
}

/** A function of functions.yaml. */
export interface WrittenFunction {
  readonly function: string;
  readonly parameters: Readonly<Record<string, WrittenShape>>;
  readonly result: WrittenShape;
  readonly clauses?: readonly string[];
  readonly describes?: string;
  readonly is: string;
}

/** A decision table of tables.yaml. */
export interface WrittenTable {
  readonly table: string;
  readonly clauses?: readonly string[];
  readonly describes?: string;
  readonly readings?: readonly string[];
  readonly hit: HitPolicy;
  /** By column, the dotted name whose value its cells test. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, WrittenShape>>;
  /** Rows, or the name of a CSV file beside. */
  readonly rows: string | readonly Readonly<Record<string, unknown>>[];
  readonly otherwise?: string | Readonly<Record<string, string>>;
}

/** A parameter of parameters.yaml; its `values` are dated, so a text has no list of values at the top. */
export interface WrittenParameter extends Omit<WrittenShape, 'values'> {
  readonly parameter: string;
  readonly clauses: readonly string[];
  readonly describes: string;
  readonly changedBy: string;
  readonly sample?: boolean;
  readonly values: readonly WrittenDatedValue[];
}

/** A value of a parameter. */
export interface WrittenDatedValue {
  readonly from: string;
  readonly published: string;
  readonly reference?: string;
  readonly value: unknown;
}

/** A reading of readings.yaml. */
export type WrittenReading = Omit<Reading, 'position'>;

/** Which acts accept which edition, in governing.yaml. */
export interface WrittenAcceptance extends WrittenGround {
  readonly by: readonly ActKind[];
  readonly binds: Acceptance['binds'];
  readonly first?: boolean;
}

/** An act that a request tells by itself, in governing.yaml. */
export interface WrittenAct extends WrittenGround {
  readonly kind: ActKind;
  readonly at?: string;
  readonly unless?: string;
  readonly decisions?: readonly string[];
}

/** What something in governing.yaml rests on. */
export interface WrittenGround {
  readonly clauses: readonly string[];
  readonly readings?: readonly string[];
}

/** What is told where an outcome is given, in letters.yaml. */
export interface WrittenSaying {
  readonly says: string;
  readonly next?: readonly string[];
}

/** Words of letters.yaml, or why there are none. */
export type WrittenTold = string | { readonly untold: string };

/** What follows from an effect, in letters.yaml. */
export interface WrittenEffectWords {
  readonly untold?: string;
  readonly some?: string;
  readonly one?: string;
  readonly none?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** The words of a decision in letters.yaml. */
export interface WrittenLetterWords {
  readonly asked: string;
  readonly outcomes: Readonly<Record<string, WrittenSaying>>;
  readonly effects?: Readonly<Record<string, WrittenEffectWords>>;
  readonly choices?: Readonly<Record<string, string>>;
  readonly assumed?: Readonly<Record<string, WrittenTold>>;
  readonly next?: Readonly<Record<string, readonly string[]>>;
}

/** An invariant of always.yaml. */
export interface WrittenInvariant {
  readonly name: string;
  readonly clauses: readonly string[];
  readonly describes?: string;
  readonly decisions: readonly string[];
  readonly when?: string;
  readonly holds?: string;
  readonly unchanged?: readonly string[];
  readonly step?: WrittenStep;
  readonly monotone?: { readonly in: string; readonly of: string; readonly goes: 'up' | 'down' };
  readonly provedFrom?: readonly string[];
}

/** How the case after differs, in always.yaml. */
export interface WrittenStep {
  readonly later?: true;
  readonly becomes?: Readonly<Record<string, string>>;
  readonly other?: readonly string[];
}

/** An entry of reviews.yaml. */
export interface WrittenReview {
  readonly clause: string;
  readonly words: string;
  readonly of: readonly string[];
  readonly by: string;
  readonly at: string;
}
