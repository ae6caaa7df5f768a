import type { CalculationName } from '../numbers/calculations.js';
import type { Type, Value } from '../types/types.js';

/**
 * An expression of the FEEL subset with the type of each part. Instants and durations are integer milliseconds in it:
 * `duration("P30D")` and `date and time("…")` are literals.
 */
export type TypedExpression = { readonly type: Type; readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: Value }
  /** A name of the scope, then fields of its value: `package.feePaid.minor` is root `package`, fields `feePaid`, `minor`. */
  | { readonly kind: 'read'; readonly root: string; readonly fields: readonly string[] }
  /** A variable bound by `some`, `every`, `for`, or `item` in a filter, then fields of its value. */
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  /** A field of a computed record. */
  | { readonly kind: 'field'; readonly of: TypedExpression; readonly field: string }
  | { readonly kind: 'negate'; readonly of: TypedExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | {
      readonly kind: 'compare';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: TypedExpression; readonly right: TypedExpression }
  | {
      readonly kind: 'if';
      readonly condition: TypedExpression;
      readonly then: TypedExpression;
      readonly else: TypedExpression;
    }
  | {
      readonly kind: 'some' | 'every';
      readonly variable: string;
      readonly in: TypedExpression;
      readonly satisfies: TypedExpression;
    }
  | {
      readonly kind: 'for';
      readonly variable: string;
      readonly in: TypedExpression;
      readonly return: TypedExpression;
    }
  | { readonly kind: 'filter'; readonly in: TypedExpression; readonly where: TypedExpression }
  /** The item at a place that counts from 1, or from the end where it is negative; absent where there is none. */
  | { readonly kind: 'index'; readonly in: TypedExpression; readonly at: TypedExpression }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly arguments: readonly TypedExpression[] }
  | { readonly kind: 'list'; readonly items: readonly TypedExpression[] }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, TypedExpression])[] }
  /** Variables that stand for values in what follows: local names, or the arguments of a function that is called. */
  | {
      readonly kind: 'let';
      readonly variables: readonly string[];
      readonly values: readonly TypedExpression[];
      readonly in: TypedExpression;
      /** The function of the edition that is called; left out of local names. */
      readonly function?: string;
    }
  /** A decision table; only the whole of a definition is one. */
  | {
      readonly kind: 'table';
      readonly hit: HitPolicy;
      /** By column, the name whose value the tests are of. */
      readonly inputs: readonly TypedExpression[];
      readonly rows: readonly TableRow[];
      /** What it comes to where no row applies; `null` where one always does. */
      readonly otherwise: TypedExpression | null;
    }
);

/** What of a table counts where several rows may apply, in DMN's words: one alone, the first, or all of them joined. */
export type HitPolicy = 'unique' | 'first' | 'collect sum' | 'collect min' | 'collect max';

/** A row of a decision table: it applies where all its tests hold. */
export interface TableRow {
  /** By column, a condition on its input; `null` where any value will do. */
  readonly tests: readonly (TypedExpression | null)[];
  readonly then: TypedExpression;
  /** The clauses of its own that keep it in force: it drops out where all are held invalid. Left out of a row that cites none itself. */
  readonly rests?: readonly string[];
}

/** An expression of a kind, or of some. */
export type OfKind<Kind extends TypedExpression['kind']> = Extract<TypedExpression, { readonly kind: Kind }>;

/** Whether an expression is the literal `null`. */
export const isNullLiteral = (expression: TypedExpression): boolean =>
  expression.kind === 'literal' && expression.value === null;

/** An expression that is a decision table. */
export type TableExpression = OfKind<'table'>;

/**
 * The functions of the subset, and operations that have no name in it. Ours are `add months` (calendar months, a month end clamped), `round half even`, `concatenate all`
 * and `integers`, and what is counted in zones and business days.
 */
export type FunctionName =
  | CalculationName
  | 'not'
  | 'abs'
  | 'modulo'
  | 'count'
  | 'list contains'
  | 'concatenate'
  | 'union'
  | 'distinct values';

/** Half-open offsets in the source, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a name means where an expression stands: facts, definitions, parameters, `asOf`, `edition`. */
export interface Scope {
  /** The longest leading part of the dotted name that is a name of the scope, and its type. */
  readonly resolve: (
    path: readonly string[],
  ) => { readonly root: string; readonly type: Type; readonly rest: readonly string[] } | undefined;
  /** All names, for suggestions. */
  readonly names: () => readonly string[];
  /** What these are, in a sentence, for a name that is none of them. */
  readonly kinds: string;
  /** A function of the edition's own; `null` of one that is wrong itself, `undefined` where there is none. */
  readonly functionOf: (name: string) => OwnFunction | null | undefined;
  /** The names of these functions, for suggestions. */
  readonly functions: () => readonly string[];
}

/** A function of an edition's own. */
export interface OwnFunction {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, type: Type])[];
  readonly result: Type;
  /** What it comes to: its parameters are variables in it. */
  readonly body: TypedExpression;
}

/** What is wrong with an expression, at which place in its source. */
export interface ExpressionError {
  readonly code:
    | 'feel-syntax'
    | 'feel-unsupported'
    | 'feel-unknown-name'
    | 'feel-unknown-function'
    | 'feel-type'
    | 'feel-absent';
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
}

export type ExpressionResult =
  | { readonly ok: true; readonly expression: TypedExpression }
  | { readonly ok: false; readonly errors: readonly ExpressionError[] };
