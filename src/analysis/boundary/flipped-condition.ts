import type { ConditionTrace } from '../../engine/evaluation.js';

/** What a condition would have come to, had one of its comparisons (counted from 0, as written) gone the other way. */
export const flipped = (when: ConditionTrace, index: number): boolean => {
  let next = 0;
  const visit = (part: ConditionTrace): boolean => {
    switch (part.kind) {
      case 'always':
        return true;
      case 'comparison': {
        const result = next === index ? !part.result : part.result;
        next += 1;
        return result;
      }
      case 'not':
        return !visit(part.of);
      case 'all':
      case 'any': {
        const results = part.of.map(visit);
        // json-rules-engine takes an empty `any` as true.
        return part.kind === 'all' || results.length === 0 ? results.every(Boolean) : results.some(Boolean);
      }
    }
  };
  return visit(when);
};
