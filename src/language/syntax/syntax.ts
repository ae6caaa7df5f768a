import type { Span } from './expression.js';

/** An expression as it was written, before names and types are known. */
export type Syntax = { readonly span: Span } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  /** `written` as in the source, sign included. */
  | { readonly kind: 'number'; readonly written: string }
  /** `date("…")`, `time("…")`, `date and time("…")`, `duration("…")`, or `@"…"`, which is any of them. */
  | { readonly kind: 'time'; readonly of: TimeConstructor | 'any'; readonly text: string }
  /** The same with other arguments. */
  | { readonly kind: 'construct'; readonly of: TimeConstructor; readonly arguments: readonly Syntax[] }
  /** One word or, where an operator was forgotten or a function is named, several. */
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'path';
      readonly of: Syntax;
      readonly field: string;
      readonly fieldSpan: Span;
    }
  | { readonly kind: 'negate'; readonly of: Syntax }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  /** `of in tests`, one of which is to hold. */
  | { readonly kind: 'in'; readonly of: Syntax; readonly tests: readonly MembershipTest[] }
  | { readonly kind: 'if'; readonly condition: Syntax; readonly then: Syntax; readonly else: Syntax }
  | {
      readonly kind: 'some' | 'every' | 'for';
      readonly variable: string;
      readonly in: Syntax;
      readonly body: Syntax;
    }
  /** `in[by]`: an index or a filter, by the type of what stands in the brackets. */
  | { readonly kind: 'bracket'; readonly in: Syntax; readonly by: Syntax }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly nameSpan: Span;
      readonly arguments: readonly Syntax[];
      /** Of their parameters, where these are written: `abs(n: -1)`. */
      readonly names?: readonly string[];
    }
  /** The call of a function that is computed. */
  | {
      readonly kind: 'invoke';
      readonly of: Syntax;
      readonly arguments: readonly Syntax[];
      readonly names?: readonly string[];
    }
  | {
      readonly kind: 'function';
      readonly parameters: readonly { readonly name: string; readonly type: WrittenType | null }[];
      readonly body: Syntax;
    }
  /** `[1..3)`; an end is left out in `(> 3)`. */
  | {
      readonly kind: 'range';
      readonly low: Syntax | null;
      readonly high: Syntax | null;
      readonly lowIncluded: boolean;
      readonly highIncluded: boolean;
    }
  | { readonly kind: 'instance'; readonly of: Syntax; readonly type: WrittenType }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'record'; readonly entries: readonly RecordEntry[] }
  /** What was reported already. */
  | { readonly kind: 'invalid' }
);

/** A type as FEEL writes it: `number`, `list<number>`, `context<a: number>`. */
export interface WrittenType {
  readonly name: string;
  /** What it is of, in order; of a function its parameters and then its result. */
  readonly of?: readonly WrittenType[];
  readonly fields?: readonly (readonly [name: string, type: WrittenType])[];
}

/** What stands after `in`: comparisons that all are to hold, or a value that is equal or a list that contains. */
export type MembershipTest =
  | { readonly kind: 'bounds'; readonly bounds: readonly Bound[]; readonly span: Span }
  | { readonly kind: 'value'; readonly value: Syntax };

export interface Bound {
  readonly operator: CompareOperator;
  readonly value: Syntax;
}

export interface RecordEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Syntax;
}

/** What makes a date, a time or a duration. */
export type TimeConstructor = 'date' | 'time' | 'date and time' | 'duration';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
