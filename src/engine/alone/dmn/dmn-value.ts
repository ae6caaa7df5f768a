import type { Numeric } from '../../../language/numbers/numeric.js';
import type { Syntax, WrittenType } from '../../../language/syntax/syntax.js';
import type { Clock, Day } from './time/civil.js';

/** A value of DMN (10.3.2.2 to 10.3.2.7): items of a list may be of several kinds, and a function is a value. */
export type Dmn =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: Numeric }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'date'; readonly day: Day }
  | { readonly kind: 'time'; readonly clock: Clock }
  | { readonly kind: 'date and time'; readonly day: Day; readonly clock: Clock }
  /** A duration of days and time. */
  | { readonly kind: 'days'; readonly nanoseconds: bigint }
  /** A duration of years and months. */
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'list'; readonly items: readonly Dmn[] }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Dmn> }
  | DmnRange
  | {
      readonly kind: 'function';
      readonly parameters: readonly { readonly name: string; readonly type: WrittenType | null }[];
      readonly body: Syntax;
      readonly scope: ReadonlyMap<string, Dmn>;
    };

/** From one value to another; an end that is null has no bound. */
export interface DmnRange {
  readonly kind: 'range';
  readonly start: Dmn;
  readonly end: Dmn;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}

/** What names mean where a part of an expression stands. */
export type DmnScope = ReadonlyMap<string, Dmn>;

/** Evaluates a part of an expression. */
export type Evaluate = (syntax: Syntax, scope: DmnScope) => Dmn;

/** What DMN calls the kind of a value. */
export type DmnKind = Dmn['kind'];

export const none: Dmn = { kind: 'null' };
export const boolean = (value: boolean | null): Dmn => (value === null ? none : { kind: 'boolean', value });
export const number = (value: Numeric): Dmn => ({ kind: 'number', value });
export const text = (value: string): Dmn => ({ kind: 'string', value });
export const list = (items: readonly Dmn[]): Dmn => ({ kind: 'list', items });
export const context = (entries: Iterable<readonly [string, Dmn]>): Dmn => ({
  kind: 'context',
  entries: new Map(entries),
});

/** Whether a value is a certain boolean. */
export const is = (value: Dmn, wanted: boolean): boolean =>
  value.kind === 'boolean' && value.value === wanted;

/** The integer that a value is; `undefined` where it is none. */
export const integerOf = (value: Dmn): number | undefined =>
  value.kind === 'number' && Number.isSafeInteger(value.value) ? Number(value.value) : undefined;
