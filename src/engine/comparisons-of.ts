import type { ConditionTrace } from './evaluation.js';

/** A comparison as it went. */
export type ComparisonTrace = Extract<ConditionTrace, { readonly kind: 'comparison' }>;

/** The comparisons of a condition, in the order in which they are written. */
export const comparisonsOf = (when: ConditionTrace): readonly ComparisonTrace[] => {
  switch (when.kind) {
    case 'always':
      return [];
    case 'comparison':
      return [when];
    case 'not':
      return comparisonsOf(when.of);
    case 'all':
    case 'any':
      return when.of.flatMap(comparisonsOf);
  }
};
