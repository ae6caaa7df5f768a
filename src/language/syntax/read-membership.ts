import type { SyntaxNode } from '@lezer/common';
import type { Bound, CompareOperator, MembershipTest, Syntax } from './syntax.js';
import { partsOf, spanOf, type Reader } from './syntax-node.js';

/** `x between a and b` is `x >= a and x <= b`. */
export const readBetween = (
  node: SyntaxNode,
  of: SyntaxNode | undefined,
  [low, high]: readonly [SyntaxNode | undefined, SyntaxNode | undefined],
  read: Reader,
): Syntax => {
  const bounds: readonly Bound[] = [
    { operator: '>=', value: read.syntax(low) },
    { operator: '<=', value: read.syntax(high) },
  ];
  const span = spanOf(node);
  return { kind: 'in', of: read.syntax(of), tests: [{ kind: 'bounds', bounds, span }], span };
};

/** `x in [a..b)`, `x in (1, 2)`, `x in xs`. */
export const readMembership = (
  node: SyntaxNode,
  of: SyntaxNode | undefined,
  first: SyntaxNode | undefined,
  others: readonly SyntaxNode[],
  read: Reader,
): Syntax => {
  const written = first?.name === '(' ? (others[0] === undefined ? [] : partsOf(others[0])) : [first];
  const tests = written.map((test) => readTest(test, read));
  return { kind: 'in', of: read.syntax(of), tests, span: spanOf(node) };
};

const readTest = (test: SyntaxNode | undefined, read: Reader): MembershipTest => {
  const [written] = test === undefined ? [] : partsOf(test);
  const tested = withoutParentheses(written);
  if (tested?.name !== 'SimplePositiveUnaryTest') return { kind: 'value', value: read.syntax(tested) };
  const span = spanOf(tested);
  const [first, second] = partsOf(tested);
  if (first?.name === 'Interval') {
    const [open, low, , high, close] = partsOf(first);
    const bounds: readonly Bound[] = [
      { operator: open !== undefined && read.text(open) === '[' ? '>=' : '>', value: read.syntax(low) },
      { operator: close !== undefined && read.text(close) === ']' ? '<=' : '<', value: read.syntax(high) },
    ];
    return { kind: 'bounds', bounds, span };
  }
  const operator = first?.name === 'CompareOp' ? compareOperators[read.text(first)] : undefined;
  return operator === undefined
    ? { kind: 'value', value: read.unsupported(tested) }
    : { kind: 'bounds', bounds: [{ operator, value: read.syntax(second) }], span };
};

/** A range that is a value: `[1..3)`, `(> 3)`. */
export const readRange = (node: SyntaxNode, read: Reader): Syntax => {
  const [first, second] = partsOf(node);
  const span = spanOf(node);
  if (first?.name === 'Interval') {
    const [open, low, , high, close] = partsOf(first);
    return {
      kind: 'range',
      low: read.syntax(low),
      high: read.syntax(high),
      lowIncluded: open !== undefined && read.text(open) === '[',
      highIncluded: close !== undefined && read.text(close) === ']',
      span,
    };
  }
  const operator = first?.name === 'CompareOp' ? compareOperators[read.text(first)] : undefined;
  if (operator === undefined || operator === '!=') return read.unsupported(node);
  const end = read.syntax(second);
  const isLow = operator !== '<' && operator !== '<=';
  const isHigh = operator !== '>' && operator !== '>=';
  return {
    kind: 'range',
    low: isLow ? end : null,
    high: isHigh ? end : null,
    lowIncluded: isLow && operator !== '>',
    highIncluded: isHigh && operator !== '<',
    span,
  };
};

/** `x in (< 3)`: a single test in parentheses. */
const withoutParentheses = (tested: SyntaxNode | undefined): SyntaxNode | undefined => {
  const inside = tested?.name === 'ParenthesizedExpression' ? partsOf(tested)[1] : undefined;
  return inside?.name === 'SimplePositiveUnaryTest' ? inside : tested;
};

/** The signs that compare. */
export const compareOperators: Readonly<Partial<Record<string, CompareOperator>>> = {
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
