import { wordsOfName } from '../parts/formats.js';

const words: Readonly<Record<string, string>> = {
  equal: 'is',
  notEqual: 'is not',
  lessThan: 'is less than',
  lessThanInclusive: 'is at most',
  greaterThan: 'is more than',
  greaterThanInclusive: 'is at least',
  in: 'is one of',
  notIn: 'is none of',
  contains: 'contains',
  doesNotContain: 'does not contain',
  present: 'is there:',
};

/** An operator of conditions, in words. */
export const operatorWords = (operator: string): string => words[operator] ?? wordsOfName(operator);
