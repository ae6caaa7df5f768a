import { type OfKind, type TypedExpression, isNullLiteral } from '../../language/syntax/expression.js';
import { isPlural } from './name-words.js';

type Comparison = OfKind<'compare'>;

/** Tells a part of an expression, in brackets where it needs them. */
export type Tell = (part: TypedExpression) => string;

/** Two sides compared; beside none, whether there is the other. */
export const comparisonInWords = ({ operator, left, right }: Comparison, tell: Tell): string => {
  if (isNullLiteral(left) || isNullLiteral(right)) {
    const noun = tell(isNullLiteral(left) ? right : left);
    return `${noun} ${agreeing(noun, operator === '=' ? 'is not given' : 'is given')}`;
  }
  if (left.type.kind === 'boolean') {
    const same = operator === '=' ? 'just where' : 'other than where';
    return `${tell(left)} ${same} ${tell(right)}`;
  }
  const noun = tell(left);
  const words = ['instant', 'date', 'local'].includes(left.type.kind)
    ? ofTimes[operator]
    : comparison[operator];
  return `${noun} ${agreeing(noun, words)} ${textual(right, tell)}`;
};

const agreeing = (noun: string, words: string): string =>
  isPlural(noun) ? words.replace(/^is\b/, 'are') : words;

const comparison = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
} as const;

const ofTimes = {
  ...comparison,
  '<': 'is before',
  '<=': 'is at or before',
  '>': 'is after',
  '>=': 'is at or after',
} as const;

/** What is not so: by the opposite words where there are some. */
export const notInWords = (of: TypedExpression, tell: Tell): string => {
  if (of.kind === 'compare' && of.left.type.kind !== 'boolean')
    return comparisonInWords({ ...of, operator: opposite[of.operator] }, tell);
  const told = tell(of);
  const found = /^(.* is) (one of|among) (.*)$/.exec(told);
  if (of.kind === 'call' && of.function === 'list contains' && found !== null)
    return `${found[1] ?? ''} ${found[2] === 'among' ? 'not among' : 'none of'} ${found[3] ?? ''}`;
  return `it is not so that ${told}`;
};

const opposite = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

/** A part of an expression in words: a text that is written out stands in quotes. */
export const textual = (part: TypedExpression, tell: Tell): string =>
  part.kind === 'literal' && typeof part.value === 'string' ? `“${part.value}”` : tell(part);
