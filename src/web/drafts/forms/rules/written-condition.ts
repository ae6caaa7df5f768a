import { isList, isRecord } from '../../../../language/values.js';
import type { Json, JsonObject } from '../../../../wire/parts.js';

/** How conditions are joined. */
export type Joint = 'all' | 'any' | 'not';

/** A condition as the form shows it. */
export type ConditionView =
  | { readonly kind: 'comparison'; readonly of: JsonObject }
  | { readonly kind: Joint; readonly of: readonly Json[] }
  /** Deeper than the form shows, or of another form: it stays as it is. */
  | { readonly kind: 'kept'; readonly of: Json };

/** How many joints stand inside each other in the form. */
const deepest = 3;

/** What the form shows of a condition. @param depth how many joints stand around it */
export const viewOf = (condition: Json, depth: number): ConditionView => {
  if (isRecord(condition)) {
    if (typeof condition['fact'] === 'string') return { kind: 'comparison', of: condition };
    const { all, any, not } = condition;
    if (depth < deepest) {
      if (isList(all)) return { kind: 'all', of: all };
      if (isList(any)) return { kind: 'any', of: any };
      if (not !== undefined) return { kind: 'not', of: [not] };
    }
  }
  return { kind: 'kept', of: condition };
};

/** A joint of conditions as it is written. */
export const joined = (kind: Joint, of: readonly Json[]): JsonObject =>
  kind === 'not' ? { not: of.length === 1 ? (of[0] ?? null) : { all: of } } : { [kind]: of };

/** A comparison that is still to be filled in. */
export const emptyComparison: JsonObject = { fact: '', operator: 'equal', value: null };

/** Whether every comparison in a condition has a name and a value. */
export const isFilled = (condition: Json): boolean => {
  if (!isRecord(condition)) return condition === 'always';
  const { all, any, not, fact, value } = condition;
  const of = isList(all) ? all : isList(any) ? any : not === undefined ? undefined : [not];
  if (of !== undefined) return of.length > 0 && of.every(isFilled);
  return (
    fact !== '' &&
    value !== undefined &&
    value !== null &&
    !(isList(value) && value.length === 0) &&
    !(isRecord(value) && value['fact'] === '')
  );
};
