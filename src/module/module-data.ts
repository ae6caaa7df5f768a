import type { EditionIdentity } from '../edition/model/edition.js';
import type { RequiredFields } from '../edition/model/fact-schema.js';
import type { EffectDeclaration, RuleInvalid } from '../edition/model/rule-set.js';
import type { Language } from '../language/language.js';
import type { TableExpression } from '../language/syntax/expression.js';
import type { Type, Value } from '../language/types/types.js';

/** What of an edition a decision needs besides its code: plain JSON, which stands in its module. */
export interface ModuleData {
  readonly identity: EditionIdentity;
  readonly decision: string;
  readonly zone: string;
  /** Of its sentences; left out where that is English. */
  readonly language?: Language;
  readonly severability: string | null;
  /** Every clause in the contract's order, with its words where the decision may cite it. */
  readonly clauses: readonly (string | readonly [id: string, words: string])[];
  /** Clauses that define a word: they cannot drop out. */
  readonly defining: readonly string[];
  /** Readings that rules take, in the edition's order. */
  readonly readings: readonly string[];
  /** How texts of fixed lists are said. */
  readonly words: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, PackedShape>>;
  readonly required: RequiredFields;
  readonly effects: readonly Pick<EffectDeclaration, 'name' | 'type' | 'merge'>[];
  readonly choices: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly type: Type;
    readonly values: readonly { readonly from: number; readonly value: Value }[];
  }[];
  readonly rules: readonly PackedRule[];
  /** The tables that it has, and what else it needs to know which of them a decision rests on; left out where there are none. */
  readonly tables?: PackedTables;
}

/** The shape of a fact: of one of which nothing else is said, its kind alone. */
export type PackedShape = Type['kind'] | PackedFields;

/** A shape of which more is said; what is usual is left out. */
export interface PackedFields {
  readonly kind: Type['kind'];
  readonly nullable?: true;
  readonly values?: readonly string[];
  readonly money?: 'owed' | 'any';
  /** Whether it has a default. */
  readonly default?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly orNever?: true;
  readonly fields?: Readonly<Record<string, PackedShape>>;
}

/** A rule; what is usual is left out. */
export interface PackedRule {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly outcome: string;
  readonly because: readonly (string | readonly [name: string, type: Type])[];
  readonly invalid?: RuleInvalid;
  readonly overrides?: readonly string[];
  readonly readings?: readonly string[];
  /** Places of what its text mentions. */
  readonly values?: readonly number[];
  /** By the effects that it gives, the slots of their values. */
  readonly effects?: Readonly<Record<string, number>>;
  readonly discretion?: {
    readonly decider: string;
    readonly choices: readonly string[];
    readonly policy: string;
  };
  /** The names that it reads, where there are tables. */
  readonly reads?: readonly string[];
}

/** Tables and what reads them. */
export interface PackedTables {
  /** In the rule set's order, each with the names that it reads; of a table, itself and the clauses of its rows. */
  readonly definitions: readonly {
    readonly term: string;
    readonly reads: readonly string[];
    readonly table?: { readonly is: TableExpression; readonly rows: readonly (readonly string[])[] };
  }[];
  /** By effect, the names that its default reads. */
  readonly defaults: Readonly<Record<string, readonly string[]>>;
}

/** The limits that a shape has which says nothing else. */
export const usualLimits = { maxLength: 10_000, maxItems: 500 } as const;
